"""Two names are compared as bags of syllables, with reasons and the weight of each."""

import time
from random import Random

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.names.comparison import compare
from cases.citizens.names.keys import name_key
from cases.citizens.names.known import shares
from cases.citizens.names.reasons import SENTENCES, Reason
from cases.citizens.names.table import SPELLED
from tests.benchmarks.names import Names

SYLLABLES = sorted({share.spelled for members in shares().values() for share in members})
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5)
WORDS = st.lists(
    st.one_of(
        st.sampled_from(SYLLABLES),
        st.sampled_from(sorted(SPELLED)),
        st.text(st.characters(categories=["L", "M", "N", "P"]), min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=5,
)


def compared(one, other):
    return compare(name_key(one), name_key(other))


@st.composite
def rewritten(draw, words):
    """Return a name as somebody else may write it: joined, split, shortened, in another order."""
    found = words[:]
    for change in draw(st.lists(st.sampled_from(["join", "split", "shorten", "turn"]), max_size=4)):
        at = draw(st.integers(0, len(found) - 1))
        cut = draw(st.integers(1, len(found[at])))
        if change == "join":
            found[at : at + 2] = ["".join(found[at : at + 2])]
        elif change == "split":
            found[at : at + 1] = [found[at][:cut], found[at][cut:] or "an"]
        elif change == "shorten":
            found[at] = found[at][:cut]
        else:
            found = found[at:] + found[:at]
    return " ".join(found)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Nguyễn Văn An", "NGUYEN VAN AN", "marks_missing"),
        ("Nguyễn Văn An", "An Van Nguyen", "order"),
        ("Nguyễn Văn Toàn", "Nguyen Van To An", "joined"),
        ("Nguyễn Van An", "Nguyen Va Nan", "joined"),
        ("Nguyễn Thị Lan", "N. T. Lan", "initial"),
        ("Phạm Văn Hải", "Ph. Văn Hải", "abbreviation"),
        ("Hoàng Thị Hoa", "Huỳnh Thị Hoa", "regional"),
        ("Nguyễn Văn Sơn", "Nguyen Van San", "regional_weak"),
        ("Nguyễn Văn Hùng", "Nguyne Van Hung", "one_letter"),
        ("Phạm Văn Quang", "Pham Van Guangh", "sound"),
        ("Nguyễn Hải Bằng", "เหงียน หาย บั๋ง", "heard"),
        ("Trần Văn Hùng", "ထရန် ဗန် ဟုန်", "heard"),
        ("Nguyễn Văn Hùng", "Nguyen Hung", "missing"),
        ("Nguyen Hung", "Nguyễn Văn Hùng", "extra"),
    ],
)
def test_each_way_to_misspell_a_name_is_recognised(one, other, code):
    found = compared(one, other)

    assert code in found.codes
    assert found.score > 0.7
    assert found.bits > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NGUYENVANAN", "Nguyễn Văn An"),
        ("Vanan Nguyen", "Nguyễn Văn An"),
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
        ("NGUYỄN THỊ HÒA", "nguyễn thị hòa"),
        ("Nguyễn-Văn-An", "Nguyễn Văn An"),
    ],
)
def test_how_a_name_is_parted_and_typed_hardly_matters(one, other):
    assert compared(one, other).score > 0.95


@pytest.mark.parametrize(
    ("one", "other", "joined", "rest"),
    [
        ("Nguyễn Thùy Linh Anh", "Nguyen Thu Y", ("thùy", "thu y"), {"missing"}),
        ("Thùy Linh", "Thu Ý Anh", ("thùy", "thu ý"), {"different"}),
        ("Toàn Linh", "Tô An", ("toàn", "tô an"), {"missing"}),
        ("Linh Toàn", "Tô An Anh Ba", ("toàn", "tô an"), {"different", "extra"}),
        ("Đan Sinh T ôn", "Tôn Si nh", ("t ôn", "tôn"), {"missing", "order"}),
    ],
)
def test_a_word_that_is_two_of_the_other_name_is_found_beside_what_is_left(
    one, other, joined, rest
):
    here, there = compared(one, other), compared(other, one)

    pairs = {(reason.ours, reason.theirs) for reason in here.reasons if reason.code == "joined"}
    assert joined in pairs
    assert here.codes - {"joined", "marks_missing", "same"} == rest
    assert (here.score, here.bits) == (there.score, there.bits)
    assert here.score > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn Hùng", "Trần Thị Lan"),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Nam"),
        ("Nguyễn Văn Hùng", "Nguyễn Thị Hoa"),
        ("Lê Lan", "เหงียน หาย บั๋ง"),
        ("Smith John", "Nguyễn Văn Hùng"),
    ],
)
def test_different_people_are_not_alike(one, other):
    found = compared(one, other)

    assert found.score < 0.5
    assert found.bits < 2


def test_marks_that_differ_count_only_where_both_names_have_marks():
    without = compared("Nguyễn Văn Dũng", "Nguyen Van Dung")
    with_both = compared("Nguyễn Văn Dũng", "Nguyễn Văn Dung")

    assert without.codes == {"marks_missing"}
    assert "marks_differ" in with_both.codes
    assert without.score > 0.95
    assert with_both.score < 0.6
    assert without.bits > with_both.bits + 5


def test_a_name_that_has_no_mark_by_nature_is_no_name_without_marks():
    assert "marks_differ" in compared("Trần Lan", "Trần Lân").codes
    assert "marks_differ" not in compared("TRAN LAN", "Trần Lân").codes


def test_of_two_syllables_that_differ_by_marks_each_finds_its_own():
    assert compared("Nguyễn Mỹ My", "Nguyễn My").codes == {"same", "missing"}
    assert compared("Nguyễn Phương Phượng", "Phượng Nguyễn").codes == {"same", "missing", "order"}


def test_a_joined_word_keeps_the_marks_of_its_syllables():
    assert compared("Nguyễn Thị Hòa", "Nguyễnthị Hòa").codes == {"same"}
    assert "marks_differ" in compared("Nguyễn Thị Hòa", "Nguyễnthị Hoa").codes


@pytest.mark.parametrize(
    "written",
    ["Nguyanvanhung", "Nguyenvanhugn", "Nguyenwanhung", "Nguyenvanhungg Tu", "Tu Ngianvanhung"],
)
def test_words_joined_and_misspelt_at_once_are_recognised(written):
    found = compared("Nguyễn Văn Hùng", written)

    assert "joined" in found.codes
    assert found.score > 0.55


def test_a_word_split_at_a_wrong_place_is_put_together():
    assert compared("Nguyễn Văn Dũng", "Nguyenvanyung").score > 0.7
    assert compared("Hoàng Xuân Tài", "Hoàni Xuân Tài").score > 0.7


@pytest.mark.parametrize("other", ["Tranthilan", "Phamminhduc", "Alexander", "Mohammedali"])
def test_a_joined_word_is_not_any_name(other):
    assert compared("Nguyễn Văn Hùng", other).score < 0.5


def test_a_very_long_text_is_compared_by_its_beginning():
    assert compared("Nguyễn Văn Hùng " + "x" * 100_000, "Nguyễn Văn Hùng").codes >= {"same"}


def test_a_common_name_says_less_than_a_rare_one():
    common = compared("Nguyễn Văn Hùng", "Nguyễn Văn Hùng")
    rare = compared("Doãn Viết Khuê", "Doãn Viết Khuê")

    assert common.score == rare.score == 1
    assert rare.bits > common.bits * 2


def test_a_shared_family_name_is_nearly_no_evidence():
    assert compared("Nguyễn", "Nguyễn").bits < 2


def test_two_names_one_letter_apart_are_less_alike_than_a_name_and_a_slip():
    names = compared("Nguyễn Thị Lan", "Nguyen Thi Lam")
    slip = compared("Nguyễn Thị Lan", "Nguyen Thi Lann")

    assert names.score < slip.score


def test_what_is_missing_counts_less_than_what_contradicts():
    assert compared("Trần Quốc Toản", "Tran Toan").score > (
        compared("Trần Quốc Toản", "Tran Minh Toan").score + 0.15
    )


def test_names_of_other_nationals_are_compared_by_letters_and_sound():
    assert compared("Ivanov Petr", "Petr Iwanow").score > 0.7
    assert compared("Mohammed Ali", "Muhamad Ali").score > 0.7
    assert compared("Abebe Bikila", "Tesfaye Haile").score < 0.4


@given(NAMES)
def test_a_name_is_itself(parts):
    found = compared(" ".join(parts), " ".join(parts))

    assert found.score == pytest.approx(1)
    assert found.codes <= {"same"}


@given(NAMES, st.randoms(use_true_random=False))
def test_order_changes_little(parts, random):
    shuffled = parts[:]
    random.shuffle(shuffled)

    assert compared(" ".join(parts), " ".join(shuffled)).score >= 0.97


@given(st.data(), WORDS, WORDS)
def test_however_names_are_written_the_verdict_is_the_same_both_ways(data, words, others):
    same_or_another = data.draw(st.sampled_from([words, others]))
    one, other = data.draw(rewritten(words)), data.draw(rewritten(same_or_another))

    here, there = compared(one, other), compared(other, one)

    assert 0 <= here.score <= 1
    assert (here.score, here.bits) == pytest.approx((there.score, there.bits))
    assert here.score <= compared(one, one).score + 1e-9
    assert all(reason.sentence for reason in here.reasons)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_compared(one, other):
    found = compared(one, other)

    assert 0 <= found.score <= 1
    assert all(reason.sentence for reason in found.reasons)


def test_nothing_is_like_nothing():
    assert compared("", "").score == compared("...", "Lan").score == 0


def test_the_bits_are_those_of_the_reasons():
    found = compared("Hoàng Thị Hoa", "Huynh T. Hoan")

    assert found.bits == pytest.approx(sum(reason.bits for reason in found.reasons), abs=0.02)


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_every_reason_is_said_in_the_language_of_the_reader(language):
    reasons = [Reason(code, "Lan", "Loan") for code in SENTENCES]
    english = [reason.sentence for reason in reasons]

    with translation.override(language):
        assert not {reason.sentence for reason in reasons} & set(english)


def test_twenty_thousand_pairs_take_about_a_second_at_most():
    random = Random(6)
    names = Names(random)
    keys = [name_key(" ".join(names.full("x"))) for _ in range(2_000)]
    pairs = [(random.choice(keys), random.choice(keys)) for _ in range(20_000)]

    started = time.process_time()
    for one, other in pairs:
        compare(one, other)

    assert time.process_time() - started < 2
