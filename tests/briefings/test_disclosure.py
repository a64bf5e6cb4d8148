"""Nobody is singled out of a briefing, its picture and the ones before it."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.briefings.composing import composed
from cases.briefings.composing.numbers import numbers_of
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Count, Exact, Flow
from cases.publishing.disclosure_control import nearest
from tests.briefings.told import MORNING, said, told

K, BASE = 4, 10
SMALL = st.integers(0, 6)
EXACT = {"qualifier": "exact", "as_of": "2025-11-01T07:00:00+07:00", "is_day": False}


def a_world(men, women, in_myanmar, lost, **values):
    """Return the values of a small incident; `k` is small, so that all worlds can be tried."""
    return told(
        present=(Count("TH", men + women), Count("MM", in_myanmar), Count("", lost)),
        sexes=(Count("f", women), Count("m", men)),
        said=(),
        smallest=K,
        base=BASE,
        **values,
    )


def fits(value, cell):
    return {
        "none": value == 0,
        "few": 0 < value < K,
        "about": value >= K and cell.value in {nearest(value, BASE), nearest(value, 2 * BASE)},
        "exact": value == cell.value,
        "hidden": value > 0,
        "untold": True,
    }[cell.firmness]


def possible(numbers, most=16):
    """Yield every world that fits the sentences and the tables, tried one by one."""
    cells = {
        "m": numbers.of("sex", "m"),
        "f": numbers.of("sex", "f"),
        "MM": numbers.of("present", "MM"),
        "": numbers.of("present", ""),
    }
    values = [[n for n in range(most) if fits(n, cell)] for cell in cells.values()]
    for men, women, there, lost in product(*values):
        if fits(men + women, numbers.of("present", "TH")) and fits(
            men + women + there + lost, numbers.of("counted")
        ):
            yield {"m": men, "f": women, "TH": men + women, "MM": there, "": lost}


@settings(max_examples=40, deadline=None)
@given(SMALL, SMALL, SMALL, SMALL)
def test_whoever_tries_every_world_singles_nobody_out_of_sentences_and_tables(m, f, there, lost):
    ways = list(possible(numbers_of(a_world(m, f, there, lost))))

    for key, count in {"m": m, "f": f, "TH": m + f, "MM": there, "": lost}.items():
        values = {way[key] for way in ways}
        assert count in values
        if 0 < count < K:
            assert set(range(1, K)) <= values or max(values) - min(values) >= K


@settings(max_examples=30, deadline=None)
@given(st.tuples(*[SMALL] * 4), st.tuples(*[st.integers(-2, 2)] * 4))
def test_two_briefings_do_not_tell_who_came_or_went(first, steps):
    """Of two moments, or of the same moment as known twice: the second reads like the first."""
    second = tuple(max(0, old + step) for old, step in zip(first, steps, strict=True))

    before = list(possible(numbers_of(a_world(*first))))
    after = list(possible(numbers_of(a_world(*second))))

    keys = ("m", "f", "MM", "")
    for key, old, new in zip(keys, first, second, strict=True):
        found = {b[key] - a[key] for a in before for b in after} if before and after else set()
        if 0 < abs(new - old) < K:
            small = set(range(1, K)) if new > old else set(range(1 - K, 0))
            assert small <= found or max(found) - min(found) >= K


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
@given(st.integers(120, 190), st.integers(-10, 10))
@settings(max_examples=20, deadline=None)
def test_a_count_close_to_one_told_exactly_before_is_rounded(language, number, step):
    source = said(value=number, men=None, women=None, ours=number, **EXACT)
    values = told(
        as_of=MORNING,
        is_day=False,
        present=(Count("TH", number),),
        said=(source,),
        exact_before=(Exact(number + step, None, None),),
    )

    here = numbers_of(values).of("present", "TH")

    assert here.firmness == ("about" if step else "exact")
    lead = composed(values, {}, language).parts[0].paragraphs[0]
    assert (str(number) in lead.split("2025", 1)[1]) is (step == 0 or number % 15 == 0)


def test_men_and_women_are_told_where_ours_are_the_same_alone():
    source = said(value=151, men=129, women=22, ours=151, **EXACT)
    values = {"as_of": MORNING, "is_day": False, "said": (source,), "present": (Count("TH", 151),)}

    same = told(**values, sexes=(Count("f", 22), Count("m", 129)))
    other = told(**values, sexes=(Count("f", 24), Count("m", 127)))

    assert "151 citizens (129 men, 22 women)" in composed(same, {}, "en").parts[0].paragraphs[0]
    assert "151 citizens were" in composed(other, {}, "en").parts[0].paragraphs[0]


def test_what_is_left_beside_an_exact_number_is_not_told():
    source = said(value=151, ours=151, **EXACT)
    values = told(
        as_of=MORNING, is_day=False, said=(source,), present=(Count("TH", 151), Count("", 3))
    )

    assert numbers_of(values).of("counted").firmness == "hidden"


def test_a_picture_tells_each_moment_as_a_sheet_would():
    flow = tuple(
        Flow(f"2025-10-{day}T23:59:59+07:00", (Count("TH", here), Count("MM", 3)))
        for day, here in ((20, 40), (21, 2), (22, 70))
    )
    values = told(kind="report", present=(Count("TH", 70), Count("MM", 3)), flow=flow)

    text = as_text(composed(values, {}, "en").frozen())

    assert "20/10/2025 | about 45 | fewer than 11" in text
    assert "21/10/2025 | fewer than 11 | fewer than 11" in text


def test_the_last_moment_of_a_picture_is_told_as_on_the_rest_of_the_sheet():
    flow = (
        Flow("2025-10-20T23:59:59+07:00", (Count("TH", 40),)),
        Flow("2025-10-22T23:59:59+07:00", (Count("TH", 151), Count("", 3))),
    )
    source = said(value=151, qualifier="exact", ours=151)
    values = told(
        kind="report", said=(source,), present=(Count("TH", 151), Count("", 3)), flow=flow
    )

    (picture,) = composed(values, {}, "en").pictures

    assert picture.table.rows[-1] == ("22/10/2025", "151", "fewer than 11")


def test_many_missions_stand_together_behind_the_first():
    missions = tuple(Count(f"M{nth:02}", 40 - nth) for nth in range(20))
    whole = sum(row.count for row in missions)
    values = told(kind="report", missions=missions, stages=(Count("reported", whole),), cases=whole)

    (table,) = [one for one in composed(values, {}, "en").tables if one.title == "Cases by mission"]

    assert len(table.rows) == 13
    assert table.rows[-2][0] == "Other missions"


def test_the_base_of_an_older_briefing_is_widened():
    assert numbers_of(replace(told(), base=10)).base == 15


def test_a_source_of_one_place_lends_the_country_no_number():
    source = said(place="invented-shelter")

    assert (
        "about 75 citizens were" in composed(told(said=(source,)), {}, "en").parts[0].paragraphs[0]
    )


def test_of_a_small_incident_no_table_says_in_how_many_stages_its_cases_stand():
    values = told(
        kind="report",
        present=(Count("TH", 3), Count("MM", 2)),
        stages=(Count("reported", 3), Count("verified", 2)),
        missions=(Count("BKK", 3), Count("RGN", 2)),
        cases=5,
        said=(),
    )

    sheet = composed(values, {}, "en")

    assert {table.title for table in sheet.tables} == {"Figures and their definitions"}
    assert "fewer than 11 citizens were in Thailand" in sheet.parts[0].paragraphs[0]
    assert "All persons with a case | not told" in as_text(sheet.frozen())
