"""What a closed case still asks for, of whom, and what of the closed time counts: nothing.

3 November 2025 is a Monday. The body asked has two working days: the 5th and the 6th.
"""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.briefings.asking import Asking
from cases.briefings.gathering import waiting_for
from cases.casework.models import Step
from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    correct_transition,
    record_answer,
    record_fact,
    refuse_step,
    reopen_case,
    reopen_step,
    unlink_same_person,
    void_case,
    void_transition,
    waive_step,
)
from cases.casework.pages.clocks import counted_url
from cases.casework.policies import possible_operations
from cases.casework.progress import load
from cases.casework.progress.proving import faults
from cases.casework.progress.telling import left_of
from cases.casework.progress.ticking import Calendars
from cases.citizens.models import Citizen
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from cases.procedures.models import Procedure
from cases.publishing.seen import waits
from tests.casework.linking import link
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, statuses, step
from tests.factories import AuthorityFactory, MissionFactory, officer
from tests.refusals import refusal_of, refused
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
REPLIES = [{"value": "yes", "label": "Confirmed", "nationality": "verified"}]
FIELDS = [{"name": "outcome", "kind": "choice", "label": "Reply", "choices": REPLIES}]
BODY = "immigration_department"
NOON = at("2025-11-19 12:00")
MONDAY = When.at(at("2025-11-03 09:00"))
OF_DONE = {"starts": "done", "start_procedure": "reply"}


@contextmanager
def on(moment):
    """Act at a moment of November 2025."""
    with time_machine.travel(at(f"2025-11-{moment}")), replay(at(f"2025-11-{moment}")):
        yield


@pytest.fixture
def actor():
    with eyes(system_at(MissionFactory())) as system, on("03 09:00"):
        yield system


@pytest.fixture
def case(actor):
    """A case in which the body that verifies was asked on the 4th; ours is to remove by the 5th."""
    reply = a_procedure("reply", body=BODY, result_fields=FIELDS)
    a_limit(reply, starts="asked", stops="answered", on_whom=BODY)
    a_limit(a_procedure("removal"))
    a_limit(a_procedure("passport"))
    a_limit(a_procedure("deposit"), on_whom="family", **OF_DONE)
    a_playbook(gates={"contacted": ("removal",)}, opens_at={"deposit": "arrived"})
    found = a_case(actor, reported=MONDAY)
    complete_step(actor, fresh(found), step=step(found, "contact"))
    with on("04 09:00"):
        body = AuthorityFactory(kind="immigration", country="VN")
        ask_step(actor, fresh(found), step=step(found, "reply"), asked_of=body)
    return found


def closed(actor, case, moment="04 15:00", outcome="declined"):
    with on(moment):
        close_case(actor, fresh(case), outcome=outcome)


def reopened(actor, case, moment="17 10:00", **said):
    with on(moment):
        reopen_case(actor, fresh(case), reason="She called.", **said)
        assert list(faults([fresh(case)], Calendars())) == []


def answered(actor, case, moment, verdict="done", **said):
    with on(moment):
        if verdict == "done":
            said = {"result": {"outcome": "yes"}} | said
        record_answer(actor, fresh(case), step=step(case, "reply"), verdict=verdict, **said)


def said_of(row):
    return row.state, row.verdict, row.due_at


def test_closing_turns_no_step_and_stops_every_clock_with_the_verdict_it_has(actor, case):
    before = statuses(case)

    closed(actor, case)

    assert statuses(case) == before
    assert said_of(clock(case, "reply")) == ("stopped", "in_time", at("2025-11-07 00:00"))
    assert said_of(clock(case, "removal")) == ("stopped", "in_time", at("2025-11-06 00:00"))


def test_what_had_run_out_before_the_closing_stays_late(actor, case):
    closed(actor, case, "12 09:00")

    assert clock(case, "reply").verdict == "late"


@pytest.mark.parametrize(("outcome", "verdict"), [("died", "in_time"), ("declined", "late")])
def test_what_was_entered_between_a_death_and_the_closing_counts_for_nobody(
    actor, case, outcome, verdict
):
    with on("10 09:00"):
        complete_step(actor, fresh(case), step=step(case, "removal"))
        advance_case(actor, fresh(case))
    with on("12 09:00"):
        died = {"died_at": When(day=date(2025, 11, 4))} if outcome == "died" else {}
        close_case(actor, fresh(case), outcome=outcome, **died)

    row = fresh(case).transitions.standing().in_order().last()
    assert clock(case, "reply").verdict == verdict
    assert (row.occurred_at == at("2025-11-10 09:00")) == (outcome == "died")
    assert list(faults([fresh(case)], Calendars())) == []


@pytest.mark.parametrize("verdict", ["done", "refused", "ours"])
def test_the_answer_alone_can_be_recorded_and_moves_neither_clock_nor_stage(actor, case, verdict):
    closed(actor, case)
    before = [said_of(clock(case, code)) for code in ("reply", "removal")]

    answered(actor, case, "12 09:00", verdict, answer="Of the 12th.")

    now = fresh(case)
    assert (now.stage, now.outcome, now.blocker_kind) == ("closed", "declined", "")
    assert [said_of(clock(case, code)) for code in ("reply", "removal")] == before
    assert statuses(case)["passport"] == "waiting"
    assert not Step.objects.get(case=case, code="passport").clocks.exists()


def test_the_answer_on_a_closed_case_decides_what_it_decides_of_the_person(actor, case):
    closed(actor, case)

    answered(actor, case, "12 09:00")

    assert Citizen.objects.get(pk=case.citizen_id).nationality_status == "verified"


@pytest.mark.parametrize(
    ("operation", "code", "said"),
    [
        (ask_step, "removal", {"whom": "host_authority"}),
        (complete_step, "removal", {}),
        (complete_step, "reply", {}),
        (refuse_step, "reply", {"grounds": "-"}),
        (waive_step, "removal", {"reason": "-"}),
        (reopen_step, "contact", {"reason": "-"}),
        (record_answer, "removal", {"verdict": "ours"}),
    ],
)
def test_nothing_else_is_done_on_the_steps_of_a_closed_case(actor, case, operation, code, said):
    closed(actor, case)

    refusal = refused(operation, actor, fresh(case), step=step(case, code), **said)

    assert refusal == (409, "closed")


def test_of_the_acts_on_steps_the_answer_is_offered_while_one_is_out_and_its_dates(actor, case):
    def offered():
        rows = possible_operations(actor, fresh(case))
        names = {row.declared.name for row in rows if row.is_possible}
        return {name for name in names if name.endswith("_step") or name == "record_answer"}

    closed(actor, case)
    before = offered()
    answered(actor, case, "12 09:00")

    assert (before, offered()) == ({"record_answer", "redate_step"}, {"redate_step"})


def test_reopening_wakes_the_rest_as_it_was_and_the_closed_time_does_not_count(actor, case):
    before = statuses(case)
    closed(actor, case)

    reopened(actor, case)

    # Of the two days neither that of the closing nor that of the reopening counts.
    assert statuses(case) == before
    assert said_of(clock(case, "reply")) == ("running", "", at("2025-11-20 00:00"))
    assert said_of(clock(case, "removal")) == ("running", "", at("2025-11-20 00:00"))


def test_an_answer_that_came_meanwhile_is_as_late_as_it_was_at_the_closing(actor, case):
    closed(actor, case)
    answered(actor, case, "12 09:00")

    reopened(actor, case)

    assert clock(case, "reply").verdict == "in_time"


def test_what_waited_for_that_answer_begins_with_the_reopening(actor, case):
    closed(actor, case)
    answered(actor, case, "12 09:00")

    reopened(actor, case)

    passport = step(case, "passport")
    assert (passport.status, passport.opened_at) == ("open", at("2025-11-17 10:00"))
    assert clock(case, "passport").due_at == at("2025-11-20 00:00")


def test_no_day_of_the_closed_time_is_told_as_overdue_or_waited(actor, case, client):
    closed(actor, case, "12 09:00")
    reopened(actor, case)
    with on("18 09:00"):
        refusal = refusal_of(advance_case, actor, fresh(case))
        url = fresh(case).get_absolute_url()
        of_reply = counted_url(fresh(case), step(case, "reply"))
        reader = log_in(client, officer())
        page = reader.get(url).text
        (line,) = reader.get(reverse("worklist")).context["rows"]
        how = reader.get(of_reply).text

    # After the 6th: the 7th, 10th and 11th, then the 18th; ours after the 5th.
    assert "8 days with them (6 working days)" in page
    assert "4 working days overdue" in page
    assert "since 3 Nov 2025" in page
    assert "since 17 Nov 2025" not in page
    assert "5 working days overdue" in page
    assert "5 working days overdue" in line.deadline
    # Ours since the 3rd: from the 4th to the 11th, and the 18th.
    assert line.since == "for 9 days"
    assert "5 working days overdue" in refusal.message
    assert "4 working days overdue" in how


@pytest.mark.parametrize(
    ("hours", "verdict"), [(6, "late"), (30, "unknown"), (54, "in_time")], ids=str
)
def test_a_bare_day_of_closing_judges_what_it_can_judge(actor, hours, verdict):
    """Opened on the 3rd at nine and closed on the 4th: within thirty hours or not is not known."""
    a_limit(a_procedure("removal"), unit="hours", amount=hours)
    a_playbook(gates={})
    case = a_case(actor, reported=MONDAY)
    said = {"source": "mission", "reason": "-", "outcome": "declined", "stage": "closed"}

    with on("06 09:00"):
        record_fact(actor, fresh(case), when=When(day=date(2025, 11, 4)), **said)

    assert clock(case, "removal").verdict == verdict


@pytest.mark.parametrize("when", [When(day=date(2025, 11, 7)), When.at(at("2025-11-07 15:00"))])
def test_the_day_of_closing_counts_neither_towards_a_term_nor_as_overdue(actor, case, when):
    """Ours ended on the 5th, the reply on the 6th: of the 7th, 10th and 11th the 11th counts."""
    said = {"source": "mission", "reason": "-", "outcome": "declined", "stage": "closed"}
    with on("07 18:00"):
        record_fact(actor, fresh(case), when=when, **said)
    reopened(actor, case, "10 10:00")
    (file,) = load([fresh(case)])

    left = {
        code: left_of(clock(case, code), file, at("2025-11-11 09:00"), every_day)
        for code in ("reply", "removal")
        for every_day in [Calendars().of(file.case.mission, clock(case, code).calendar)]
    }

    # Ours is overdue on the 6th and on the 11th, theirs on the 11th alone.
    assert left == {"reply": -1, "removal": -2}


@pytest.mark.parametrize(
    ("asked", "closings", "days"),
    [
        # From the 4th to the 6th, and from the 18th to the 19th; on the day of asking itself.
        (When.at(at("2025-11-03 09:00")), [("07 09:00", "17 10:00")], 5),
        (When(day=date(2025, 11, 3)), [("07 09:00", "17 10:00")], 5),
        (When(day=date(2025, 11, 3)), [("03 15:00", "17 10:00")], 2),
        # Closed again on the very day of the reopening, and on the day after it.
        (When(day=date(2025, 11, 3)), [("05 09:00", "07 10:00"), ("07 12:00", "17 10:00")], 3),
        (When(day=date(2025, 11, 3)), [("05 09:00", "07 10:00"), ("08 12:00", "17 10:00")], 3),
        (When(day=date(2025, 11, 3)), [("05 09:00", "07 10:00"), ("10 12:00", "17 10:00")], 5),
        # Closed by mistake, and reopened on that day.
        (When(day=date(2025, 11, 3)), [("05 09:00", "05 09:01")], 16),
        (When(day=date(2025, 11, 3)), [("03 15:00", "03 15:01")], 16),
    ],
    ids=str,
)
def test_every_surface_tells_one_wait_of_a_body_asked_before(actor, client, asked, closings, days):
    a_procedure("reply", body=BODY, result_fields=FIELDS)
    a_playbook(gates={"contacted": ("reply",)})
    case = a_case(actor, reported=MONDAY)
    complete_step(actor, fresh(case), step=step(case, "contact"))
    with on("03 10:00"):
        body = AuthorityFactory(kind="immigration", country="VN")
        ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=body, when=asked)
    for closing, reopening in closings:
        closed(actor, case, closing)
        reopened(actor, case, reopening)

    asking = Asking(case.incident, "report", "BR-2025-0001", NOON, False, NOON)
    (waiting,) = waiting_for(actor, asking)
    (picture,) = waits(actor, case.incident, NOON)
    url = fresh(case).get_absolute_url()
    with on("19 12:00"):
        reader = log_in(client, officer())
        (line,) = reader.get(reverse("worklist")).context["rows"]
        board = reader.get(reverse("board")).text
        page = reader.get(url).text
        address = f"/api/v1/cases/{case.reference}/"
        lists = ("/api/v1/cases/", "/api/v1/cases/?fields=blocker.since")
        (one,), (other,) = (reader.get(path).json()["results"] for path in lists)
        rows = (reader.get(address).json(), one, other)
        told = {row["blocker"]["since"][:10] for row in rows}

    is_as_asked = days == 16
    assert line.since == (f"since 3 Nov 2025 ({days} days)" if is_as_asked else f"for {days} days")
    assert f"{days} days" in board
    assert f"{days} days with them" in page
    assert (waiting.days, picture.longest) == (days, days)
    assert told == {"2025-11-03"}


def test_whatever_is_on_record_of_the_closed_time_it_counts_for_nobody(actor, case):
    closed(actor, case, "12 09:00")
    reopened(actor, case)
    with on("18 09:00"):
        contacted = When.at(at("2025-11-11 09:00"))
        said = {"source": "mission", "reason": "-", "stage": "contacted"}
        record_fact(actor, fresh(case), when=contacted, **said)
        row = fresh(case).transitions.standing().get(kind="close")
        changes = {"when": When.at(at("2025-11-04 15:00"))}
        correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)

    assert said_of(clock(case, "reply")) == ("running", "", at("2025-11-20 00:00"))


def test_a_closing_that_was_undone_on_its_day_takes_no_day_from_a_term(actor, case):
    """Two working days from the 4th, of which the 5th is one."""
    closed(actor, case, "05 09:00")
    reopened(actor, case, "05 09:01")

    assert said_of(clock(case, "reply")) == ("running", "", at("2025-11-07 00:00"))
    assert said_of(clock(case, "removal")) == ("running", "", at("2025-11-06 00:00"))


def test_nor_does_it_acquit_of_a_limit_that_is_tied_to_a_date(actor):
    said = {"starts": "stage", "start_stage": "reported", "amount": 12}
    a_limit(a_procedure("removal"), **said)
    a_playbook(gates={})
    case = a_case(actor, reported=MONDAY)
    closed(actor, case, "05 09:00")

    reopened(actor, case, "05 09:01")

    assert clock(case, "removal").is_counted


def test_hours_in_which_the_case_was_closed_do_not_count_on_that_day_either(actor):
    a_limit(a_procedure("removal"), unit="hours", amount=72)
    a_playbook(gates={})
    case = a_case(actor, reported=MONDAY)
    before = clock(case, "removal").due_at
    closed(actor, case, "05 09:00")

    reopened(actor, case, "05 12:00")

    assert clock(case, "removal").due_at - before == timedelta(hours=3)


def test_closing_twice_takes_both_times_out(actor, case):
    closed(actor, case)
    reopened(actor, case, "10 10:00")
    closed(actor, case, "11 12:00", "died")

    reopened(actor, case, "17 10:00")

    assert clock(case, "removal").due_at == at("2025-11-20 00:00")


def test_a_closing_that_was_void_never_stopped_anything(actor, case):
    closed(actor, case)
    row = fresh(case).transitions.standing().get(kind="close")

    with on("17 10:00"):
        void_transition(actor, fresh(case), transition=row, reason="Somebody else.")

    assert said_of(clock(case, "reply")) == ("running", "", at("2025-11-07 00:00"))


def test_dating_a_closing_otherwise_judges_anew(actor, case):
    closed(actor, case, "12 09:00")
    row = fresh(case).transitions.standing().get(kind="close")

    with on("13 09:00"):
        changes = {"when": When.at(at("2025-11-05 09:00"))}
        correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)

    assert clock(case, "reply").verdict == "in_time"


def test_what_was_done_after_a_closing_that_comes_late_counts_for_nobody(actor, case):
    with on("12 09:00"):
        complete_step(actor, fresh(case), step=step(case, "removal"))
    late = clock(case, "removal").verdict
    said = {"source": "mission", "reason": "-", "outcome": "declined", "stage": "closed"}

    with on("13 09:00"):
        record_fact(actor, fresh(case), when=When.at(at("2025-11-05 09:00")), **said)

    assert (late, clock(case, "removal").verdict) == ("late", "in_time")


def test_a_case_that_never_was_one_accuses_nobody(actor, case):
    with on("12 09:00"):
        void_case(actor, fresh(case), reason="Entered twice.")

    assert said_of(clock(case, "reply"))[:2] == ("stopped", "")


def test_a_limit_tied_to_a_date_keeps_it_and_counts_against_nobody(actor):
    Procedure.objects.filter(code="removal").delete()
    said = {"starts": "stage", "start_stage": "reported", "amount": 12}
    a_limit(a_procedure("removal"), **said)
    a_playbook(gates={})
    case = a_case(actor, reported=MONDAY)
    before = clock(case, "removal").due_at
    closed(actor, case)

    reopened(actor, case)

    row = clock(case, "removal")
    assert (row.state, row.due_at, row.is_counted) == ("running", before, False)


def test_a_double_is_blamed_for_nothing_and_goes_on_when_the_link_is_undone(actor, case):
    with on("05 09:00"):
        other = a_case(actor, reported=MONDAY)
        for person in (case.citizen, other.citizen):
            add_identity_document(actor, fresh(person), kind="passport", status="lost", number="B7")
    with on("12 09:00"):
        made = link(actor, case.citizen, other.citizen)
    closed_then = said_of(clock(case, "reply"))

    with on("13 09:00"):
        unlink_same_person(actor, fresh(made), reason="Two people.")

    assert closed_then == ("waiting", "", None)
    assert said_of(clock(case, "reply")) == ("running", "", at("2025-11-07 00:00"))
