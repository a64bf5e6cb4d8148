"""The page of a case says how the body is reached that has the ball."""

from datetime import timedelta

import pytest
import time_machine

from cases.casework.models import Step
from cases.casework.operations import ask_step, complete_step, record_answer
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.operations import put_office_contact
from tests.casework.playbooks import a_playbook, at
from tests.factories import AuthorityFactory, head, headquarters, officer
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

DUTY = {"desk": "Night duty", "way": "phone", "value": "+66 00 000 000", "hours": "17:00–08:00"}


@pytest.fixture
def asked():
    """A case of Bangkok in which an authority was asked, and that authority."""
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        a_playbook()
        body = AuthorityFactory()
        with eyes(head()) as actor:
            case = a_case(actor)
            step = {step.code: step for step in Step.objects.filter(case=case)}
            moment = When.at(at("2025-11-24 08:00"))
            complete_step(actor, fresh(case), step=step["contact"], when=moment)
            ask_step(
                actor,
                fresh(case),
                step=step["removal"],
                asked_of=body,
                question="When?",
                when=moment,
            )
            found = fresh(case)
        yield actor, found, body


def contact(code, **values):
    with eyes(headquarters()) as lead:
        return put_office_contact(lead, code=code, **DUTY | values)


def page_of(client, case):
    return log_in(client, officer()).get(f"/cases/{case.reference}/").text


def test_the_body_that_was_asked_is_reached_from_the_page(client, asked):
    _actor, case, body = asked
    contact("duty", authority=body)
    contact("other", authority=AuthorityFactory(code="another"), value="+66 11 111 111")
    page = page_of(client, case)

    assert "Night duty, Phone: +66 00 000 000 (17:00–08:00) · unconfirmed" in page
    assert "+66 11 111 111" not in page


def test_what_is_over_is_left_out(client, asked):
    _actor, case, body = asked
    yesterday = present.today("Asia/Bangkok") - timedelta(days=1)
    contact("duty", authority=body, valid_until=yesterday)

    assert "+66 00 000 000" not in page_of(client, case)


def test_nothing_more_is_told_once_it_has_answered(client, asked):
    actor, case, body = asked
    contact("duty", authority=body)
    with eyes(actor):
        step = Step.objects.get(case=case, code="removal")
        record_answer(
            actor,
            case,
            step=step,
            verdict="ours",
            answer="Tomorrow.",
            when=When.at(at("2025-11-24 08:30")),
        )

    assert "+66 00 000 000" not in page_of(client, case)
