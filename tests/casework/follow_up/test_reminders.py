"""Checks are reminded of on their day, and again to the head of mission; each once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.casework.follow_up import jobs
from cases.casework.follow_up.operations import put_off_welfare_check
from cases.casework.operations import assign_case
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.models import Staff
from cases.notices.models import Notice
from tests.factories import officer
from tests.jobs import run_jobs
from tests.register import a_case, fresh
from tests.world_follow_up import came_home

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()


def home_since(worker, days, officer_of=None):
    """A case whose person came home so many days ago."""
    case = a_case(worker, reported=When(day=TODAY - timedelta(days=days + 3)))
    if officer_of is not None:
        case = assign_case(worker, case, officer=Staff.objects.get(pk=officer_of.staff_id))
    return came_home(worker, fresh(case), on=TODAY - timedelta(days=days))


def told(actor, kind):
    with eyes(actor):
        return Notice.objects.filter(kind=kind).count()


def test_the_officer_is_told_on_the_day_of_a_check_and_once(worker):
    desk = officer()
    home_since(worker, 30, desk)

    run_jobs(of="casework.follow_up")
    run_jobs(of="casework.follow_up")

    assert told(desk, "welfare_due") == 1
    assert told(worker, "welfare_overdue") == 0


def test_nobody_is_told_before_the_day(worker):
    home_since(worker, 20)

    run_jobs(of="casework.follow_up")

    assert told(worker, "welfare_due") == 0


def test_the_head_is_told_a_week_after_the_day(worker):
    home_since(worker, 39, officer())

    run_jobs(of="casework.follow_up")
    run_jobs(of="casework.follow_up")

    assert told(worker, "welfare_overdue") == 1


def test_many_checks_are_told_by_their_number(worker, monkeypatch):
    assert jobs.MOST_APART == 10
    monkeypatch.setattr(jobs, "MOST_APART", 2)
    for _number in range(3):
        home_since(worker, 31)

    run_jobs(of="casework.follow_up")

    assert told(worker, "welfares_due") == 1
    assert told(worker, "welfare_due") == 0


def test_what_was_put_off_is_reminded_of_again(worker):
    closed = home_since(worker, 31)
    run_jobs(of="casework.follow_up")
    check = closed.welfare_checks.get(kind="day-30")
    put_off_welfare_check(
        worker, fresh(check), due_on=TODAY + timedelta(days=3), reason="person_asked"
    )

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        run_jobs(of="casework.follow_up")

    assert told(worker, "welfare_due") == 2
