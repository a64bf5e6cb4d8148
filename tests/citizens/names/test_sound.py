"""Names heard by a Thai or Burmese ear share a key with the name that was said."""

import statistics
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.names.folding import folded
from cases.citizens.names.host_script import heard_as, is_host_script
from cases.citizens.names.known import shares
from cases.citizens.names.sound import MOST_KEYS, sounds
from cases.citizens.names.table import SPELLINGS

PAIRS = """
Nguyễn Ngian, Nguyễn Ngien, Nguyen Nguyan, Hải Hay, Bằng Bang, Bang Ban, Chu Ju, Đức Duk, Duc Duek,
Duc Dut, Dũng Yung, Dung Zung, Dung Jung, Giang Yang, Giang Jang, Giang Zang, Thuy Thui, Thuy Thwi,
Ly Li, Phuong Fuong, Phương Phueang, Phuong Fueang, Trần Chan, Tran Jan, Tran Tan, Quang Kwang,
Quang Guang, Quang Cuang, Xuan Suan, Xuân Swan, Khanh Kan, Khanh Kanh, Văn Wan, Van Ban, Le Ne,
Nhung Nyung, Nhung Yung, Ngoc Nok, Ngọc Ngok, Minh Min, Minh Ming, Anh An, Tuấn Twan, Hoang Huang,
Hoàng Hwang, Huynh Huin, Huynh Hwin, Thanh Tan, Trinh Chin, Trung Jung, Trung Chung, Sơn Sorn,
Sang Xang, Viet Wiet, Thi Ti, Kien Kian, Hieu Hiew, Long Nong, Nam Lam, Phuc Fuk, Phúc Puk, Đạt Dat,
Dat Tat, Cuong Kuong, Cường Gueang, Hung Hoong, Vu Wu, Phạm Fam, Phan Fan, Pham Pam, Bui Bwi,
Do Doh, Dang Tang, Ngo Ngoh, Ngô No, Dương Yuong, Duong Zuong, Duong Yueang, Hoa Hwa, Hoa Hua,
Yen Ian, Loan Luan, Loan Noan, Oanh Wan, Uyen Wian, Trang Jang, Trang Chang, Linh Lin, Mai May,
Thao Tao, Quyen Kwian, Quynh Quin, Tuyết Tuiet, Khoa Koa, Phat Fat, Loc Lok, Huong Hueang,
Hien Hian, Diệu Yiew, Lý Li, Tùng Toong, Lê Lay
"""
THAI = [
    ("เหงียน หาย บั๋ง", "Nguyễn Hải Bằng"),
    ("จู ดึ๊ก หยุง", "Chu Đức Dũng"),
    ("เจิ่น วัน เกื่อง", "Trần Văn Cường"),
    ("ฮว่าง ถิ เฟือง", "Hoàng Thị Phương"),
    ("เล วัน กวาง", "Lê Văn Quang"),
    ("ฝ่าม มิงห์ ตวน", "Phạm Minh Tuấn"),
    ("เหงียนวันนาม", "Nguyễn Văn Nam"),
    ("หวอ วัน เกียต", "Võ Văn Kiệt"),
    ("โฮจิมินห์", "Hồ Chí Minh"),
    ("เลิม ถิ ทุ้ย", "Lâm Thị Thủy"),
    ("โด๋ ซวน เหี่ยว", "Đỗ Xuân Hiếu"),
    ("บุ่ย ถิ ฮวา", "Bùi Thị Hoa"),
    ("ดั่ง หง็อก ลาน", "Đặng Ngọc Lan"),
    ("เจิ่น ถิ หญุง", "Trần Thị Nhung"),
]
BURMESE = [
    ("ငုယင် ဗန် မင်း", "Nguyễn Văn Minh"),
    ("ထရန် ဗန် ဟုန်", "Trần Văn Hùng"),
    ("လီ ဟွား", "Lý Hoa"),
    ("ဖန် ဝန် ဒုန်း", "Phan Văn Đông"),
    ("ဟိုချီမင်း", "Hồ Chí Minh"),
    ("လေ ထီ လန်", "Lê Thị Lan"),
    ("ဖမ် မင် တွန်", "Phạm Minh Tuấn"),
]


@pytest.mark.parametrize("pair", PAIRS.replace("\n", " ").split(","))
def test_a_misheard_syllable_shares_a_key_with_the_one_that_was_said(pair):
    said, heard = pair.split()

    assert set(sounds(said)) & set(sounds(heard))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lan", "Hoa"), ("Nguyen", "Tran"), ("Minh", "Mai"), ("Hung", "Hong"), ("Tam", "Tan")],
)
def test_different_syllables_stay_apart(one, other):
    assert not set(sounds(one)) & set(sounds(other))


def test_a_d_with_its_marks_known_is_one_sound():
    assert not set(sounds("Đũng")) & set(sounds("Dũng"))
    assert set(sounds("Dung")) & set(sounds("Dũng"))
    assert set(sounds("Dung")) & set(sounds("Đũng"))


def test_a_key_gathers_few_of_the_syllables_there_are():
    buckets = defaultdict(set)
    for syllable in SPELLINGS:
        for key in sounds(syllable):
            buckets[key].add(syllable)
    alike = [
        len(set().union(*(buckets[key] for key in sounds(name))) & shares().keys()) - 1
        for name in shares()
        if name in SPELLINGS
    ]

    assert statistics.mean(map(len, buckets.values())) < 7
    assert max(map(len, buckets.values())) < 30
    assert statistics.mean(alike) < 2.5


@given(st.text(max_size=60))
def test_any_text_has_few_keys(text):
    assert len(sounds(text)) <= MOST_KEYS
    assert all(isinstance(key, str) and key for key in sounds(text))


def test_words_of_other_languages_have_a_key_of_their_consonants():
    assert set(sounds("Mohammed")) & set(sounds("Muhamad"))
    assert set(sounds("Ivanov")) & set(sounds("Iwanow"))
    assert not set(sounds("Mohammed")) & set(sounds("Abraham"))


@pytest.mark.parametrize(("written", "said"), [*THAI, *BURMESE])
def test_host_script_is_heard_as_the_name_that_was_said(written, said):
    heard = heard_as(written).split()

    assert len(heard) == len(said.split())
    for one, other in zip(heard, said.split(), strict=True):
        assert set(sounds(one)) & set(sounds(other)), (one, other)


@pytest.mark.parametrize(("written", "_said"), [*THAI, *BURMESE])
def test_host_script_is_told_and_heard_in_latin_letters(written, _said):
    assert is_host_script(written)
    assert heard_as(written).isascii()


@given(st.text(alphabet=[chr(code) for code in (*range(0xE00, 0xE80), *range(0x1000, 0x1050))]))
def test_any_run_of_signs_is_read_to_its_end(text):
    assert folded(heard_as(text)) is not None


def test_latin_words_beside_host_script_stay():
    assert not is_host_script("Nguyễn Văn An")
    assert heard_as("Nguyễn บั๋ง") == "Nguyễn bang"
