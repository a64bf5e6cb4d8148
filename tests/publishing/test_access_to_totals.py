"""Totals are no list of people, and still not everyone's, and not of any second."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.casework.operations import void_case
from cases.core.context import eyes
from cases.core.facts import replay
from cases.publishing.figures import comparable, figures_of, late_news, may_count
from cases.publishing.report import text_of
from cases.publishing.schema import DEFINERS
from cases.publishing.serializers import figures_out
from tests.factories import IncidentFactory, headquarters, officer
from tests.publishing.course import a_report, at, course, crossed, day, opened, stayed, taken_over
from tests.refusals import refusal_of
from tests.register import fresh
from tests.statements import selected

pytestmark = pytest.mark.django_db

EVENING = "2025-10-22 23:59:59.999999+07"
NOON = "2025-10-22 12:00+07"


def a_person_in_thailand():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(21), at(21))
        return case


def totals(as_of=None, known_at=None):
    return selected(
        "select dimension, key, total, men from incident_totals(%s, %s, %s)",
        [IncidentFactory().pk, as_of, known_at],
    )


def test_a_mission_with_a_case_gets_the_totals_of_all_missions():
    a_person_in_thailand()
    with course(yangon=True) as system:
        opened(system, at(20))

    with eyes(officer(yangon=True)) as actor:
        figures = figures_of(actor, IncidentFactory(), day(22))

        assert {row.key: row.count for row in figures.table("country").rows} == {"TH": 1, "": 1}
        assert {row.key: row.count for row in figures.table("mission").rows} == {"BKK": 1, "RGN": 1}


def test_a_mission_without_a_case_gets_nothing():
    a_person_in_thailand()

    with eyes(officer(yangon=True)) as actor:
        assert not may_count(IncidentFactory())
        assert totals() == []
        refusal = refusal_of(figures_of, actor, IncidentFactory(), day(22))

    assert (refusal.status, refusal.code) == (403, "totals_not_shown")


def test_a_mission_whose_only_case_was_void_gets_nothing():
    a_person_in_thailand()
    with course(yangon=True) as system:
        case = opened(system, at(20))
        with replay(at(21)):
            void_case(system, fresh(case), reason="Never one of ours.")

    with eyes(officer(yangon=True)):
        assert totals() == []


def test_a_mission_keeps_the_totals_after_its_case_was_taken_over():
    with course(yangon=True) as system:
        case = opened(system, at(20))
    taken_over(case, at(23), by={}, of={"yangon": True})

    with eyes(officer(yangon=True)) as actor:
        figures = figures_of(actor, IncidentFactory(), day(25))

        assert {row.key: row.count for row in figures.table("mission").rows} == {"BKK": 1}


def test_without_anyones_eyes_there_is_nothing():
    a_person_in_thailand()

    assert totals() == []


@pytest.mark.parametrize("moments", [(NOON, None), (EVENING, NOON), (None, NOON)])
def test_a_mission_is_refused_moments_inside_a_day(moments):
    a_person_in_thailand()

    with eyes(officer()), pytest.raises(IntegrityError, match="whole days"), transaction.atomic():
        totals(*moments)


@pytest.mark.parametrize("moments", [(None, None), (EVENING, None), (EVENING, EVENING)])
def test_a_mission_gets_whole_days_and_now(moments):
    a_person_in_thailand()

    with eyes(officer()):
        assert ("counted", "", 1, None) in totals(*moments)


def test_headquarters_may_ask_about_any_moment_and_tells_men_and_women_apart():
    a_person_in_thailand()

    with eyes(headquarters()):
        assert ("country", "TH", 1, 1) in totals(NOON, NOON)


def test_a_mission_gets_one_dimension_at_a_time():
    a_person_in_thailand()

    with eyes(officer()) as actor:
        figures = figures_of(actor, IncidentFactory(), day(22))

    assert [(row.key, row.men, row.women) for row in figures.present] == [("TH", None, None)]
    assert [(row.key, row.men, row.women) for row in figures.crossed] == [("TH", None, None)]


def test_a_moment_of_a_mission_is_moved_to_the_end_of_its_day():
    a_person_in_thailand()

    with eyes(officer()) as actor:
        figures = figures_of(actor, IncidentFactory(), at(22, 7), at(23, 7))
        today = figures_of(actor, IncidentFactory(), datetime.now(UTC))

    assert (figures.as_of.hour, figures.known_at.hour, figures.known_at.day) == (23, 23, 23)
    assert today.as_of - datetime.now(UTC) < timedelta(days=1)
    assert today.is_known_now


def test_people_of_other_missions_are_counted_but_not_listed():
    case = a_person_in_thailand()
    with course(yangon=True) as system:
        mine = opened(system, at(28))
        stayed(system, mine, at(28), at(21), country="MM")

    with eyes(officer(yangon=True)) as actor:
        news = late_news(actor, IncidentFactory(), day(22), day(19))

    assert [item.reference for item in news] == [mine.reference]
    with eyes(headquarters()) as actor:
        news = late_news(actor, IncidentFactory(), day(22), day(19))
    assert [item.reference for item in news] == [case.reference, mine.reference]


def test_who_may_not_count_is_told_so_beside_the_reported_figures():
    a_report()

    with eyes(officer(yangon=True)) as actor:
        pair = comparable(actor, IncidentFactory(), day(22))[0]

    assert pair.value is None
    assert str(pair.why_not) == "Your mission has no case in this incident."


@pytest.mark.parametrize("name", DEFINERS)
def test_definer_functions_have_a_pinned_path_and_are_not_everyones(name):
    is_definer, settings, rights = selected(
        "select prosecdef, proconfig, proacl::text from pg_proc where oid = %s::regprocedure",
        [name],
    )[0]

    assert is_definer
    assert "search_path=public, pg_temp" in settings
    assert "{=X" not in rights
    assert ",=X" not in rights


def test_a_mission_gets_no_totals_by_place_holder_or_outcome():
    a_person_in_thailand()

    with eyes(officer()):
        assert {row[0] for row in totals()} & {"place", "holder", "held", "outcome"} == set()
    with eyes(headquarters()):
        assert {row[0] for row in totals()} >= {"place", "holder", "held", "outcome"}


def test_a_table_that_is_not_told_has_no_total_rather_than_nought():
    """By place, holder, hold and outcome a mission gets nothing; that is not nobody."""
    a_person_in_thailand()
    hidden = {"place", "holder", "held", "outcome"}

    with eyes(officer()) as actor:
        figures = figures_of(actor, IncidentFactory(), day(22))
        shown = figures_out(figures)
        text = list(text_of(figures, [], None))
    with eyes(headquarters()) as actor:
        of_all = figures_out(figures_of(actor, IncidentFactory(), day(22)))

    assert {row["dimension"]: row["total"] for row in shown["tables"]} == {
        **dict.fromkeys(hidden),
        **dict.fromkeys(("country", "sex", "stage", "mission"), 1),
    }
    assert text[text.index("By place (persons)") + 1].split() == ["together", "not", "told"]
    assert {row["total"] for row in of_all["tables"]} == {1}


def test_nobody_is_nought_for_whoever_may_not_be_told_of_some():
    with course() as system:
        opened(system, at(23))

    with eyes(officer()) as actor:
        found = figures_of(actor, IncidentFactory(), day(20))

    assert found.table("stage").total == found.table("outcome").total == 0
