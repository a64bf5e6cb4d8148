"""A sheet tells one number for one thing, and it is that of the ledgers: sheets are parsed."""

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.briefings.composing import Told, composed
from cases.briefings.composing.told import Asked, Count, Flow
from cases.casework.choices import Stage
from cases.publishing.figures import figures_of
from tests.briefings.drafts import drafted
from tests.briefings.told import EVENING, said, told
from tests.factories import IncidentFactory
from tests.publishing.course import course, day
from tests.publishing.wandering import Wandering

K = 11
NUMBER = r"(none|fewer than \d+|\d+ to \d+|\d+|not told|nobody)"
COUNTRIES = {"Thailand": "TH", "Myanmar": "MM", "Viet Nam": "VN", "Not known": ""}
APART = "cases of persons of unknown nationality, counted apart"
SENTENCES = (
    (
        rf"{NUMBER} citizens?(?: \([^)]*\))? (?:was|were) in (Thailand|Myanmar|Viet Nam)\.",
        "present",
    ),
    (rf"It was not known where {NUMBER} citizens? (?:was|were)", "unknown"),
    (rf"{NUMBER} citizens? had returned home", "home"),
    (r"(Nobody) had returned home", "present home"),
    (rf"{NUMBER} citizens? had died", "died"),
    (rf"{NUMBER} citizens were under 18", "under 18"),
    (rf"{NUMBER} citizens were in the hands", "hands"),
    (rf"whenever it was opened: {NUMBER}", "all persons with a case, whenever opened"),
    (rf"{NUMBER} cases? counts? as opened", "all cases opened by then"),
    (rf"{NUMBER} cases? of (?:a person|persons) of unknown nationality", APART),
)
STAGES = {str(Stage(value).label): value for value in Stage.values}


def parsed(sheet):
    """Every number of ours on an English sheet: what -> all the words in which it is told."""
    found = defaultdict(set)
    text = " ".join(words for part in sheet.parts for words in part.paragraphs)
    for sentence, what in SENTENCES:
        for match in re.finditer(sentence, text, re.IGNORECASE):
            country = COUNTRIES[match[2]] if what == "present" else ""
            found["present" if what == "unknown" else what, country].add(match[1].lower())
    for picture in sheet.pictures:
        for name, words in zip(picture.names, picture.table.rows[-1][1:], strict=True):
            if name in COUNTRIES:
                found["present", COUNTRIES[name]].add(words)
    for table in sheet.tables:
        for label, words, *_rest in table.rows:
            found[cell_of(table.title, label)].add(words)
    return found


def cell_of(title, label):
    """What a line of the annex counts."""
    if title.startswith("Reported"):
        return "theirs", label
    if label.startswith("Persons in "):
        return "present", COUNTRIES[label.removeprefix("Persons in ")]
    if label == "Persons whose whereabouts were not known":
        return "present", ""
    if title == "Cases by stage" and label in STAGES:
        return "stage", STAGES[label]
    return label.lower(), ""


def is_told_as(words, count, is_total):
    """Whether words tell a number as the rule has it: totals exactly, others not below k."""
    if words in {"none", "nobody"}:
        return count == 0
    if words == "not told":
        return not is_total
    if words.startswith("fewer"):
        return not is_total and 0 < count < K
    if " to " in words:
        low, high = map(int, words.split(" to "))
        return not is_total and low <= count <= high and high > low
    return int(words) == count and (is_total or count >= K)


def ledger_of(values: Told):
    """What -> the true number, and whether it is a total."""
    sexes = {row.key: row.count for row in values.sexes}
    ages = {row.key: row.count for row in values.ages}
    outcomes = {row.key: row.count for row in values.outcomes}
    return {
        **{("present", row.key): (row.count, True) for row in values.present},
        **{("stage", row.key): (row.count, True) for row in values.stages},
        ("all persons with a case, whenever opened", ""): (
            sum(row.count for row in values.present),
            True,
        ),
        ("all cases opened by then", ""): (sum(row.count for row in values.stages), True),
        ("had crossed the border by then (thailand)", ""): (values.crossed, True),
        (APART, ""): (values.unsaid or 0, True),
        ("men", ""): (sexes.get("m", 0), False),
        ("women", ""): (sexes.get("f", 0), False),
        ("sex not known", ""): (sexes.get("", 0), False),
        ("under 18", ""): (ages.get("child", 0), False),
        ("18 and over", ""): (ages.get("adult", 0), False),
        ("age not known", ""): (ages.get("", 0), False),
        ("died", ""): (outcomes.get("died", 0), False),
        ("present home", ""): (sum(row.count for row in values.present if row.key == "VN"), True),
        ("hands", ""): (sum(row.count for row in values.holders if row.key), False),
    }


def assert_one_number_for_one_thing(values: Told):
    found = parsed(composed(values, {}, "en"))
    truth = ledger_of(values)
    checked = 0
    for cell, words in found.items():
        assert len(words) == 1, (cell, words)
        if cell in truth:
            count, is_total = truth[cell]
            assert is_told_as(*words, count, is_total), (cell, words, count)
            checked += 1
    assert {("present", values.country), ("all persons with a case, whenever opened", "")} <= set(
        found
    )
    assert checked > 1


@st.composite
def worlds(draw):
    """The values of a report of any size."""
    small = st.integers(0, 30)
    men, women, unknown, myanmar, home, lost = (draw(small) for _ in range(6))
    whole = men + women + unknown
    child = draw(st.integers(0, whole))
    held = draw(st.integers(0, whole))
    closed, died = draw(small), draw(st.integers(0, 4))
    reported, verified = draw(small), draw(small)
    present = (Count("TH", whole), Count("MM", myanmar), Count("VN", home), Count("", lost))
    cases = reported + verified + closed + died
    asked = draw(st.integers(0, cases))
    return told(
        kind="report",
        present=present,
        crossed=whole + home,
        sexes=(Count("f", women), Count("m", men), Count("", unknown)),
        ages=(Count("adult", whole - child), Count("child", child)),
        holders=(Count("police", held), Count("", whole - held)),
        stages=(
            *(Count("reported", reported), Count("verified", verified)),
            Count("closed", closed + died),
        ),
        outcomes=(Count("handed_over", closed), Count("died", died)),
        missions=(Count("BKK", cases),),
        cases=cases,
        asked=(Asked(("Bureau", "Cục", "Bureau"), asked, draw(st.integers(0, asked))),),
        flow=(Flow(EVENING, present), Flow(EVENING, present)),
        said=(said(value=70, ours=whole, gap="near"),),
        counted=sum(row.count for row in present),
        known_then=draw(small),
        unsaid=draw(small),
    )


@settings(max_examples=60)
@given(worlds())
def test_of_any_world_each_thing_has_one_number_and_it_is_that_of_the_ledger(values):
    assert_one_number_for_one_thing(values)


@settings(max_examples=15)
@given(worlds())
def test_the_sheets_of_three_languages_tell_the_same_numbers(values):
    digits = {
        language: [
            re.findall(r"\d+", words)
            for table in composed(values, {}, language).tables
            for row in table.rows
            for words in row[1:2]
        ]
        for language in ("en", "vi", "fr")
    }

    assert digits["en"] == digits["vi"] == digits["fr"]


@pytest.mark.django_db
def test_of_a_register_led_by_chance_a_sheet_tells_the_totals_of_the_ledgers():
    with course() as actor:
        Wandering(actor, 7).some(40)
        as_of = day(28)
        figures = figures_of(actor, IncidentFactory(), as_of)

    values = Told.thawed(drafted(kind="report", as_of=as_of).values)

    assert {row.key: row.count for row in values.present} == {
        row.key: row.count for row in figures.table("country").rows
    }
    found = parsed(composed(values, {}, "en"))
    assert set(found["all persons with a case, whenever opened", ""]) == {str(figures.counted)}
    assert figures.cases == 1
    assert not found["all cases opened by then", ""]
    assert_one_number_for_one_thing(values)
