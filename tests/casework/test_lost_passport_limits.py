"""The limits on a lost passport as the seeds have them: whose days they count, and from when.

3 November 2025 is a Monday.
"""

from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from cases.casework.models import Clock, Step
from cases.casework.operations import ask_step, complete_step, record_answer
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from cases.seeding.reading import read_seeds
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import MissionFactory
from tests.kept import once
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

STEPS = (
    ("identity-declaration", "identity", "citizen", ()),
    ("passport-application", "document", "citizen", ()),
    ("identity-verification", "identity", "immigration_department", ()),
    ("document-photos", "document", "citizen", ()),
    (
        "passport-issue",
        "document",
        "mission",
        ("identity-verification", "passport-application", "document-photos"),
    ),
)


@contextmanager
def on(moment):
    with time_machine.travel(at(moment)), replay(at(moment)):
        yield


@pytest.fixture
def actor():
    with eyes(system_at(MissionFactory())) as system:
        yield system


@once
def case():
    """A case opened on a Monday, with the limits of the seeds on these steps."""
    with eyes(system_at(MissionFactory())) as actor:
        for code, track, body, _after in STEPS:
            a_procedure(code, track=track, body=body)
        for entry in read_seeds(Path(settings.SEEDS_DIR), accounts=False, scenarios=False).of(
            "limit"
        ):
            if entry.key.startswith("lost-passport"):
                said = {name: value for name, value in entry.values.items() if name != "procedure"}
                a_limit(a_procedure(entry.values["procedure"]), **said)
        a_playbook(steps=STEPS, gates={})
        with on("2025-11-03 09:00"):
            return a_case(actor, reported=When.at(at("2025-11-03 09:00")))


def done(actor, case, *codes):
    for code in codes:
        complete_step(actor, fresh(case), step=Step.objects.get(case=case, code=code))


def asked(actor, case):
    step = Step.objects.get(case=case, code="identity-verification")
    ask_step(actor, fresh(case), step=step, whom="immigration_department")
    return step


def running(case, **where):
    clocks = Clock.objects.filter(case=case, state="running", **where)
    return {clock.limit.code: clock.due_at for clock in clocks}


def test_nothing_runs_for_somebody_who_has_declared_nothing(actor, case):
    assert running(case) == {}


def test_two_working_days_run_from_what_the_person_declares_and_asks_for(actor, case):
    with on("2025-11-10 09:00"):
        done(actor, case, "identity-declaration", "passport-application")

    due = at("2025-11-13 00:00")
    assert running(case) == {"lost-passport-ask": due, "lost-passport-decide": due}


def test_no_limit_of_the_mission_runs_while_the_immigration_department_is_asked(actor, case):
    with on("2025-11-10 09:00"):
        done(actor, case, "identity-declaration", "passport-application")
    with on("2025-11-11 09:00"):
        asked(actor, case)

    assert set(running(case)) == {"lost-passport-reply"}
    assert Clock.objects.filter(case=case, state="stopped").count() == 2


def test_a_reply_weeks_later_leaves_the_mission_its_day(actor, case):
    with on("2025-11-10 09:00"):
        done(actor, case, "identity-declaration", "passport-application", "document-photos")
        step = asked(actor, case)
    with on("2025-11-24 09:00"):
        record_answer(actor, fresh(case), step=step, verdict="done")

    assert running(case) == {"lost-passport-issue": at("2025-11-26 00:00")}


def test_the_day_of_the_mission_begins_when_the_photographs_are_there(actor, case):
    with on("2025-11-10 09:00"):
        done(actor, case, "identity-declaration", "passport-application")
        step = asked(actor, case)
    with on("2025-11-12 09:00"):
        record_answer(actor, fresh(case), step=step, verdict="done")
    before = running(case)
    with on("2025-11-24 09:00"):
        done(actor, case, "document-photos")

    assert before == {}
    assert running(case) == {"lost-passport-issue": at("2025-11-26 00:00")}
