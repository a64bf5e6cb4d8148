"""How well somebody fits, and the reasons staff read in their language."""

from datetime import date

import pytest
from django.utils import translation

from cases.citizens.names.keys import name_key
from cases.citizens.search.asked import Asked
from cases.citizens.search.ranking import DOUBTFUL, SENTENCES, Known, fit
from cases.citizens.search.weights import REASONS

HUNG = Known(
    names=("Nguyễn Văn Hùng", "Ngian Van Hung"),
    birth_on=date(1998, 5, 12),
    birth_precision="day",
    province=7,
    numbers=("C1234567",),
    phones=("912345678",),
    relatives=("Trần Thị Mơ",),
)


def reasons(name="", known=HUNG, **asked):
    words = tuple(name.split())
    return fit(Asked(words=words, others=words, **asked), name_key(name), known).reasons


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Nguyễn Văn Hùng", "name"),
        ("nguyen van hung", "name_marks"),
        ("NguyenVan Hung", "name_marks"),
        ("Hung Nguyen Van", "name_order"),
        ("nguyen hung", "name_part"),
        ("Nguyen Van Hunk", "name_alike"),
        ("Ngian Van Hung", "alias"),
        ("Tran Thi Mo", "relative"),
    ],
)
def test_each_way_in_which_a_name_fits_has_its_reason(name, reason):
    assert reason in reasons(name)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"days": (date(1998, 5, 12), date(1998, 12, 5)), "years": (1998,)}, "born"),
        ({"days": (date(1998, 12, 5), date(1998, 5, 12)), "years": (1998,)}, "born_swapped"),
        ({"days": (date(1998, 7, 1),), "years": (1998,)}, "born_same_year"),
        ({"days": (date(1998, 1, 1),), "years": (1998,)}, "born_january"),
        ({"days": (date(1998, 5, 13),), "years": (1998,)}, "born_digit"),
        ({"months": (date(1998, 5, 1),), "years": (1998,)}, "born_month"),
        ({"years": (1998,)}, "born_year"),
        ({"years": (1999,)}, "born_near"),
        ({"years": (1985,)}, "born_other"),
        ({"days": (date(1985, 5, 12),), "years": (1985,)}, "born_other"),
        ({"provinces": (7,)}, "province"),
        ({"numbers": ("C1234567",)}, "document"),
        ({"numbers": ("C1234568",)}, "document_near"),
        ({"numbers": ("C123457",)}, "document_near"),
        ({"phones": ("912345678",)}, "phone"),
        ({"phones": ("912345679",)}, "phone_near"),
    ],
)
def test_each_way_in_which_a_fact_fits_has_its_reason(asked, reason):
    assert reasons(**asked) == [reason]


def test_a_person_without_a_birth_date_neither_fits_nor_contradicts():
    assert reasons(known=Known(names=("Lê Lan",)), years=(1998,)) == []


def test_more_that_fits_weighs_more_and_what_contradicts_less():
    key, words = name_key("nguyen van hung"), ("nguyen", "van", "hung")

    def bits(**asked):
        return fit(Asked(words=words, others=words, **asked), key, HUNG).bits

    assert bits(years=(1985,)) < bits(years=(1999,)) < bits(years=(1998,))
    assert bits(years=(1998,)) < bits(years=(1998,), days=(date(1998, 5, 12),))
    assert bits(provinces=(8,)) < bits() < bits(provinces=(7,))
    assert bits() < bits(phones=("912345679",)) < bits(phones=("912345678",))


def test_a_rare_name_weighs_more_than_a_common_one():
    rare = Known(names=("Khuê",))
    common = Known(names=("Nguyễn",))

    assert (
        fit(Asked(words=("Khuê",)), name_key("Khuê"), rare).bits
        > fit(Asked(words=("Nguyễn",)), name_key("Nguyễn"), common).bits
    )


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_every_reason_is_a_sentence_of_its_own_in_each_language(language):
    with translation.override("en"):
        english = {code: str(said) for code, said in SENTENCES.items()}
    with translation.override(language):
        said = {code: str(sentence) for code, sentence in SENTENCES.items()}

    assert len(set(said.values())) == len(said)
    assert all(said[code] != english[code] for code in said)


def test_every_reason_weighs_or_is_a_name_and_every_doubt_is_a_reason():
    names = {code for code in SENTENCES if code.startswith("name") or code == "alias"}

    assert set(SENTENCES) <= REASONS | names
    assert set(SENTENCES) >= DOUBTFUL
