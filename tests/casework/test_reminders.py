"""Reminders of limits: on the working day before, when one has run out, and to the head after that.

The days are worked out by hand. 24 November 2025 is a Monday.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.casework import reminders
from cases.casework.models import Clock, Reminder
from cases.casework.operations import assign_case, close_case, reopen_case
from cases.casework.reminders import remind
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.missions.models import Mission, Staff
from cases.missions.operations import add_closure
from cases.missions.queries import system_at
from cases.notices.models import Notice
from cases.notices.operations import read_notice
from cases.notices.words import lines
from tests.casework.between import accepted
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import head, officer
from tests.jobs import run_jobs
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db

CONTACT = (("contact", "identity", "mission", ()),)


@pytest.fixture
def case(chief, bangkok):
    """A case of the officer with one clock."""
    return make_case(bangkok)


def make_case(worker, **limit):
    """Return a case of an officer, with one clock of the contact."""
    with time_machine.travel(at("2025-11-03 09:00")), eyes(worker):
        procedure = a_procedure("contact")
        if not procedure.limits.exists():
            a_limit(procedure, **limit)
            a_playbook(steps=CONTACT, gates={})
        case = a_case(worker, a_citizen(worker))
        staff = Staff.objects.get(pk=worker.staff_id)
        return assign_case(worker, case, officer=staff)


def runs_out(case, text, **values):
    """Let the clock of a case run out at a moment."""
    with eyes(SYSTEM):
        changed = Clock.objects.filter(case=case).update(
            **{"state": "running", "calendar": "mission", "is_counted": True},
            **dict.fromkeys(("started_from", "started_at"), at("2025-11-03 09:00")),
            **dict.fromkeys(("due_from", "due_at"), at(text)) | values,
        )
    assert changed == 1


def run_at(text):
    """Work off the queue at a moment."""
    with time_machine.travel(at(text), tick=False):
        run_jobs(of="casework.jobs")


def told():
    """Return (kind of notice, to which officer) of all notices, oldest first."""
    with eyes(SYSTEM):
        return list(Notice.objects.order_by("pk").values_list("kind", "staff_id"))


def kinds():
    return [kind for kind, _officer in told()]


@pytest.mark.parametrize(
    ("runs", "first_told", "why"),
    [
        ("2025-11-27 00:00", "2025-11-25 00:05", "the day before"),
        ("2025-12-02 00:00", "2025-11-28 00:05", "a Friday before a Monday"),
        ("2025-11-30 23:00", "2025-11-28 00:05", "a Friday before a Sunday"),
    ],
)
def test_reminds_the_officer_from_the_working_day_before(case, bangkok, runs, first_told, why):
    runs_out(case, runs)
    before = (at(first_told) - timedelta(minutes=10)).isoformat()[:16].replace("T", " ")

    run_at(before)
    assert told() == [], why
    run_at(first_told)
    assert told() == [("clock_ahead", bangkok.staff_id)], why


@pytest.mark.parametrize(
    ("limit", "first_told"),
    [({}, "2025-11-25 00:05"), ({"unit": "hours", "amount": 48}, "2025-11-26 12:05")],
)
def test_it_is_reminded_of_by_the_earliest_end_and_has_run_out_by_the_latest(
    chief, bangkok, limit, first_told
):
    runs_out(make_case(bangkok, **limit), "2026-06-02 00:00", due_from=at("2025-11-27 00:00"))
    before = (at(first_told) - timedelta(minutes=10)).isoformat()[:16].replace("T", " ")

    run_at(before)
    assert told() == []
    run_at(first_told)
    with eyes(SYSTEM):
        (ahead,) = Notice.objects.all()
    assert (ahead.kind, ahead.params["due_at"][:10]) == ("clock_ahead", "2025-11-26")
    run_at("2026-06-01 23:50")
    assert kinds() == ["clock_ahead"]
    run_at("2026-06-02 00:05")
    assert kinds() == ["clock_ahead", "clock_expired"]


def test_a_closure_of_the_mission_brings_the_reminder_forward(case, chief):
    with eyes(chief):
        add_closure(
            chief,
            Mission.objects.get(pk=chief.mission_id),
            kind="closed",
            starts_on=at("2025-11-25 00:00").date(),
            ends_on=at("2025-11-25 00:00").date(),
            reason="Flood",
        )
    runs_out(case, "2025-11-27 00:00")

    run_at("2025-11-24 09:00")

    assert kinds() == ["clock_ahead"]


def test_a_limit_in_hours_is_reminded_of_in_its_last_quarter(bangkok, chief):
    case = make_case(bangkok, amount=24, unit="hours")
    runs_out(case, "2025-11-26 12:00")

    run_at("2025-11-26 05:59")
    assert told() == []
    run_at("2025-11-26 06:05")
    assert kinds() == ["clock_ahead"]


def test_each_reminder_is_given_once_however_often_the_worker_looks(case):
    runs_out(case, "2025-11-27 00:00")

    for moment in ("2025-11-25 09:00", "2025-11-25 09:10", "2025-11-26 23:50"):
        run_at(moment)
    assert kinds() == ["clock_ahead"]
    for moment in ("2025-11-27 00:05", "2025-11-27 01:00", "2025-11-27 11:00"):
        run_at(moment)
    assert kinds() == ["clock_ahead", "clock_expired"]


def test_half_a_day_after_it_ran_out_the_head_is_told(case, bangkok):
    runs_out(case, "2025-11-27 00:00")
    run_at("2025-11-27 00:05")
    run_at("2025-11-27 12:05")
    run_at("2025-11-27 16:00")

    assert told() == [("clock_expired", bangkok.staff_id), ("clock_escalated", None)]


def test_the_head_is_told_after_half_a_day_in_which_the_case_was_open(bangkok):
    """Run out at midnight, closed at six for four days: half a day is over at six after that."""
    system = system_at(Mission.objects.get(pk=bangkok.mission_id))
    with eyes(system), replay(at("2025-11-03 09:00")):
        a_limit(a_procedure("contact"))
        a_playbook(steps=CONTACT, gates={})
        case = a_case(system, a_citizen(system))
        case = assign_case(system, case, officer=Staff.objects.get(pk=bangkok.staff_id))
    runs_out(case, "2025-11-27 00:00")
    for moment, act, said in (
        ("2025-11-27 06:00", close_case, {"outcome": "declined"}),
        ("2025-12-01 00:00", reopen_case, {"reason": "She called."}),
    ):
        with time_machine.travel(at(moment)), eyes(system), replay(at(moment)):
            act(system, fresh(case), **said)
    stopped = {"stopped_from": None, "stopped_at": None, "verdict": ""}
    runs_out(case, "2025-11-27 00:00", **stopped)
    run_at("2025-12-01 05:55")
    before = kinds()
    run_at("2025-12-01 06:05")

    assert (before, kinds()) == (["clock_expired"], ["clock_expired", "clock_escalated"])


def test_a_case_nobody_has_is_told_to_the_head_and_not_twice(case):
    with eyes(SYSTEM):
        type(case).objects.filter(pk=case.pk).update(assigned_to=None)
    runs_out(case, "2025-11-27 00:00")

    run_at("2025-11-27 16:00")

    assert told() == [("clock_expired", None)]


def test_a_clock_that_stands_still_or_was_stopped_is_not_reminded_of(case):
    runs_out(case, "2025-11-27 00:00")
    with eyes(SYSTEM):
        stopped = dict.fromkeys(("stopped_from", "stopped_at"), at("2025-11-25 09:00"))
        Clock.objects.update(state="stopped", verdict="in_time", **stopped)

    run_at("2025-11-27 16:00")

    assert told() == []


def test_a_clock_counted_anew_is_reminded_of_anew(case):
    runs_out(case, "2025-11-27 00:00")
    run_at("2025-11-25 09:00")
    runs_out(case, "2025-11-29 00:00")

    run_at("2025-11-27 16:00")

    assert kinds() == ["clock_ahead", "clock_ahead"]


def test_whoever_gets_many_at_once_gets_one_notice_that_counts_them(bangkok, chief, monkeypatch):
    assert reminders.MOST_APART == 10
    monkeypatch.setattr(reminders, "MOST_APART", 2)
    cases = [make_case(bangkok) for _again in range(3)]
    for case in cases:
        runs_out(case, "2025-11-27 00:00")

    run_at("2025-11-27 00:05")

    assert kinds() == ["clocks_expired"]
    with eyes(bangkok):
        assert Reminder.objects.visible_to(bangkok).count() == len(cases)
        (line,) = lines(list(Notice.objects.visible_to(bangkok)), bangkok)
    assert line["sentence"] == "3 limits have run out, the first on 26 Nov 2025."


def test_the_notice_names_limit_and_moment_in_words(case, bangkok):
    runs_out(case, "2025-11-27 00:00")
    run_at("2025-11-27 00:05")

    with eyes(bangkok):
        (line,) = lines(list(Notice.objects.visible_to(bangkok)), bangkok)

    assert line["sentence"] == (
        f"The limit “Limit of contact” on the case {case.reference} ran out on 26 Nov 2025."
    )
    assert line["url"] == case.get_absolute_url()


def test_reading_the_notice_is_kept_on_the_reminder(case, bangkok):
    runs_out(case, "2025-11-27 00:00")
    run_at("2025-11-27 00:05")

    with eyes(bangkok):
        reminder = Reminder.objects.visible_to(bangkok).get()
        assert reminder.state == "sent"
        read_notice(bangkok, Notice.objects.visible_to(bangkok).get())
        assert fresh(reminder).state == "read"


def test_reminders_are_seen_with_their_case_alone(case):
    runs_out(case, "2025-11-27 00:00")
    run_at("2025-11-27 00:05")

    with eyes(officer(yangon=True)) as stranger:
        assert not Reminder.objects.visible_to(stranger).exists()
        assert not Reminder.objects.exists()


def test_the_mission_that_took_a_case_over_is_told_of_a_limit_that_ran_out_before():
    bangkok, yangon = head(), head(yangon=True)
    a_playbook(gates={})
    with eyes(SYSTEM):
        a_limit(a_procedure("removal"), unit="hours", amount=1)
    with eyes(yangon):
        case = a_case(yangon)
    later = timezone.now() + timedelta(hours=20)
    with eyes(SYSTEM):
        remind("expired", later)
    accepted(yangon, bangkok, case)
    with eyes(SYSTEM):
        remind("expired", later)
        remind("escalated", later)
        told = Notice.objects.filter(kind__startswith="clock").values_list("mission_id", flat=True)
        assert bangkok.mission_id in told
