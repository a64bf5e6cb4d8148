"""Why a reported figure and ours differ: the lines add up, and the rest is said."""

import pytest
from django.urls import reverse

from cases.casework.operations import void_crossing
from cases.core.context import eyes
from cases.crossings.models import Crossing
from cases.intake.reconciliation.operations import join_entry
from cases.publishing.schema_gaps import DEFINERS
from tests.factories import PlaceFactory, headquarters, officer
from tests.intake.reconciliation.piles import a_list, compared, entries, ours, seen
from tests.publishing.beside_lists import OF_THE_LIST, assert_adds_up, gaps, steps
from tests.publishing.course import a_report, at, course, crossed, day, opened, stayed
from tests.register import a_case, fresh
from tests.statements import selected
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


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


def test_a_list_of_one_place_explains_the_figure_of_that_place_alone():
    shelter = PlaceFactory()
    actor = headquarters()
    compared(officer(), a_list(officer(), [["Zq Van Khue"]]), country="", place=shelter)
    of_place = a_report(value=3, as_of=OF_THE_LIST, place=shelter, source_name="Place")
    of_country = a_report(value=3, as_of=OF_THE_LIST)

    assert [gap.is_of_list for gap in gaps(actor, of_place)] == [True]
    assert [gap.is_of_list for gap in gaps(actor, of_country)] == [False]


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


@pytest.mark.parametrize(("value", "code"), [(5, "allowed"), (4, "unexplained")])
def test_beyond_a_lower_bound_the_words_of_the_source_allow_for_a_fifth_more(value, code):
    with course() as actor:
        for _nth in range(6):
            crossed(actor, opened(actor, at(20)), at(21), at(21))
    figure = a_report(value=value, qualifier="more_than")

    (gap,) = gaps(headquarters(), figure, day(22))

    assert_adds_up(gap)
    assert steps(gap) == {code: 6 - value}
    assert gap.hints == ()


def test_what_the_source_may_have_counted_is_counted_beside_the_sum():
    shelter, gate = PlaceFactory(), PlaceFactory(code="gate", name="Gate")
    with course() as actor:
        stayed(actor, opened(actor, at(20)), at(22), at(22), place=shelter)
        stayed(actor, opened(actor, at(20)), at(22), at(22), place=gate)
        opened(actor, at(20))
    figure = a_report(value=3, place=shelter, qualifier="exact")

    (gap,) = gaps(headquarters(), figure, day(22))

    assert_adds_up(gap)
    assert steps(gap) == {"unexplained": -2}
    assert {hint.code: hint.count for hint in gap.hints} == {
        "not_located": 1,
        "elsewhere_there": 1,
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


def test_a_figure_without_a_counterpart_has_no_page():
    with eyes(officer()) as actor:
        a_case(actor)
    figure = a_report(metric="fined")

    found = logged_in(actor).get(reverse("figure_gap", args=[figure.incident.code, figure.uuid]))

    assert found.status_code == 404
