"""The sentences of a briefing, composed from values alone."""

import dataclasses

import pytest

from cases.briefings.composing import Told, composed
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Asked, Before, Count
from tests.briefings.told import MORNING, said, told


def sheet(language="en", **values):
    return composed(told(**values), {}, language)


def lead(language="en", **values):
    return sheet(language, **values).parts[0].paragraphs[0]


def whole(language="en", **values):
    return as_text(sheet(language, **values).frozen())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "As of 22 October 2025, according to the embassies in Thailand and Myanmar, "
            "about 70 citizens were in Thailand.",
        ),
        (
            "vi",
            "Tính đến ngày 22 tháng 10 năm 2025, theo các Đại sứ quán tại Thái Lan và Myanmar, "
            "có khoảng 70 công dân ở Thái Lan.",
        ),
        (
            "fr",
            "Au 22 octobre 2025, selon les ambassades en Thaïlande et au Myanmar, "
            "environ 70 ressortissants se trouvaient en Thaïlande.",
        ),
    ],
)
def test_says_as_of_when_according_to_whom_how_many(language, expected):
    assert lead(language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "151 citizens (129 men, 22 women) were in Thailand."),
        ("vi", "có 151 công dân (129 nam, 22 nữ) ở Thái Lan."),
        ("fr", "151 ressortissants (129 hommes, 22 femmes) se trouvaient en Thaïlande."),
    ],
)
def test_a_count_of_a_source_that_agrees_is_told_exactly(language, expected):
    exact = said(
        value=151, men=129, women=22, qualifier="exact", as_of="2025-11-01T07:00:00+07:00", ours=151
    )
    values = {
        "as_of": MORNING,
        "is_day": False,
        "present": (Count("TH", 151),),
        "said": (exact,),
    }

    assert lead(language, **values).endswith(expected)


def test_without_a_source_a_number_of_ours_is_rounded():
    assert "about 70 citizens" in lead(said=(), present=(Count("TH", 68), Count("MM", 50)))


def test_a_source_of_another_hour_lends_no_number():
    other = said(value=75, qualifier="exact", as_of="2025-10-22T07:00:00+07:00", ours=75)

    assert "about 70 citizens" in lead(said=(other,))


def test_a_small_number_is_told_nowhere():
    values = {"present": (Count("TH", 70), Count("MM", 50), Count("", 3)), "said": ()}

    text = whole(**values)

    assert "Of fewer than 11 citizens it was not known where they were." in text
    assert "Myanmar | not told" in text


def test_children_are_fewer_than_eleven():
    ages = (Count("", 20), Count("adult", 47), Count("child", 3))

    assert "Of those in Thailand, fewer than 11 citizens were under 18." in whole(ages=ages)


def test_says_what_changed_since_the_last_one_and_why():
    before = Before("BR-2025-0001", "2025-10-22T23:59:59.999999+07:00", True, 58, 70)
    values = {"present": (Count("TH", 151),), "before": before, "said": ()}

    assert (
        "Compared with 22 October 2025 (BR-2025-0001): about 80 more by what happened since and "
        "about 10 more of whom it became known later." in lead(**values)
    )


def test_nothing_changed_is_said_as_well():
    before = Before("BR-2025-0001", "2025-10-21T23:59:59.999999+07:00", True, 70, 70)

    assert "That is as many as on 21 October 2025 (BR-2025-0001)." in lead(before=before)


def test_a_figure_of_others_that_differs_is_explained():
    text = whole(said=(said(value=100, qualifier="more_than", ours=70, gap="fewer"),))

    assert "more than 100 citizens in Thailand [1][2]" in text
    assert "Our records give about 70 for that moment: not everybody who was counted there" in text


def test_says_what_bodies_were_asked():
    asked = (Asked(("Invented Bureau", "Cục hư cấu", "Bureau inventé"), 60, 40),)

    text = whole(asked=asked)

    assert "Questions to Invented Bureau: on about 60 citizens, answered on about 40." in text


def test_calls_nobody_a_victim_or_an_offender():
    text = whole().lower()

    assert "victim" not in text.replace("whether somebody is a victim", "")
    assert "offender" not in text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_values_come_back_from_the_store_as_they_were(language):
    values = told(kind="report", asked=(Asked(("A", "B", "C"), 60, 40),))

    again = Told.thawed(values.frozen())

    assert again == values
    assert composed(again, {}, language) == composed(values, {}, language)


def test_free_sentences_stand_in_their_own_language():
    words = {"advice": "Do not answer offers of work abroad.\nAsk first."}

    parts = composed(told(), words, "en").parts

    (advice,) = [part for part in parts if part.heading == "Advice"]
    assert advice.paragraphs == ("Do not answer offers of work abroad.", "Ask first.")


def test_a_report_has_the_cases_by_stage_and_mission():
    titles = {table.title for table in sheet(kind="report").tables}

    assert {"Cases by stage", "Cases by mission"} <= titles


def test_every_value_is_kept():
    assert set(told().frozen()) == {field.name for field in dataclasses.fields(Told)}
