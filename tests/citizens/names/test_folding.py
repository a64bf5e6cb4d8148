"""Names are folded for comparing: one key for all the ways a name is typed."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.names.folding import folded, parted, placed, toneless
from cases.citizens.names.table import SPELLED, with_tone
from tests.statements import selected

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ "
)
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper(), max_size=30)
ANYTHING = st.text(max_size=30)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Nguyễn Văn An", "nguyen van an"),
        ("NGUYỄN  VĂN\tAN ", "nguyen van an"),
        (unicodedata.normalize("NFD", "Nguyễn Văn An"), "nguyen van an"),
        ("Đặng Ðức Ɖạt", "dang duc dat"),
        ("Hoà", "hoa"),
        ("Nguyễn-Văn.An", "nguyen van an"),
        ("Nguyễn‑Văn–An", "nguyen van an"),
        ("N.T. Lan", "n t lan"),
        ("O'Brien, Seán", "obrien sean"),
        ("H’Hen Niê", "hhen nie"),
        ("Ngu\u200byễn\u00a0V\u00adăn", "nguyen van"),
        ("\u202eNguyễn\ufeff", "nguyen"),
        ("Ｎｇｕｙｅｎ Ａｎ", "nguyen an"),
        ("𝐍𝐠𝐮𝐲𝐞̂̃𝐧", "nguyen"),
        ("Straße Łukasz Ærø", "strasse lukasz aero"),
        ("", ""),
        ("...", ""),
    ],
)
def test_all_ways_of_typing_have_one_key(written, key):
    assert folded(written) == key


@pytest.mark.parametrize("written", ["Nguyеn Vаn Аn", "Νguyen Vαn An", "NGUYЕN VАN АN"])
def test_letters_of_other_alphabets_that_look_alike_are_taken_for_latin_ones(written):
    assert not written.isascii()
    assert folded(written) == "nguyen van an"


@pytest.mark.parametrize("written", ["Иванов Пётр", "ИВАНОВ ПЁТР", "Анна", "Νίκος"])
def test_a_name_wholly_in_another_alphabet_stays_in_it(written):
    assert not folded(written).replace(" ", "").isascii()
    assert folded(written) == folded(written.lower())


@pytest.mark.parametrize("written", ["เหงียน หาย บั๋ง", "ထရန် ဗန် ဟုန်", "李小龙", "김철수"])
def test_host_script_keeps_all_its_signs(written):
    assert folded(written) == unicodedata.normalize("NFC", written)


@given(ANYTHING)
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(ANYTHING)
def test_composed_and_decomposed_text_have_one_key(text):
    composed = unicodedata.normalize("NFC", text)

    assert folded(unicodedata.normalize("NFD", composed)) == folded(composed)


@given(VIETNAMESE)
def test_capitals_do_not_matter(text):
    assert folded(text.upper()) == folded(text.lower()) == folded(text)
    assert toneless(text.upper()) == toneless(text.lower())


@given(VIETNAMESE)
def test_the_second_key_folds_to_the_first(text):
    assert folded(toneless(text)) == folded(text)
    assert toneless(toneless(text)) == toneless(text)


@given(VIETNAMESE)
def test_placing_tones_twice_is_placing_them_once(text):
    assert placed(placed(text)) == placed(text)
    assert folded(placed(text)) == folded(text)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("loè", "lòe"), ("uỷ", "ủy"),
        ("HOÀ", "HÒA"), ("Thuỳ Hoạ", "Thùy Họa"), ("qúy", "quý"), ("uỳ", "ùy"),
    ],
)  # fmt: skip
def test_both_ways_to_place_a_tone_are_one_spelling(new, old):
    assert new != old
    assert placed(new) == placed(old) == old
    assert parted(new) == parted(old)


@pytest.mark.parametrize("word", ["Huỳnh", "hoàn", "quý", "quỳ", "Thuận", "Giàng", "Nguyễn", "oằn"])
def test_a_tone_that_has_one_place_stays_there(word):
    assert placed(word) == word


def test_the_second_key_keeps_what_makes_another_vowel():
    assert toneless("Đặng Thị Hương") == "đăng thi hương"
    assert toneless("Hoà") == toneless("Hóa") == "hoa"


def test_every_syllable_is_put_together_again_with_its_tone():
    for bare in SPELLED:
        for tone in range(6):
            assert parted(with_tone(bare, tone)) == (bare, tone)


@pytest.mark.django_db
def test_the_database_folds_every_syllable_the_same():
    words = [with_tone(bare, tone) for bare in sorted(SPELLED) for tone in range(6)]

    theirs = [
        row[0]
        for row in selected(
            "select app_fold(word) from unnest(%s) with ordinality t(word, at) order by at", [words]
        )
    ]

    assert theirs == [folded(word) for word in words]


def test_ten_thousand_names_take_well_under_a_second():
    names = [f"Nguyễn Thị {with_tone(bare, 4).title()}" for bare in sorted(SPELLED)] * 3

    started = time.process_time()
    for name in names[:10_000]:
        folded(name)

    assert time.process_time() - started < 1.0
