"""A body acts by its own letter: its date, not the post, decides whether the body was in time.

3 November 2025 is a Monday; a question of that day about which two working days may pass is due by
the end of Wednesday the 5th.
"""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from cases.casework.models import Inquiry, StepResult
from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    record_answer,
    redate_step,
    reopen_step,
)
from cases.casework.pages.counted import counted_context
from cases.casework.progress.proving import wrong_in_open_cases
from cases.core import present
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.procedures.models import Procedure
from cases.publishing.seen import waits
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, step
from tests.factories import head
from tests.register import a_case, fresh
from tests.web.session import case_page

pytestmark = pytest.mark.django_db
DEPARTMENT = "immigration_department"
NAMES_DAY = [{"name": "told_on", "kind": "day", "label": "Told on", "past": True, "done": True}]
NAMES_LETTER = [{"name": "of", "kind": "day", "label": "Of", "answers": True, "required": True}]


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-26 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    """A case whose question went to the Department on the 3rd."""
    return asked(actor, stops="answered")


def asked(actor, **limit):
    a_playbook()
    a_limit(
        a_procedure("reply", body=DEPARTMENT), **{"starts": "asked", "on_whom": DEPARTMENT} | limit
    )
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    complete_step(actor, fresh(case), step=step(case, "contact"), when=When(day=date(2025, 11, 3)))
    ask_step(
        actor,
        fresh(case),
        step=step(case, "reply"),
        whom=DEPARTMENT,
        when=When(day=date(2025, 11, 3)),
    )
    return case


def answer(actor, case, letter=None, *, verdict="ours", **more):
    letter = letter and date(2025, 11, letter)
    record_answer(
        actor, fresh(case), step=step(case, "reply"), verdict=verdict, replied_on=letter, **more
    )
    assert wrong_in_open_cases(case.pk, case.pk) == []


def redate(actor, case, **days):
    redate_step(actor, fresh(case), step=step(case, "reply"), **days)
    assert wrong_in_open_cases(case.pk, case.pk) == []


def refused(act, *args, **values):
    with pytest.raises(Refused) as caught:
        act(*args, **values)
    return caught.value.code


@pytest.mark.parametrize("stops", ["answered", "done"])
@pytest.mark.parametrize(("letter", "verdict"), [(5, "in_time"), (6, "late"), (None, "late")])
def test_the_date_of_the_letter_decides_whether_a_body_was_in_time(actor, stops, letter, verdict):
    case = asked(actor, stops=stops)

    answer(actor, case, letter, verdict="done")

    reply = clock(case, "reply")
    assert reply.verdict == verdict
    assert step(case, "reply").status_at >= at("2025-11-26 09:00")
    assert (reply.stopped_at < at("2025-11-07 00:00")) == (letter is not None)


def test_the_letter_of_another_body_stops_no_clock_of_ours(actor):
    case = asked(actor, stops="answered", on_whom="mission", pauses=False)

    answer(actor, case, 4)

    assert clock(case, "reply").stopped_at >= at("2025-11-26 09:00")


def test_a_letter_of_the_day_of_the_question_was_not_written_before_it(actor, case):
    redate_step(
        actor,
        fresh(case),
        step=step(case, "reply"),
        asked=When(earliest=at("2025-11-03 10:00"), latest=at("2025-11-03 10:00")),
    )
    answer(actor, case, 3)

    reply = clock(case, "reply")
    assert (reply.started_at, reply.stopped_from) == (at("2025-11-03 10:00"),) * 2


def test_the_days_with_a_body_are_those_until_its_letter(actor, case):
    answer(actor, case, 5, verdict="refused", answer="No record.", reference="0907/QLXNC")

    (found,) = waits(actor, fresh(case).incident, present.now())
    page = case_page(actor, fresh(case))

    assert "2 days with them (2 working days)" in page
    assert "letter of 5 Nov 2025 · their number 0907/QLXNC" in page
    assert found.half == 2


def test_the_date_that_a_result_names_is_that_of_the_letter(actor, case):
    Procedure.objects.filter(code="reply").update(result_fields=NAMES_LETTER)
    two = {"verdict": "done", "result": {"of": "2025-11-04"}}
    said = {"step": step(case, "reply"), "replied_on": date(2025, 11, 5)} | two
    assert refused(record_answer, actor, fresh(case), **said) == "two_dates_of_letter"

    answer(actor, case, **two)

    assert Inquiry.objects.get(case=case).replied_on == date(2025, 11, 4)
    assert clock(case, "reply").verdict == "in_time"


def test_a_step_that_is_marked_as_done_takes_the_date_of_its_result_too(actor, case):
    Procedure.objects.filter(code="reply").update(result_fields=NAMES_LETTER)

    complete_step(actor, fresh(case), step=step(case, "reply"), result={"of": "2025-11-05"})

    assert clock(case, "reply").verdict == "in_time"


@pytest.mark.parametrize(
    ("letter", "code"), [(2, "letter_before_question"), (27, "letter_after_it_came")]
)
def test_a_letter_that_cannot_be_of_that_day_is_refused(actor, case, letter, code):
    said = {"step": step(case, "reply"), "verdict": "ours", "when": When(day=date(2025, 11, 26))}
    said["replied_on"] = date(2025, 11, letter)

    assert refused(record_answer, actor, fresh(case), **said) == code
    assert clock(case, "reply").state == "running"


@pytest.mark.parametrize("stops", ["answered", "done"])
def test_nobody_is_late_with_a_question_about_what_was_told_before_it(actor, stops):
    case = asked(actor, stops=stops)
    Procedure.objects.filter(code="reply").update(result_fields=NAMES_DAY)

    answer(actor, case, 20, verdict="done", result={"told_on": "2025-11-01"})

    reply = clock(case, "reply")
    assert (reply.verdict, reply.is_counted) == ("", False)
    assert Inquiry.objects.get(case=case).replied_on == date(2025, 11, 20)


@pytest.mark.parametrize("stops", ["answered", "done"])
def test_a_letter_may_tell_once_more_of_what_was_told_before(actor, stops):
    case = asked(actor, stops=stops)
    Procedure.objects.filter(code="reply").update(result_fields=NAMES_DAY)

    answer(actor, case, 6, verdict="done", result={"told_on": "2025-11-05"})

    question = Inquiry.objects.get(case=case)
    assert question.answered_from == at("2025-11-05 00:00")
    assert question.replied_on == date(2025, 11, 6)
    assert clock(case, "reply").verdict == "in_time"
    (told,) = counted_context(fresh(case), "reply")["clocks"]
    assert "the date of their letter" not in [fact["value"] for fact in told["facts"]]
    (found,) = waits(actor, fresh(case).incident, present.now())
    assert found.half == 2
    redate(actor, case, replied_on=date(2025, 11, 7))
    still = {"step": step(case, "reply"), "replied_on": date(2025, 11, 27)}
    assert refused(redate_step, actor, fresh(case), **still) == "letter_after_it_came"


def test_no_letter_tells_of_an_answer_that_is_later(actor):
    case = asked(actor, stops="answered")
    Procedure.objects.filter(code="reply").update(result_fields=NAMES_DAY)
    said = {"step": step(case, "reply"), "verdict": "done", "replied_on": date(2025, 11, 6)}

    with pytest.raises(Refused) as caught:
        record_answer(actor, fresh(case), **said, result={"told_on": "2025-11-07"})
    answer(actor, case, 6, verdict="done", result={"told_on": "2025-11-06"})
    letter = refused(redate_step, actor, fresh(case), **said_again(case, replied_on=5))
    day = refused(redate_step, actor, fresh(case), **said_again(case, settled=7))
    ask_again(actor, case)
    former = said_again(case, replied_on=5) | {"question": Inquiry.objects.order_by("pk").first()}
    former = refused(redate_step, actor, fresh(case), **former)

    both = "Their letter of 6 Nov 2025 cannot tell of an answer of 7 Nov 2025, which is later."
    assert (caught.value.code, caught.value.status) == ("answer_after_letter", 422)
    assert str(caught.value.message).startswith(both)
    assert {letter, day, former} == {"answer_after_letter"}


def said_again(case, replied_on=None, settled=None):
    days = {"settled": When(day=date(2025, 11, settled))} if settled else {}
    letter = {"replied_on": date(2025, 11, replied_on)} if replied_on else {}
    return {"step": step(case, "reply")} | days | letter


def ask_again(actor, case):
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Asked once more.")
    ask_step(actor, fresh(case), step=step(case, "reply"), whom=DEPARTMENT)


def test_the_date_of_a_letter_is_entered_later_in_a_closed_case_too(actor, case):
    Procedure.objects.filter(code="reply").update(result_fields=NAMES_LETTER)
    answer(actor, case, verdict="done", result={"of": "2025-11-20"})
    close_case(actor, fresh(case), outcome="not_national", note="By the answer.")
    late = clock(case, "reply").verdict

    redate(actor, case, replied_on=date(2025, 11, 5))

    assert (late, clock(case, "reply").verdict) == ("late", "in_time")
    values = list(StepResult.objects.filter(step=step(case, "reply")).values_list("values"))
    assert values == [({"of": "2025-11-20"},), ({"of": "2025-11-05"},)]


def test_the_date_of_the_letter_of_an_answer_is_corrected_after_another_question(actor, case):
    answer(actor, case, 7)
    ask_step(actor, fresh(case), step=step(case, "reply"), whom=DEPARTMENT)

    redate(actor, case, replied_on=date(2025, 11, 5))

    assert Inquiry.objects.exclude(verdict="").get().replied_on == date(2025, 11, 5)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"replied_on": date(2025, 11, 2)}, "letter_before_question"),
        ({"settled": When(day=date(2025, 11, 4))}, "letter_after_it_came"),
        ({"asked": When(day=date(2025, 11, 6))}, "letter_before_question"),
    ],
)
def test_no_correction_contradicts_the_letter(actor, case, days, code):
    answer(actor, case, 5, verdict="done")

    assert refused(redate_step, actor, fresh(case), step=step(case, "reply"), **days) == code


def test_what_nobody_answered_has_no_letter(actor, case):
    said = {"step": step(case, "reply"), "replied_on": date(2025, 11, 5)}

    assert refused(redate_step, actor, fresh(case), **said) == "no_answer"


@pytest.mark.parametrize(
    ("letter", "line", "words"),
    [
        (5, "stopped by the date of their letter, 2025-11-05", "the date of their letter"),
        (None, "stopped by the day on which the answer came", "the day on which the answer came"),
    ],
)
def test_command_and_page_say_which_date_stopped_a_clock(actor, case, letter, line, words):
    answer(actor, case, letter)
    out = StringIO()

    call_command("clocks", explain=[case.reference, "reply"], stdout=out)
    (told,) = counted_context(fresh(case), "reply")["clocks"]

    assert line in out.getvalue()
    assert words in [fact["value"] for fact in told["facts"]]
