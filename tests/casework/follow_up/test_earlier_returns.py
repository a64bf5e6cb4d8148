"""That somebody who was home has a case again is noticed, whichever way it comes about."""

from datetime import date, timedelta

import pytest

from cases.casework.follow_up.models import EarlierReturn
from cases.casework.operations import (
    correct_transition,
    link_same_person,
    open_case,
    reopen_case,
    unlink_same_person,
)
from cases.citizens.models import SamePerson
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from cases.notices.models import Notice
from cases.overview.queries import Filters, worklist
from tests.casework.linking import a_file, with_passport
from tests.factories import IncidentFactory, head, headquarters
from tests.jobs import run_jobs
from tests.register import a_case, fresh
from tests.web.session import case_page
from tests.world_follow_up import HOME_ON, came_home, left_again

pytestmark = pytest.mark.django_db
LATER = When(day=HOME_ON + timedelta(days=30))


def another():
    return IncidentFactory(code="2026-01-later", title="Later, invented")


def pairs():
    rows = EarlierReturn.objects.filter(holds=True)
    return {(row.case.reference, row.earlier.reference) for row in rows}


def test_a_new_case_of_somebody_who_came_home_says_so_at_the_top(worker):
    pair = left_again(worker)
    earlier = pair.earlier.reference

    text = case_page(worker, pair.case)

    assert "The person had come home before" in text
    assert earlier in text
    assert "Returned by own means" in text


def test_the_earlier_case_says_that_she_left_again(worker):
    pair = left_again(worker)
    later = pair.case.reference

    text = case_page(worker, pair.earlier)

    assert "Left again" in text
    assert later in text


def test_somebody_who_never_came_home_is_not_said_to_have(worker):
    first = a_case(worker, reported=When(day=HOME_ON))

    a_case(worker, first.citizen, incident=another(), reported=LATER)

    assert pairs() == set()


def test_a_case_opened_before_the_return_is_none_after_it(worker):
    case = a_case(worker, reported=When(day=date(2025, 10, 20)))
    other = a_case(worker, case.citizen, incident=another(), reported=When(day=date(2025, 10, 21)))

    came_home(worker, case)

    assert pairs() == set()
    assert other.earlier_returns.count() == 0


def test_a_closing_that_is_recorded_late_is_noticed_by_the_day_of_the_arrival(worker):
    case = a_case(worker, reported=When(day=date(2025, 10, 20)))
    later = a_case(worker, case.citizen, incident=another(), reported=LATER)

    came_home(worker, case)

    assert pairs() == {(later.reference, case.reference)}


def test_linking_two_records_notices_it(worker):
    home = came_home(worker, a_file(worker))
    later = a_case(worker, with_passport(worker), incident=another(), reported=LATER)

    link_same_person(worker, fresh(later.citizen), into=fresh(home.citizen), because="Same paper.")

    assert (later.reference, home.reference) in pairs()


def test_undoing_the_link_takes_it_back(worker):
    home = came_home(worker, a_file(worker))
    later = a_case(worker, with_passport(worker), incident=another(), reported=LATER)
    link_same_person(worker, fresh(later.citizen), into=fresh(home.citizen), because="Same paper.")

    unlink_same_person(worker, SamePerson.objects.get(), reason="Two people.")

    assert (later.reference, home.reference) not in pairs()


def test_correcting_the_outcome_takes_it_back(worker):
    pair = left_again(worker)
    closing = pair.earlier.transitions.standing().get(to_stage="closed")

    correct_transition(
        worker,
        fresh(pair.earlier),
        transition=closing,
        reason="She never came.",
        changes={"outcome": "lost_contact"},
    )

    assert pairs() == set()


def test_reopening_the_earlier_case_takes_it_back(worker):
    pair = left_again(worker)

    reopen_case(worker, fresh(pair.earlier), reason="She never came.")

    assert pairs() == set()


def test_headquarters_and_the_mission_of_the_earlier_case_are_told_once(worker):
    pair = left_again(worker)

    run_jobs(of="casework.follow_up")
    run_jobs(of="casework.follow_up")

    with eyes(worker):
        assert Notice.objects.filter(kind="left_again_ours").count() == 1
    with eyes(headquarters()):
        told = Notice.objects.get(kind="left_again")
    assert (told.reference, told.params["earlier"]) == (pair.case.reference, pair.earlier.reference)


def test_a_mission_that_sees_one_of_the_cases_alone_learns_nothing_of_it(worker):
    home = came_home(worker, a_file(worker))
    with eyes(head(yangon=True)) as yangon:
        later = open_case(
            yangon,
            with_passport(yangon),
            incident=another(),
            report_source="relative",
            reported=LATER,
        )
    with eyes(headquarters()) as central:
        link_same_person(
            central, fresh(later.citizen), into=fresh(home.citizen), because="Same paper."
        )

    with eyes(SYSTEM):
        assert (later.reference, home.reference) in pairs()
    with eyes(yangon):
        assert not EarlierReturn.objects.exists()
        assert "had come home before" not in case_page(yangon, later)
    with eyes(central):
        assert EarlierReturn.objects.filter(case=later, earlier=home).exists()


def test_the_work_list_is_narrowed_to_people_who_came_home_before(worker):
    pair = left_again(worker)
    a_case(worker)

    found = worklist(worker, Filters(returned="yes"))

    assert [row.reference for row in found] == [pair.case.reference]


def test_nobody_writes_such_a_row_but_the_database(worker):
    pair = left_again(worker)

    with eyes(worker):
        assert EarlierReturn.objects.filter(pk=pair.pk).update(told_at=None) == 0
