"""The day on which a step was asked about, answered or settled is corrected, with its clocks.

3 November 2025 is a Monday; a question of that day about which two working days may pass is due by
the end of Wednesday the 5th.
"""

from datetime import date

import pytest
import time_machine

from cases.casework.models import Inquiry, StepResult
from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    record_answer,
    redate_step,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.casework.progress.proving import wrong_in_open_cases
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.core.models import RowVersion
from cases.missions.queries import system_at
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, step, when
from tests.factories import MissionFactory, head
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    """A case whose question to the Department was answered on the 4th, and noted for the 10th."""
    a_playbook()
    a_limit(
        a_procedure("reply", body="immigration_department"),
        **{"starts": "asked", "stops": "answered", "on_whom": "immigration_department"},
    )
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    done(actor, case, "contact", day(3))
    ask_step(
        actor, fresh(case), step=step(case, "reply"), whom="immigration_department", when=day(3)
    )
    answer(actor, case, verdict="done", when=day(10))
    return case


def day(number):
    return When(day=date(2025, 11, number))


def done(actor, case, code, moment):
    complete_step(actor, fresh(case), step=step(case, code), when=moment)


def answer(actor, case, **values):
    record_answer(actor, fresh(case), step=step(case, "reply"), **values)


def redate(actor, case, code="reply", **days):
    redate_step(actor, fresh(case), step=step(case, code), **days)
    assert wrong_in_open_cases(case.pk, case.pk) == []


def refused(actor, case, code="reply", **days):
    with pytest.raises(Refused) as caught:
        redate_step(actor, fresh(case), step=step(case, code), **days)
    return caught.value.code


def test_a_body_is_no_longer_late_when_the_day_of_its_answer_was_wrong(actor, case):
    before = clock(case, "reply").is_late
    redate(actor, case, settled=day(4))

    reply = clock(case, "reply")
    assert (before, reply.is_late, reply.verdict) == (True, False, "in_time")
    asked = Inquiry.objects.get(case=case)
    result = StepResult.objects.filter(step=step(case, "reply")).latest("pk")
    days = {asked.answered_at, result.happened_at, step(case, "reply").status_at, reply.stopped_at}
    assert {moment.astimezone(at("2025-11-04 00:00").tzinfo).day for moment in days} == {4}


def test_the_former_day_stays_on_record(actor, case):
    asked = Inquiry.objects.get(case=case)
    redate(actor, case, settled=day(4))

    former = RowVersion.objects.filter(table_name="cases_inquiry", row_id=asked.pk).last()
    assert former.old["answered_at"].startswith("2025-11-10")
    assert former.operation == "redate_step"


def test_a_question_of_another_day_starts_its_clock_there(actor, case):
    redate(actor, case, asked=day(7))

    assert clock(case, "reply").due_at == at("2025-11-12 00:00")
    assert not clock(case, "reply").is_late


def test_both_days_are_corrected_at_once(actor, case):
    redate(actor, case, asked=day(11), settled=day(12))

    reply = clock(case, "reply")
    assert (reply.due_at, reply.verdict) == (at("2025-11-14 00:00"), "in_time")


def test_what_is_still_out_is_asked_from_the_right_day_on(actor, case):
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="The wrong person.")
    ask_step(actor, fresh(case), step=step(case, "reply"), whom="immigration_department")
    redate(actor, case, asked=day(20))

    assert clock(case, "reply").due_at == at("2025-11-25 00:00")
    assert step(case, "reply").status_at == Inquiry.objects.get(case=case, verdict="").asked_at


def test_what_waited_for_it_began_on_that_day(actor, case):
    redate(actor, case, settled=when("2025-11-06 11:00"))

    passport = step(case, "passport")
    assert (passport.opened_at, passport.status_at) == (at("2025-11-06 11:00"),) * 2


@pytest.mark.parametrize(("number", "verdict"), [(4, "in_time"), (10, "late")])
def test_what_was_done_before_it_was_taken_up_again_is_measured_as_it_was(actor, number, verdict):
    a_playbook()
    a_limit(a_procedure("reply"))
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    done(actor, case, "contact", day(3))
    done(actor, case, "reply", day(10))
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="It was another day.")
    done(actor, case, "reply", day(number))

    reply = clock(case, "reply")
    assert (reply.verdict, reply.due_at) == (verdict, at("2025-11-06 00:00"))


def test_the_day_of_a_refusal_is_corrected(actor):
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"))
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    done(actor, case, "contact", day(3))
    refuse_step(actor, fresh(case), step=step(case, "reply"), grounds="No.", when=day(10))
    redate(actor, case, settled=day(4))

    assert clock(case, "reply").verdict == "in_time"


def test_the_clock_of_a_closed_case_too(actor, case):
    close_case(actor, fresh(case), outcome="not_national", note="By the answer.")
    redate(actor, case, settled=day(4))

    assert not clock(case, "reply").is_late


def test_a_day_is_said(actor, case):
    assert refused(actor, case) == "needs_day"


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"settled": day(2)}, "answer_before_question"),
        ({"asked": day(11)}, "answer_before_question"),
        ({"settled": When(day=date(2100, 1, 1))}, "day_to_come_there"),
        ({"asked": When(day=date(2100, 1, 1))}, "day_to_come_there"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(actor, case, days, code):
    with pytest.raises(Refused) as caught:
        redate_step(actor, fresh(case), step=step(case, "reply"), **days)

    (field,) = days
    assert (caught.value.code, caught.value.problems[0].field) == (code, field)
    assert clock(case, "reply").is_late


def test_nothing_happened_after_it_was_recorded():
    with eyes(system_at(MissionFactory())) as system:
        with time_machine.travel(at("2025-11-03 10:00")), replay(at("2025-11-03 10:00")):
            a_playbook()
            case = a_case(system, reported=day(3))
            done(system, case, "contact", None)
        with time_machine.travel(at("2025-11-24 09:00")), replay(at("2025-11-24 09:00")):
            assert refused(system, case, "contact", settled=day(4)) == "after_its_record"
            redate(system, case, "contact", settled=day(3))

        assert step(case, "contact").status_at == at("2025-11-03 10:00")


def test_what_was_never_asked_has_no_day_of_asking(actor, case):
    assert refused(actor, case, "contact", asked=day(3)) == "not_asked"


def test_what_nobody_answered_has_no_day_of_an_answer(actor, case):
    assert refused(actor, case, "deposit", settled=day(3)) == "no_end"


def test_a_waiver_stands_at_its_decision(actor, case):
    with eyes(head()) as other:
        waive_step(other, fresh(case), step=step(case, "deposit"), reason="She pays later.")
        assert refused(other, case, "deposit", settled=day(3)) == "no_end"
