"""The pages of directives and plans, and what the incident page shows of them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from cases.core.context import eyes
from cases.core.facts import replay
from cases.incidents.models import Directive, MissionPlan
from cases.incidents.operations import put_plan, report_progress, withdraw_directive
from cases.missions.queries import system_at
from tests.factories import IncidentFactory, MissionFactory, head, headquarters, officer
from tests.incidents.orders import a_directive, acknowledged
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
LIST = reverse("directive_list")
DUE = date(2025, 11, 20)
AFTER = datetime(2025, 11, 23, 5, tzinfo=UTC)
QUERIES = 9


@pytest.fixture
def order():
    """A directive to Bangkok and Yangon, due on 20 November."""
    return a_directive(missions=[MissionFactory(), MissionFactory(yangon=True)], due_on=DUE)


def groups(response):
    return {
        str(group["title"]): [entry["code"] for entry in group["entries"]]
        for group in response.context["groups"]
    }


def at(moment):
    return time_machine.travel(moment, tick=False)


def test_a_mission_reads_what_it_has_to_acknowledge(client, order):
    response = log_in(client, officer()).get(LIST)

    assert groups(response) == {"To acknowledge": ["2025-11-06-bring-home"]}
    assert "Issue a directive" not in response.text


def test_what_was_acknowledged_is_under_way_until_it_is_done(client, order):
    actor = acknowledged(order)
    log_in(client, actor)
    assert groups(client.get(LIST)) == {"Under way": [order.code]}

    with eyes(actor):
        report_progress(actor, order, state="done", text="All spoken to.")

    assert groups(client.get(LIST)) == {"Done": [order.code]}


def test_a_mission_that_is_not_addressed_reads_nothing_of_it(client, order):
    log_in(client, officer(code="PNH", country="KH", zone="Asia/Phnom_Penh"))

    assert groups(client.get(LIST)) == {}
    assert client.get(order.get_absolute_url()).status_code == 404


def test_headquarters_reads_who_has_not_answered_and_since_when(client, order):
    acknowledged(order)
    log_in(client, headquarters())

    with at(AFTER):
        response = client.get(LIST)

    assert groups(response) == {"Not done by all": [order.code]}
    rows = response.context["groups"][0]["entries"][0]["missions"]
    assert (rows[0]["mission"], rows[0]["waiting"]) == ("Mission RGN", "no answer for 17 days")
    assert "not acknowledged: RGN" in response.text
    assert "Acknowledged by 1 of 2, done by 0." in response.text


def test_what_is_overdue_is_said_in_calendar_days(client, order):
    log_in(client, headquarters())

    with at(AFTER):
        text = client.get(LIST).text
    with at(datetime(2025, 11, 20, 5, tzinfo=UTC)):
        on_the_day = client.get(LIST).text

    assert "overdue by 3 days" in text
    assert "overdue: BKK, RGN" in text
    assert "due today" in on_the_day
    assert "overdue" not in on_the_day


def test_a_mission_reads_its_own_reports_and_headquarters_all(client, order):
    for mission in ({}, {"yangon": True}):
        with eyes(acknowledged(order, **mission)) as actor:
            report_progress(actor, order, state="in_progress", text=f"By {actor.mission_code}.")
    own = log_in(client, head()).get(order.get_absolute_url()).text
    every = log_in(client, headquarters()).get(order.get_absolute_url()).text

    assert ("By BKK." in own, "By RGN." in own) == (True, False)
    assert ("By BKK." in every, "By RGN." in every) == (True, True)


def test_says_why_an_act_is_not_possible_now(client, order):
    page = log_in(client, acknowledged(order)).get(order.get_absolute_url()).text
    form = client.get(reverse("directive_operation", args=[order.code, "acknowledge"])).text

    assert "Your mission has acknowledged this directive already." in page
    assert "Your mission has acknowledged this directive already." in form


def test_a_withdrawn_directive_says_so_and_why(client, order):
    with eyes(headquarters()) as sender:
        withdraw_directive(sender, fresh(order), reason="Replaced by another.")
    log_in(client, head())

    assert groups(client.get(LIST)) == {"Withdrawn": [order.code]}
    assert "Replaced by another." in client.get(order.get_absolute_url()).text


def test_headquarters_issues_on_the_web(client):
    for mission in ({}, {"yangon": True}):
        MissionFactory(**mission)
    sender = headquarters()
    log_in(client, sender)
    typed = {
        "code": "2025-11-06-bring-home",
        "incident": IncidentFactory().code,
        "missions": ["BKK", "RGN"],
        "title": "Bring them home",
        "text": "Say who may travel.",
        "issued_on": "2025-11-06",
    }

    response = client.post(reverse("directive_new"), typed)

    assert response.status_code == 302
    with eyes(sender):
        row = Directive.objects.get()
        assert response.url == row.get_absolute_url()
        assert row.addressees.count() == 2


def test_nobody_ticked_is_refused_at_the_field(client):
    IncidentFactory()
    log_in(client, headquarters())

    response = client.post(reverse("directive_new"), {"code": "2025-x", "_key": "k"})

    assert response.status_code == 422
    assert 'href="#id_missions"' in response.text


def test_a_mission_has_no_page_for_issuing(client):
    assert log_in(client, head()).get(reverse("directive_new")).status_code == 403


def test_a_head_enters_a_plan_and_is_led_to_it(client):
    actor = head()
    log_in(client, actor)
    incident = IncidentFactory()
    address = f"{reverse('plan_new')}?incident={incident.code}"
    assert "selected" in client.get(address).text

    response = client.post(
        address,
        {"incident": incident.code, "text": "Speak to all.", "review_on": "2030-01-31"},
        follow=True,
    )

    assert response.redirect_chain[-1][0] == reverse("plan_list", args=[incident.code])
    assert "Speak to all." in response.text


def test_a_plan_not_looked_at_again_in_time_is_overdue_and_former_ones_stay(client):
    actor = system_at(MissionFactory())
    incident = IncidentFactory()
    with eyes(actor), replay(datetime(2025, 11, 7, 5, tzinfo=UTC)):
        put_plan(actor, incident=incident, text="First.", review_on=date(2025, 11, 10))
        put_plan(actor, incident=incident, text="Second.", review_on=date(2025, 11, 14))
    log_in(client, headquarters())

    with at(AFTER):
        text = client.get(reverse("plan_list", args=[incident.code])).text

    assert "review overdue by 9 days" in text
    assert "1 former plan" in text
    assert text.index("Second.") < text.index("First.")


def test_another_mission_reads_no_plan_of_this_one(client):
    with eyes(head()) as actor:
        row = put_plan(
            actor, incident=IncidentFactory(), text="Secret.", review_on=date(2030, 1, 1)
        )
    log_in(client, head(yangon=True))

    assert "Secret." not in client.get(reverse("plan_list", args=["2025-10-myawaddy"])).text
    assert client.get(reverse("plan_detail", args=[row.uuid])).status_code == 404


def test_the_incident_page_shows_directives_and_plans(client, order):
    with eyes(head()) as actor:
        put_plan(
            actor, incident=IncidentFactory(), text="Speak to all.", review_on=date(2030, 1, 1)
        )
    text = log_in(client, actor).get(reverse("incident_detail", args=["2025-10-myawaddy"])).text

    assert order.get_absolute_url() in text
    assert "Speak to all." in text


@pytest.mark.parametrize("how_many", [1, 6])
def test_the_list_takes_the_same_number_of_queries(client, django_assert_max_num_queries, how_many):
    missions = [MissionFactory(), MissionFactory(yangon=True)]
    for number in range(how_many):
        row = a_directive(code=f"2025-11-06-order-{number}", missions=missions)
        acknowledged(row)
    log_in(client, headquarters())

    with django_assert_max_num_queries(QUERIES):
        client.get(LIST)


def test_the_menu_leads_to_directives(client):
    log_in(client, officer())

    assert f'href="{LIST}"' in client.get(reverse("worklist")).text


def test_plans_are_told_apart_by_number():
    with eyes(head()) as actor:
        put_plan(actor, incident=IncidentFactory(), text="x", review_on=date(2030, 1, 1))

        assert str(MissionPlan.objects.get()).endswith(" · 1")
