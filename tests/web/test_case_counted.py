"""The page that says how a limit was counted, which the line of the step leads to."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from cases.casework.operations import ask_step, complete_step
from cases.casework.recounting import refresh_open_cases
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.fields.dates import parse_when
from cases.procedures.models import Limit
from tests.casework.playbooks import a_limit, a_procedure, at, clock, opened, step, when
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


def test_that_no_limit_runs_stands_where_the_page_is_read_not_across_its_margin(client, case):
    log_in(client, head())

    page = client.get(reverse("case_counted", args=[case.reference, "contact"])).text

    assert '<p class="band-body measure">No limit of this step has begun to run.</p>' in page


def test_the_hour_of_an_office_stands_beside_its_last_day(client, case):
    Limit.objects.update(day_ends="office")
    with eyes(SYSTEM):
        refresh_open_cases()
    log_in(client, head())

    shown = strip_tags(client.get(case.get_absolute_url()).text)
    counted = strip_tags(client.get(reverse("case_counted", args=[case.reference, "reply"])).text)

    assert "last day 10 Nov 2025, until 17:00" in shown
    assert "until 17:00" in counted


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


def test_an_unconfirmed_limit_is_said_not_to_be_confirmed(client, case):
    with eyes(head()) as actor:
        limit = clock(case, "reply").limit
        Limit.objects.filter(pk=limit.pk).update(verified=False)
    log_in(client, actor)

    page = client.get(reverse("case_counted", args=[case.reference, "reply"]))

    facts = {row["label"]: row["value"] for row in page.context["clocks"][0]["facts"]}
    assert facts["Confirmed"] == "No: it counts against nobody."


def test_each_of_two_counts_says_how_long_it_is_and_from_which_day(client):
    printed = StringIO()
    with time_machine.travel(at("2025-11-24 09:00"), tick=True):
        with eyes(head()) as actor:
            of_two = {"condition": "passport_before", "amount_if": 3, "amount": 5}
            body = "immigration_department"
            a_limit(a_procedure("reply", body=body), starts="asked", on_whom=body, **of_two)
            case = opened(actor)
            complete_step(actor, fresh(case), step=step(case, "contact"))
            day = parse_when("2025-11-17")
            ask_step(actor, fresh(case), step=step(case, "reply"), when=day)
        log_in(client, actor)
        page = client.get(reverse("case_counted", args=[case.reference, "reply"]))
        call_command("clocks", explain=[case.reference, "reply"], stdout=printed)

    # After Monday 17 November 2025: three working days end on Thursday 20, five on Monday 24.
    (counted,) = page.context["clocks"]
    assert [strip_tags(walk["name"]) for walk in counted["walks"]] == [
        "3 working days from 17 Nov 2025",
        "5 working days from 17 Nov 2025",
    ]
    said = printed.getvalue()
    assert "  start     2025-11-17\n" in said
    assert "  3 working days, counted from" in said
    assert "due 2025-11-21T00:00:00+07:00 (last day 2025-11-20)" in said
    assert "2025-11-25T00:00:00+07:00 (last day 2025-11-24)" in said
