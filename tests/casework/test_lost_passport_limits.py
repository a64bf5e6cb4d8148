"""The limits on a lost passport as the seeds have them: whom they bind, from when, and who waits.

3 November 2025 is a Monday.
"""

from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command

from cases.casework.models import Clock, Inquiry, Step
from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    record_answer,
    reopen_step,
)
from cases.casework.recounting import refresh_closed_cases, refresh_open_cases
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from cases.procedures.models import Limit, Procedure
from cases.seeding.reading import read_seeds
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import MissionFactory, head
from tests.kept import once
from tests.register import a_case, fresh
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db

DEPARTMENT = "immigration_department"
STEPS = (
    ("identity-declaration", "identity", "citizen", ()),
    ("relative-request", "identity", DEPARTMENT, ()),
    ("passport-application", "document", "citizen", ()),
    ("identity-verification", "identity", DEPARTMENT, ()),
    ("document-photos", "document", "citizen", ()),
    (
        "passport-issue",
        "document",
        "mission",
        ("identity-verification", "relative-request", "passport-application", "document-photos"),
    ),
)
LIMITS = ("lost-passport", "relative-request")


def choice(name, *values):
    rows = [{"value": value, "label": value} for value in values]
    return {"name": name, "kind": "choice", "label": name, "choices": rows}


RESULTS = {
    "passport-application": [
        choice("ground", "lost_passport", "refused_residence", "treaty", "security"),
        {"name": "applied_on", "kind": "day", "label": "Applied on"},
    ],
    "relative-request": [choice("outcome", "confirmed", "not_confirmed")],
}


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
            a_procedure(code, track=track, body=body, result_fields=RESULTS.get(code, []))
        for entry in read_seeds(Path(settings.SEEDS_DIR), accounts=False, scenarios=False).of(
            "limit"
        ):
            if entry.key.startswith(LIMITS):
                said = {name: value for name, value in entry.values.items() if name != "procedure"}
                a_limit(a_procedure(entry.values["procedure"]), **said)
        a_playbook(steps=STEPS, gates={})
        with on("2025-11-03 09:00"):
            return a_case(actor, reported=When.at(at("2025-11-03 09:00")))


def done(actor, case, *codes, **results):
    for code in codes:
        result = results if code == "passport-application" else {}
        step = Step.objects.get(case=case, code=code)
        complete_step(actor, fresh(case), step=step, result=result)


def applied(actor, case, ground="lost_passport", on_day="2025-11-10", *others):
    codes = ("identity-declaration", "passport-application", *others)
    said = {"ground": ground} if ground else {}
    done(actor, case, *codes, applied_on=on_day, **said)


def asked(actor, case, whom=DEPARTMENT, code="identity-verification"):
    step = Step.objects.get(case=case, code=code)
    ask_step(actor, fresh(case), step=step, whom=whom)
    return Step.objects.get(pk=step.pk)


def answered(actor, case, code="identity-verification", verdict="done", **said):
    step = Step.objects.get(case=case, code=code)
    record_answer(actor, fresh(case), step=step, verdict=verdict, **said)


def running(case, **where):
    clocks = Clock.objects.filter(case=case, state="running", **where)
    return {clock.limit.code: clock.due_at for clock in clocks}


def states(case, **where):
    rows = Clock.objects.filter(case=case, **where).order_by("pk")
    return [(row.limit.code, row.state, row.verdict) for row in rows]


def explained(case, code):
    out = StringIO()
    call_command("clocks", explain=[case.reference, code], stdout=out)
    return out.getvalue()


def test_nothing_runs_for_somebody_who_has_declared_nothing(actor, case):
    assert running(case) == {}


def test_two_working_days_run_from_application_and_declaration(actor, case):
    with on("2025-11-07 09:00"):
        done(actor, case, "passport-application", ground="lost_passport", applied_on="2025-11-07")
    before = running(case)
    with on("2025-11-10 09:00"):
        done(actor, case, "identity-declaration")

    assert before == {}
    assert running(case) == {"lost-passport-decide": at("2025-11-13 00:00")}
    assert "only if: A passport was applied for" in explained(case, "identity-verification")


def test_no_limit_of_the_mission_runs_while_the_immigration_department_is_asked(actor, case):
    with on("2025-11-10 09:00"):
        applied(actor, case)
    with on("2025-11-11 09:00"):
        asked(actor, case)

    assert set(running(case)) == {"lost-passport-reply"}
    assert Clock.objects.filter(case=case, state="stopped").count() == 1


def test_a_reply_weeks_later_leaves_the_mission_its_day(actor, case):
    with on("2025-11-10 09:00"):
        applied(actor, case, "lost_passport", "2025-11-10", "document-photos")
        step = asked(actor, case)
    with on("2025-11-24 09:00"):
        record_answer(actor, fresh(case), step=step, verdict="done")

    assert running(case) == {"lost-passport-issue": at("2025-11-26 00:00")}


def test_the_day_of_the_mission_begins_when_the_photographs_are_there(actor, case):
    with on("2025-11-10 09:00"):
        applied(actor, case)
        step = asked(actor, case)
    with on("2025-11-12 09:00"):
        record_answer(actor, fresh(case), step=step, verdict="done")
    before = running(case)
    with on("2025-11-24 09:00"):
        done(actor, case, "document-photos")

    assert before == {}
    assert running(case) == {"lost-passport-issue": at("2025-11-26 00:00")}


def as_seeded(*codes):
    """Let procedures ask for what the seeds say."""
    for entry in read_seeds(Path(settings.SEEDS_DIR), accounts=False, scenarios=False).of(
        "procedure"
    ):
        if entry.key in codes:
            fields = entry.values["result_fields"]
            Procedure.objects.filter(code=entry.key).update(result_fields=fields)


@pytest.mark.parametrize(
    ("recorded", "when"),
    [("2025-11-13 09:00", None), ("2025-11-14 09:00", When(day=date(2025, 11, 13)))],
)
def test_the_day_of_the_mission_begins_when_it_has_the_photographs_not_when_they_were_taken(
    actor, case, recorded, when
):
    as_seeded("document-photos")
    with on("2025-11-10 09:00"):
        applied(actor, case)
        step = asked(actor, case)
        record_answer(actor, fresh(case), step=step, verdict="done")
    with on(recorded):
        photos = Step.objects.get(case=case, code="document-photos")
        complete_step(actor, fresh(case), step=photos, when=when, result={"taken_on": "2025-11-08"})

    assert running(case) == {"lost-passport-issue": at("2025-11-15 00:00")}


def test_two_days_run_from_the_day_a_declaration_came_not_from_that_of_its_form(actor, case):
    as_seeded("identity-declaration")
    with on("2025-11-10 09:00"):
        done(actor, case, "passport-application", ground="lost_passport", applied_on="2025-11-10")
    with on("2025-11-13 09:00"):
        step = Step.objects.get(case=case, code="identity-declaration")
        said = {"form": "tk02", "declared_on": "2025-11-08"}
        complete_step(actor, fresh(case), step=step, result=said)

    assert running(case) == {"lost-passport-decide": at("2025-11-18 00:00")}


RECEIVED = {
    ("passport-application", "applied_on"),
    ("ordinary-passport-application", "applied_on"),
    ("relative-request", "told_on"),
}
"""Days in results that are days of receipt at the mission: filed with it, told to it."""


def test_what_sets_a_limit_off_is_of_the_day_it_was_received():
    seeds = read_seeds(Path(settings.SEEDS_DIR), accounts=False, scenarios=False)
    starting = set()
    for limit in seeds.of("limit"):
        starting |= {limit.values.get("start_procedure"), *limit.values.get("start_procedures", ())}

    days = {
        (entry.key, row["name"])
        for entry in seeds.of("procedure")
        for row in entry.values.get("result_fields", ())
        if row.get("done") and entry.key in starting
    }

    assert days == RECEIVED


def test_a_question_to_the_family_is_none_to_the_department(actor, case):
    with on("2025-11-03 10:00"):
        applied(actor, case, on_day="2025-11-03")
        asked(actor, case, "family")
    with on("2025-11-12 09:00"):
        answered(actor, case, verdict="ours")
    before = states(case, step__code="identity-verification")
    with on("2025-11-13 09:00"):
        asked(actor, case)
        answered(actor, case)

    # The mission did not have the ball in between, and has two days from the answer of the family.
    assert before == [
        ("lost-passport-decide", "running", ""),
        ("lost-passport-reply", "waiting", ""),
    ]
    assert states(case, step__code="identity-verification") == [
        ("lost-passport-decide", "stopped", "in_time"),
        ("lost-passport-reply", "stopped", "in_time"),
    ]
    told = explained(case, "identity-verification")
    assert "start     2025-11-13T09:00:00+07:00" in told
    assert "verdict   Done, but late" not in told


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_verdict_on_an_answer_of_the_family_is_taken_back_when_the_case_is_read_anew(
    actor, case, is_closed
):
    with on("2025-11-03 10:00"):
        applied(actor, case, on_day="2025-11-03")
        step = asked(actor, case, "family")
    with on("2025-11-12 09:00"):
        answered(actor, case, verdict="ours")
    with on("2025-11-13 09:00"):
        asked(actor, case)
    family = Inquiry.objects.get(step=step, body="family")
    span = {"started_from": family.asked_at, "started_at": family.asked_at,
            "stopped_from": family.answered_at, "stopped_at": family.answered_at,
            "due_from": at("2025-11-06 00:00"), "due_at": at("2025-11-06 00:00")}  # fmt: skip
    limit = Limit.objects.get(code="lost-passport-reply")
    wrong = Clock.objects.create(
        case=case, step=step, limit=limit, inquiry=family, state="stopped", calendar="VN",
        verdict="late", is_counted=True, **span,
    )  # fmt: skip
    with on("2025-11-13 10:00"):
        if is_closed:
            close_case(actor, fresh(case), outcome="declined")
            Clock.objects.filter(pk=wrong.pk).update(verdict="late", is_counted=True)
            refresh_closed_cases()
        else:
            refresh_open_cases()

    wrong.refresh_from_db()
    assert (wrong.verdict, wrong.is_counted) == ("", False)
    assert set(running(case)) == (set() if is_closed else {"lost-passport-reply"})


@pytest.mark.parametrize("ground", ["refused_residence", "treaty", "security"])
def test_who_applies_on_another_ground_is_not_bound_by_these_terms(actor, case, ground):
    with on("2025-11-10 09:00"):
        applied(actor, case, ground, "2025-11-10", "document-photos")
    before = running(case)
    with on("2025-11-11 09:00"):
        asked(actor, case)
    with on("2025-11-20 09:00"):
        answered(actor, case)

    assert before == running(case) == {}
    assert {state for _code, state, _verdict in states(case)} == {"waiting"}
    page = logged_in(head()).get(f"/cases/{case.reference}/").text
    assert "it holds only if: A passport was applied for because one was lost" in page


def test_nobody_is_late_with_somebody_who_has_not_applied(actor, case):
    with on("2025-11-10 09:00"):
        asked(actor, case)
    with on("2025-11-20 09:00"):
        answered(actor, case)
        done(actor, case, "document-photos")

    assert {state for _code, state, _verdict in states(case)} == {"waiting"}


def test_a_question_before_the_application_is_no_request(actor, case):
    with on("2025-11-10 09:00"):
        asked(actor, case)
    with on("2025-11-12 09:00"):
        applied(actor, case, on_day="2025-11-12")
    before = states(case, limit__code="lost-passport-reply")
    with on("2025-11-20 09:00"):
        answered(actor, case, verdict="ours")
        asked(actor, case)

    assert before == [("lost-passport-reply", "waiting", "")]
    assert running(case) == {"lost-passport-reply": at("2025-11-25 00:00")}


def test_a_ground_that_is_not_known_is_shown_and_accuses_nobody(actor, case):
    with on("2025-11-10 09:00"):
        applied(actor, case, "")
        asked(actor, case)
    with on("2025-11-20 09:00"):
        refresh_open_cases()
        answered(actor, case)

    clock = Clock.objects.get(case=case, limit__code="lost-passport-reply")
    assert (clock.state, clock.is_counted) == ("stopped", False)
    page = logged_in(head()).get(f"/cases/{case.reference}/").text
    assert "it counts against nobody" in page


@pytest.mark.parametrize(
    ("outcome", "limits"), [("confirmed", {"relative-request-issue"}), ("not_confirmed", set())]
)
def test_a_request_of_a_relative_binds_from_documents_and_photographs(actor, case, outcome, limits):
    with on("2025-11-03 09:00"):
        asked(actor, case, code="relative-request")
    with on("2025-11-05 09:00"):
        answered(actor, case, "relative-request", result={"outcome": outcome})
        done(actor, case, "document-photos")
    before = running(case)
    with on("2025-11-10 09:00"):
        done(actor, case, "passport-application", ground="treaty", applied_on="2025-11-10")

    assert before == {}
    assert set(running(case)) == limits


def test_our_day_stands_still_while_the_department_has_what_the_passport_waits_for(actor, case):
    with on("2025-11-03 09:00"):
        asked(actor, case, code="relative-request")
        asked(actor, case)
    with on("2025-11-05 09:00"):
        answered(actor, case, "relative-request", result={"outcome": "confirmed"})
        done(actor, case, "passport-application", ground="treaty", applied_on="2025-11-05")
        done(actor, case, "document-photos")
    (before,) = states(case, step__code="passport-issue", state="paused")
    with on("2025-11-24 09:00"):
        answered(actor, case)

    # A calendar day, which begins after the reply.
    assert before == ("relative-request-issue", "paused", "")
    assert running(case) == {"relative-request-issue": at("2025-11-26 00:00")}
    assert "2025-11-24 Mon  not counted, another body had to act" in explained(
        case, "passport-issue"
    )


def test_the_other_limit_of_ours_waits_for_the_request_of_a_relative(actor, case):
    with on("2025-11-03 09:00"):
        applied(actor, case, "lost_passport", "2025-11-03", "document-photos")
        asked(actor, case, code="relative-request")
        asked(actor, case)
    with on("2025-11-05 09:00"):
        answered(actor, case)
    before = running(case, step__code="passport-issue")
    with on("2025-11-24 09:00"):
        answered(actor, case, "relative-request", result={"outcome": "not_confirmed"})

    assert before == {}
    assert running(case) == {"lost-passport-issue": at("2025-11-26 00:00")}


def test_an_application_redone_on_another_ground_leaves_nobody_in_time_or_late(actor, case):
    with on("2025-11-03 10:00"):
        applied(actor, case, on_day="2025-11-03")
    with on("2025-11-10 10:00"):
        asked(actor, case)
        assert states(case, limit__code="lost-passport-decide")[0][2] == "late"
        step = Step.objects.get(case=case, code="passport-application")
        reopen_step(actor, fresh(case), step=step, reason="Another ground.")
        assert states(case, limit__code="lost-passport-decide")[0][2] == "late"
    with on("2025-11-11 10:00"):
        done(actor, case, "passport-application", ground="treaty", applied_on="2025-11-03")

    assert {row[2] for row in states(case, limit__code__startswith="lost-passport")} == {""}
