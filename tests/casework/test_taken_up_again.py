"""A step that is taken up again runs its limits anew; what a dated event sets off stays tied to it.

3 November 2025 is a Monday, 24 November too.
"""

from contextlib import contextmanager
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.casework.models import Clock, Inquiry
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    record_fact,
    redate_step,
    refuse_step,
    reopen_step,
)
from cases.casework.progress.proving import faults
from cases.casework.progress.ticking import Calendars
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.models import RowVersion
from cases.missions.queries import system_at
from tests.api.calls import caller
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, step
from tests.factories import AuthorityFactory, MissionFactory, PostingFactory
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
REPORTED = When.at(at("2025-11-03 09:00"))


@contextmanager
def later(moment):
    """Act at a later moment."""
    with time_machine.travel(at(moment)), replay(at(moment)):
        yield


@pytest.fixture
def actor():
    with eyes(system_at(MissionFactory())) as system, later("2025-11-03 10:00"):
        yield system


def opened(actor):
    a_playbook(gates={})
    return a_case(actor, reported=REPORTED)


def done(actor, case, code, **values):
    complete_step(actor, fresh(case), step=step(case, code), **values)


def reopened_later(actor, case, code):
    """Take a step up again three weeks later."""
    with later("2025-11-24 09:00"):
        reopen_step(actor, fresh(case), step=step(case, code), reason="Wrong name.")
        assert list(faults([fresh(case)], Calendars())) == []


@pytest.mark.parametrize("settle", ["done", "refused"])
def test_its_limit_runs_from_the_moment_it_was_reopened(actor, settle):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    if settle == "done":
        done(actor, case, "removal")
    else:
        refuse_step(actor, fresh(case), step=step(case, "removal"), grounds="No list.")
    reopened_later(actor, case, "removal")

    assert clock(case, "removal").due_at == at("2025-11-27 00:00")
    assert fresh(case).next_due_at == at("2025-11-27 00:00")


def verdicts(case, code):
    """Return what each course of a step was judged, and whether it counts as late."""
    clocks = Clock.objects.filter(case=case, step__code=code).order_by("pk")
    return [(one.state, one.verdict, one.is_late) for one in clocks]


def test_what_was_judged_before_keeps_its_verdict(actor):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    opened_at = step(case, "removal").opened_at
    with later("2025-11-10 09:00"):
        done(actor, case, "removal")
    reopened_later(actor, case, "removal")
    before = verdicts(case, "removal")
    with later("2025-11-25 09:00"):
        done(actor, case, "removal")
        assert list(faults([fresh(case)], Calendars())) == []

    assert before == [("stopped", "late", True), ("running", "", False)]
    assert verdicts(case, "removal") == [("stopped", "late", True), ("stopped", "in_time", False)]
    assert step(case, "removal").opened_at == opened_at


def test_each_of_several_courses_keeps_its_verdict(actor):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    with later("2025-11-10 09:00"):
        done(actor, case, "removal")
        reopen_step(actor, fresh(case), step=step(case, "removal"), reason="Wrong list.")
    with later("2025-11-20 09:00"):
        done(actor, case, "removal")
    reopened_later(actor, case, "removal")

    assert [verdict for _state, verdict, _late in verdicts(case, "removal")] == ["late", "late", ""]


def test_what_is_said_since_of_that_time_takes_the_place_of_the_former_verdict(actor):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    with later("2025-11-10 09:00"):
        done(actor, case, "removal")
    reopened_later(actor, case, "removal")
    with later("2025-11-24 10:00"):
        done(actor, case, "removal", when=When.at(at("2025-11-04 09:00")))
        said = verdicts(case, "removal")
        redate_step(
            actor, fresh(case), step=step(case, "removal"), settled=When.at(at("2025-11-24 09:30"))
        )
        assert list(faults([fresh(case)], Calendars())) == []

    assert said == [("stopped", "", False), ("stopped", "in_time", False)]
    assert verdicts(case, "removal") == [("stopped", "late", True), ("stopped", "in_time", False)]


@pytest.fixture
def asked_late(actor):
    """A case that asked on the 10th what it had to ask by the 5th, and takes that up again."""
    a_limit(a_procedure("removal"), stops="asked")
    case = opened(actor)
    with later("2025-11-10 09:00"):
        asked_and_done(actor, case)
    reopened_later(actor, case, "removal")
    return case


def test_a_question_that_came_late_stays_late(actor, asked_late):
    first = Inquiry.objects.get(case=asked_late)
    with later("2025-11-25 09:00"):
        asked_and_done(actor, asked_late)
        assert list(faults([fresh(asked_late)], Calendars())) == []

    found = Clock.objects.filter(case=asked_late, step__code="removal").order_by("pk")
    assert [(one.inquiry, one.verdict) for one in found] == [(first, "late"), (None, "in_time")]


def test_a_question_of_before_that_is_recorded_since_stops_what_runs_anew(actor, asked_late):
    """Taken up today, asked yesterday: we did ask, before anything ran anew."""
    with later("2025-11-24 10:00"):
        day = When(day=date(2025, 11, 21))
        ask_step(
            actor, fresh(asked_late), step=step(asked_late, "removal"), whom="family", when=day
        )
        assert list(faults([fresh(asked_late)], Calendars())) == []

    assert verdicts(asked_late, "removal") == [("stopped", "late", True), ("stopped", "", False)]


def test_such_a_question_sets_off_the_limit_of_the_body_that_was_asked(actor):
    body = "immigration_department"
    a_limit(a_procedure("reply", body=body), starts="asked", on_whom=body)
    case = opened(actor)
    done(actor, case, "contact")
    asked = AuthorityFactory(kind="immigration", country="VN")
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=asked)
    with later("2025-11-04 10:00"):
        record_answer(actor, fresh(case), step=step(case, "reply"), verdict="done")
    reopened_later(actor, case, "reply")

    with later("2025-11-24 10:00"):
        said = {"asked_of": asked, "when": When(day=date(2025, 11, 21))}
        ask_step(actor, fresh(case), step=step(case, "reply"), **said)
        assert list(faults([fresh(case)], Calendars())) == []

    assert clock(case, "reply").due_at == at("2025-11-26 00:00")


def test_the_former_verdict_follows_the_day_of_its_question(actor, asked_late):
    first = Inquiry.objects.get(case=asked_late)
    with later("2025-11-25 09:00"):
        asked_and_done(actor, asked_late)
        said = {"question": first, "asked": When(day=date(2025, 11, 5))}
        redate_step(actor, fresh(asked_late), step=step(asked_late, "removal"), **said)

    assert [one[1] for one in verdicts(asked_late, "removal")] == ["in_time", "in_time"]


def test_page_and_api_show_the_former_verdict_beside_its_question(asked_late):
    first = Inquiry.objects.get(case=asked_late)
    with later("2025-11-24 10:00"):
        mission_staff = caller(
            PostingFactory(mission=asked_late.mission, role="head_of_mission").actor()
        )
        text = mission_staff.get(fresh(asked_late).get_absolute_url()).text
        (asked,) = mission_staff.get(reverse("api_inquiries", args=[asked_late.reference])).json()[
            "results"
        ]
        clocks = mission_staff.get(reverse("api_clocks", args=[asked_late.reference])).json()[
            "results"
        ]

    assert "done, but late; taken up again 24 Nov 2025" in " ".join(text.split())
    assert asked["clock"]["verdict"] is None
    found = {
        (one["inquiry"], one["verdict"], one["taken_up_at"] is None)
        for one in clocks
        if one["step"] == "removal"
    }
    assert found == {(str(first.uuid), "late", False), (None, None, True)}


def test_a_limit_that_another_step_set_off_runs_anew_too(actor):
    a_limit(a_procedure("removal"), starts="done", start_procedure="contact")
    case = opened(actor)
    done(actor, case, "contact")
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")

    assert clock(case, "removal").due_at == at("2025-11-27 00:00")


@pytest.mark.parametrize(("starts", "others"), [("done", []), ("several", ["deposit"])])
def test_what_was_late_stays_late_when_what_set_it_off_is_taken_up_again(actor, starts, others):
    said = {"starts": starts, "start_procedure": "contact", "start_procedures": others}
    a_limit(a_procedure("removal"), stops="asked", **said)
    case = opened(actor)
    done(actor, case, "contact")
    done(actor, case, "deposit")
    with later("2025-11-10 09:00"):
        ask_step(actor, fresh(case), step=step(case, "removal"), whom="host_authority")
    reopened_later(actor, case, "contact")
    before = verdicts(case, "removal")
    with later("2025-11-25 09:00"):
        done(actor, case, "contact")
        assert list(faults([fresh(case)], Calendars())) == []

    assert before == [("stopped", "late", True), ("waiting", "", False)]
    assert verdicts(case, "removal") == [("stopped", "late", True), ("stopped", "", False)]


@pytest.fixture(params=["done", "opened"])
def overdue(actor, request):
    """A limit of ours on the reply ran out on the 5th; the contact, which starts it, is anew."""
    start = {"start_procedure": "contact"} if request.param == "done" else {}
    a_limit(a_procedure("reply"), starts=request.param, **start)
    case = opened(actor)
    done(actor, case, "contact")
    return case


def test_what_had_run_out_on_us_stays_late_when_what_set_it_off_is_taken_up_again(actor, overdue):
    reopened_later(actor, overdue, "contact")
    before = verdicts(overdue, "reply")
    with later("2025-11-25 09:00"):
        done(actor, overdue, "contact")
        done(actor, overdue, "reply")
        assert list(faults([fresh(overdue)], Calendars())) == []

    late = Clock.objects.get(case=overdue, verdict="late")
    assert before == [("stopped", "late", True), ("waiting", "", False)]
    assert verdicts(overdue, "reply") == [("stopped", "late", True), ("stopped", "in_time", False)]
    assert (late.due_at, late.stopped_at) == (at("2025-11-06 00:00"), at("2025-11-24 09:00"))
    with later("2025-11-24 10:00"):
        page = caller(PostingFactory(mission=overdue.mission, role="head_of_mission").actor())
        text = " ".join(page.get(fresh(overdue).get_absolute_url()).text.split())
    assert "not done, and overdue; taken up again 24 Nov 2025" in text


def test_it_is_judged_by_its_start_as_that_is_said_since(actor, overdue):
    reopened_later(actor, overdue, "contact")
    with later("2025-11-25 09:00"):
        done(actor, overdue, "contact", when=When.at(at("2025-11-20 09:00")))
        assert list(faults([fresh(overdue)], Calendars())) == []

    assert verdicts(overdue, "reply") == [("stopped", "", False), ("running", "", False)]
    assert clock(overdue, "reply").due_at == at("2025-11-25 00:00")
    assert "late" in [row.old.get("verdict") for row in RowVersion.objects.all()]


def test_the_page_says_before_it_is_done_again_what_an_earlier_day_judges_anew(actor):
    a_limit(a_procedure("removal"), starts="done", start_procedure="contact")
    case = opened(actor)
    done(actor, case, "contact")
    with later("2025-11-10 09:00"):
        done(actor, case, "removal")
    reopened_later(actor, case, "contact")
    with later("2025-11-25 09:00"):
        chief = caller(PostingFactory(mission=case.mission, role="head_of_mission").actor())
        url = reverse("case_operation", args=[case.reference, "complete-step"])
        sent = {"step": "contact", "_preview": "1", "_version": fresh(case).version}
        text = chief.post(url, {**sent, "when_day": "2025-11-07"}).text
        other = chief.get(f"{url}?step=deposit").text

    assert "It was taken up again on 24 Nov 2025." in text
    assert "Our mission, “Limit of removal”: Late → In time." in text
    assert "What would change" not in other


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2025-11-24 09:00", {"on_whom": "host_authority"}),
        ("2025-11-24 09:00", {"verified": False}),
        ("2025-11-05 23:59", {}),
    ],
)
def test_nobody_else_is_late_with_what_was_taken_up_again_nor_are_we_before_the_end(
    actor, moment, said
):
    a_limit(a_procedure("removal"), starts="done", start_procedure="contact", **said)
    case = opened(actor)
    done(actor, case, "contact")
    with later(moment):
        reopen_step(actor, fresh(case), step=step(case, "contact"), reason="Wrong number.")

    assert verdicts(case, "removal") == [("waiting", "", False)]


def test_a_start_that_is_said_otherwise_since_judges_anew(actor):
    said = {"starts": "done", "start_procedure": "contact"}
    a_limit(a_procedure("removal"), **said)
    case = opened(actor)
    done(actor, case, "contact")
    with later("2025-11-10 09:00"):
        done(actor, case, "removal")
    reopened_later(actor, case, "contact")
    with later("2025-11-25 09:00"):
        done(actor, case, "contact", when=When.at(at("2025-11-07 09:00")))
        assert list(faults([fresh(case)], Calendars())) == []

    assert verdicts(case, "removal") == [("stopped", "", False), ("stopped", "in_time", False)]


def test_done_a_second_time_it_is_in_time(actor):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")
    with later("2025-11-25 09:00"):
        done(actor, case, "removal")

    assert (clock(case, "removal").state, clock(case, "removal").is_late) == ("stopped", False)


def test_a_limit_from_the_date_of_a_decision_stays_tied_to_it(actor):
    a_limit(
        a_procedure("deposit"), starts="result", start_procedure="removal", start_field="decided_on"
    )
    case = opened(actor)
    done(actor, case, "removal", result={"decided_on": "2025-11-03"})
    done(actor, case, "deposit")
    reopened_later(actor, case, "deposit")

    assert clock(case, "deposit").due_at == at("2025-11-06 00:00")


def test_a_limit_from_a_stage_stays_tied_to_it(actor):
    a_limit(a_procedure("removal"), starts="stage", start_stage="contacted")
    case = opened(actor)
    said = {"source": "mission", "reason": "She rang."}
    record_fact(actor, fresh(case), stage="contacted", when=When(day=date(2025, 11, 3)), **said)
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")

    assert clock(case, "removal").due_at == at("2025-11-06 00:00")


def asked_and_done(actor, case):
    ask_step(actor, fresh(case), step=step(case, "removal"), whom="host_authority")
    record_answer(actor, fresh(case), step=step(case, "removal"), verdict="done")


def test_what_another_body_has_to_do_waits_until_it_is_asked_again(actor):
    a_limit(a_procedure("removal"), starts="asked", on_whom="host_authority")
    case = opened(actor)
    asked_and_done(actor, case)
    reopened_later(actor, case, "removal")
    before = clock(case, "removal").state
    with later("2025-11-24 10:00"):
        ask_step(actor, fresh(case), step=step(case, "removal"), whom="host_authority")

    assert before == "waiting"
    assert clock(case, "removal").due_at == at("2025-11-27 00:00")


def test_an_answer_in_time_stays_on_record_as_such(actor):
    a_limit(a_procedure("removal"), starts="asked", stops="answered", on_whom="host_authority")
    case = opened(actor)
    asked_and_done(actor, case)
    before = clock(case, "removal")
    reopened_later(actor, case, "removal")

    after = clock(case, "removal")
    assert (after.state, after.started_at) == ("stopped", before.started_at)


def test_a_step_that_waits_again_begins_not_before_it_was_taken_up(actor):
    a_limit(a_procedure("reply"))
    case = opened(actor)
    done(actor, case, "contact")
    done(actor, case, "reply")
    with later("2025-11-24 09:00"):
        reopen_step(actor, fresh(case), step=step(case, "contact"), reason="Wrong number.")
        reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Wrong name.")
        assert step(case, "reply").status == "waiting"
        done(actor, case, "contact", when=When.at(at("2025-11-20 09:00")))

    assert clock(case, "reply").due_at == at("2025-11-27 00:00")
