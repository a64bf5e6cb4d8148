"""The page that says how a limit was counted, which the line of the step leads to."""

import pytest
import time_machine
from django.urls import reverse

from cases.casework.operations import ask_step, complete_step
from cases.core.context import eyes
from tests.casework.playbooks import a_limit, a_procedure, at, opened, step, when
from tests.factories import head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(head()) as actor:
            a_limit(a_procedure("reply", body="immigration_department"))
            case = opened(actor)
            complete_step(
                actor, fresh(case), step=step(case, "contact"), when=when("2025-11-06 10:00")
            )
        yield case


def test_the_step_leads_to_each_day_of_its_limit(client, case):
    log_in(client, head())
    address = reverse("case_counted", args=[case.reference, "reply"])

    shown = client.get(case.get_absolute_url())
    page = client.get(address)

    assert address in shown.text
    # Friday 7 November is day 1, Monday 10 day 2.
    days = [
        (row["day"].day, row["counts"]) for row in page.context["clocks"][0]["walks"][0]["days"]
    ]
    assert days == [
        (7, "Day 1"),
        (8, "Does not count"),
        (9, "Does not count"),
        (10, "Day 2"),
    ]
    assert "10 Nov 2025" in page.text
    assert page.text.count(f'href="{case.get_absolute_url()}#') == 1
    assert "Back to the case" in page.text


def test_a_step_that_is_none_and_a_case_out_of_sight_are_not_found(client, case):
    log_in(client, head())
    nowhere = client.get(reverse("case_counted", args=[case.reference, "nowhere"]))
    log_in(client, head(yangon=True))
    foreign = client.get(reverse("case_counted", args=[case.reference, "reply"]))

    assert (nowhere.status_code, foreign.status_code) == (404, 404)


def test_working_days_a_body_has_had_the_ball_stand_beside_its_days(client, case):
    with eyes(head()) as actor:
        said = {"step": step(case, "reply"), "when": when("2025-11-06 12:00")}
        ask_step(actor, fresh(case), **said)
    log_in(client, head())

    # After Thursday 6 to Monday 24 November; Friday 7, two whole weeks and this Monday are worked.
    assert "18 days with them (12 working days)" in client.get(case.get_absolute_url()).text
