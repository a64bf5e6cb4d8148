"""Why a reported figure and ours differ: the lines add up, and the rest is said."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from cases.casework.operations import link_same_person, void_crossing
from cases.core.context import eyes
from cases.crossings.models import Crossing
from cases.intake.reconciliation.operations import join_entry, record_listed_stay, tell_entry_apart
from cases.publishing.schema_gaps import DEFINERS
from tests.factories import PlaceFactory, headquarters, officer
from tests.intake.reconciliation.piles import a_list, compared, entries, ours, seen
from tests.publishing.beside_lists import OF_THE_LIST, a_list_and_ours, assert_adds_up, gaps, steps
from tests.publishing.course import a_report, at, course, crossed, day, opened, stayed
from tests.register import a_case, fresh
from tests.statements import selected

pytestmark = pytest.mark.django_db


def test_a_list_explains_every_person_of_the_difference():
    actor = officer()
    row = a_list_and_ours(actor)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert gap.ours == 4, "who left a place keeps the country"
    assert steps(gap) == {"theirs": -1, "twice": -1, "elsewhere": -1, "ours": 1, "unexplained": -1}
    assert (gap.listed, gap.compared.pk) == (6, row.pk)


def test_a_person_whose_whereabouts_are_not_known_is_said_to_be_so():
    actor = officer()
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    ours(actor, "Zq Thị Ngân", passport="C7000002")
    with course() as system:
        lost = opened(system, at(20))
    row = compared(
        actor, a_list(actor, [["Zq Van Khue", "", "", "C7000001"], ["Zq", "", "", "X1"]])
    )
    with eyes(actor):
        entry = seen(actor, entries(actor, row)[1])
        join_entry(actor, entry, citizen=fresh(lost.citizen))
    figure = a_report(value=2, qualifier="exact", as_of=OF_THE_LIST)

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert steps(gap) == {"not_located": -1, "ours": 1}


def test_what_is_recorded_from_the_list_closes_the_gap():
    actor = officer()
    row = a_list_and_ours(actor)
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (entry,) = [
        one for one in entries(actor, row) if one.citizen and "Toàn" in one.citizen.full_name
    ]
    with eyes(actor):
        record_listed_stay(actor, seen(actor, entry))

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert "elsewhere" not in steps(gap)


def test_a_decision_moves_a_person_from_one_line_to_two():
    actor = officer()
    row = a_list_and_ours(actor)
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (before,) = gaps(actor, figure)
    (entry,) = [
        one for one in entries(actor, row) if one.citizen and "Khuê" in one.citizen.full_name
    ]
    with eyes(actor):
        tell_entry_apart(actor, seen(actor, entry), because="Another birth place.")

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert steps(gap)["theirs"] == steps(before)["theirs"] - 1
    assert steps(gap)["ours"] == steps(before)["ours"] + 1


def test_whoever_was_registered_since_was_not_laid_beside_the_list():
    actor = officer()
    a_list_and_ours(actor)
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (before,) = gaps(actor, figure)
    ours(actor, "Zq Thảo Vy")

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert steps(gap) == steps(before) | {"beyond": 1}


def test_records_linked_since_count_once():
    actor = officer()
    row = a_list_and_ours(actor)
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (before,) = gaps(actor, figure)
    double = ours(actor, "Zq Văn Khuê", passport="C7000001")
    (between,) = gaps(actor, figure)
    (first,) = [
        one for one in entries(actor, row) if one.citizen and "Khuê" in one.citizen.full_name
    ]
    with eyes(actor):
        made = link_same_person(
            actor, fresh(double), into=fresh(first.citizen), because="The same passport."
        )

    (gap,) = gaps(actor, figure)

    assert made.status == "standing"
    assert_adds_up(gap)
    assert steps(between) == steps(before) | {"beyond": 1}
    assert steps(gap) == steps(before)


@pytest.mark.parametrize(
    "more", [{"as_of": datetime(2025, 10, 23, 16, 59, tzinfo=UTC)}, {"country": "MM"}]
)
def test_a_list_of_another_day_or_country_explains_nothing(more):
    actor = officer()
    a_list_and_ours(actor)
    figure = a_report(**{"value": 6, "as_of": OF_THE_LIST} | more)

    found = gaps(actor, figure, day(figure.as_of.day))

    assert [gap.is_of_list for gap in found] == [False]


def test_a_list_of_one_place_explains_the_figure_of_that_place_alone():
    shelter = PlaceFactory()
    actor = headquarters()
    compared(officer(), a_list(officer(), [["Zq Van Khue"]]), country="", place=shelter)
    of_place = a_report(value=3, as_of=OF_THE_LIST, place=shelter, source_name="Place")
    of_country = a_report(value=3, as_of=OF_THE_LIST)

    assert [gap.is_of_list for gap in gaps(actor, of_place)] == [True]
    assert [gap.is_of_list for gap in gaps(actor, of_country)] == [False]


def test_another_mission_reads_the_numbers_and_not_the_list():
    actor = officer()
    a_list_and_ours(actor)
    with eyes(officer(yangon=True)) as other:
        a_case(other)
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    (own,) = gaps(actor, figure)
    (theirs,) = gaps(other, figure)

    assert steps(theirs) == steps(own)
    assert theirs.compared is None


def test_a_mission_without_a_case_reads_nothing():
    actor = officer()
    a_list_and_ours(actor)
    figure = a_report(value=7, as_of=OF_THE_LIST)

    with eyes(officer(code="VTE", country="LA")), connection.cursor() as cursor:
        cursor.execute("select * from figure_gap_of_lists(%s, 'infinity', 'infinity')", [figure.pk])
        assert cursor.fetchall() == []
        cursor.execute(
            "select * from figure_gap_learnt(%s, 'infinity', 'infinity', 'infinity')", [figure.pk]
        )
        assert cursor.fetchall() == []


def test_a_list_worked_on_later_says_nothing_of_what_was_known():
    actor = headquarters()
    bangkok = officer()
    row = a_list_and_ours(bangkok)
    figure = a_report(value=7, as_of=OF_THE_LIST)
    with eyes(actor):
        known = fresh(row).finished_at
    (entry,) = [
        one for one in entries(bangkok, row) if one.citizen and "Khuê" in one.citizen.full_name
    ]
    with eyes(bangkok):
        tell_entry_apart(bangkok, seen(bangkok, entry), because="Another birth place.")

    found = gaps(actor, figure, known_at=known)

    assert [(gap.is_of_list, gap.is_later) for gap in found] == [(True, True), (False, False)]


def test_without_a_list_what_became_known_later_is_told_apart():
    with course() as actor:
        for _nth in range(2):
            crossed(actor, opened(actor, at(20)), at(21), at(21))
        wrong = opened(actor, at(20))
        crossed(actor, wrong, at(21), at(21))
        crossed(actor, opened(actor, at(26)), at(26), at(21))
        crossing = Crossing.objects.get(citizen=wrong.citizen)
        void_crossing(actor, fresh(wrong), crossing=crossing, reason="Another person.")
    figure = a_report(value=5, qualifier="exact")

    (gap,) = gaps(headquarters(), figure, day(22))

    assert_adds_up(gap)
    assert gap.ours == 3
    assert steps(gap) == {"came": 1, "went": -1, "unexplained": -2}


def test_beyond_a_lower_bound_the_words_of_the_source_allow_for_more():
    with course() as actor:
        for _nth in range(3):
            crossed(actor, opened(actor, at(20)), at(21), at(21))
    figure = a_report(value=1, qualifier="more_than")

    (gap,) = gaps(headquarters(), figure, day(22))

    assert_adds_up(gap)
    assert steps(gap) == {"allowed": 2}
    assert gap.hints == ()


def test_what_the_source_may_have_counted_is_counted_beside_the_sum():
    shelter, gate = PlaceFactory(), PlaceFactory(code="gate", name="Gate")
    with course() as actor:
        stayed(actor, opened(actor, at(20)), at(22), at(22), place=shelter)
        stayed(actor, opened(actor, at(20)), at(22), at(22), place=gate)
        opened(actor, at(20))
    figure = a_report(value=3, place=shelter)

    (gap,) = gaps(headquarters(), figure, day(22))

    assert_adds_up(gap)
    assert steps(gap) == {"unexplained": -2}
    assert {hint.code: hint.count for hint in gap.hints} == {
        "not_located": 1,
        "elsewhere_there": 1,
        "round": 3,
    }


@pytest.mark.parametrize("name", DEFINERS)
def test_its_functions_are_not_everyones(name):
    is_definer, settings, rights = selected(
        "select prosecdef, proconfig, proacl::text from pg_proc where oid = %s::regprocedure",
        [name],
    )[0]

    assert is_definer
    assert "search_path=public, pg_temp" in settings
    assert "{=X" not in rights
    assert ",=X" not in rights
