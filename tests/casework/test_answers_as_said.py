"""A question and its answer are kept as they were said, also where a day or a month is all we know.

3 November 2025 is a Monday.
"""

import pytest
import time_machine

from cases.casework.models import Inquiry
from cases.casework.operations import ask_step, complete_step, record_answer
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.fields.dates import parse_when
from cases.publishing.seen import waits
from tests.casework.playbooks import a_limit, a_procedure, at, clock, opened, step, when
from tests.factories import head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

BODY = "immigration_department"
FOURTH, TENTH = at("2025-11-04 00:00"), at("2025-11-10 00:00")


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-27 09:00"), tick=True), eyes(head()) as actor:
        a_limit(
            a_procedure("reply", body=BODY),
            **{"starts": "asked", "stops": "answered", "on_whom": BODY},
        )
        yield actor


def asked_and_answered(actor, asked, answered):
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-10-20 09:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), whom=BODY, when=parse_when(asked))
    record_answer(
        actor, fresh(case), step=step(case, "reply"), verdict="done", when=parse_when(answered)
    )
    return case


@pytest.mark.parametrize(
    ("asked", "answered", "since"),
    [
        ("2025-11", "2025-11-04", FOURTH),
        ("2025-11-10", "2025-11-10T10:00:00+07:00", at("2025-11-10 10:00")),
        ("2025-11-10T10:00:00+07:00", "2025-11-10", TENTH),
    ],
)
def test_an_answer_stays_as_it_was_said(actor, asked, answered, since):
    case = asked_and_answered(actor, asked, answered)

    row = Inquiry.objects.get(case=case)
    said = parse_when(answered).resolve("Asia/Bangkok", row.answer_recorded_at)
    assert (row.answered_from, row.answered_at) == (said.first, said.last)
    assert row.answered_from == since
    assert step(case, "reply").status_at == row.answered_at
    assert clock(case, "reply").verdict == "in_time"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("2025-11", "2025-10-31"), ("2025-11-10T10:00:00+07:00", "2025-11-10T09:00:00+07:00")],
)
def test_an_answer_that_came_before_its_question_for_certain_is_refused(actor, asked, answered):
    with pytest.raises(Refused) as caught:
        asked_and_answered(actor, asked, answered)

    assert caught.value.code == "answer_before_question"


def test_the_days_with_a_body_are_told_from_the_least_to_the_most(client, actor):
    case = asked_and_answered(actor, "2025-11", "2025-11-04")
    log_in(client, actor)

    text = client.get(case.get_absolute_url()).text

    # Asked between Saturday 1 and Tuesday 4: three days at the most, Monday and Tuesday are worked.
    assert "0–3 days with them (0–2 working days)" in text


def test_no_body_answered_before_it_was_asked(actor):
    case = asked_and_answered(actor, "2025-11", "2025-11-04")

    (wait,) = waits(actor, case.incident, at("2025-12-05 12:00"))

    assert (wait.half, wait.most) == (0, 0)
