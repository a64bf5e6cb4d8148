"""The page of a mission's calendar."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.core.context import eyes
from cases.missions.models import OfficeClosure
from cases.missions.operations import add_closure
from tests.factories import MissionFactory, head, headquarters, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

CALENDAR = reverse("calendar")


@pytest.fixture(autouse=True)
def in_february():
    with time_machine.travel("2026-02-10T03:00:00Z", tick=False):
        yield


def flood(actor, mission):
    with eyes(actor):
        return add_closure(
            actor, mission, starts_on=date(2026, 3, 9), kind="closed", reason="Flood in the street"
        )


def test_shows_whose_holiday_a_day_is_and_what_the_mission_entered(client):
    actor = head()
    flood(actor, MissionFactory())
    page = log_in(client, officer()).get(CALENDAR)

    rows = {(row["first"], row["name"]): row["whose"] for row in page.context["rows"]}
    assert rows[date(2026, 2, 17), "Lunar New Year"] == "Viet Nam"
    assert rows[date(2026, 4, 13), "Songkran Festival"] == "Thailand"
    assert rows[date(2027, 1, 1), "New Year's Day"] == "Thailand, Viet Nam"
    assert rows[date(2026, 3, 9), "Flood in the street"] == "Own entry"
    assert min(row["first"] for row in page.context["rows"]) >= date(2026, 2, 10)


def test_days_of_one_holiday_that_follow_each_other_are_one_line(client):
    rows = log_in(client, officer()).get(CALENDAR).context["rows"]

    songkran = [row for row in rows if row["name"] == "Songkran Festival"]
    assert [(row["first"], row["last"], row["weekdays"]) for row in songkran] == [
        (date(2026, 4, 13), date(2026, 4, 15), "Monday – Wednesday")
    ]


def test_only_whoever_keeps_the_calendar_sees_how_to_change_it(client):
    actor = head()
    flood(actor, MissionFactory())

    log_in(client, officer())
    assert "add-closure" not in client.get(CALENDAR).text
    log_in(client, head(yangon=True))
    assert "withdraw-closure" not in client.get(CALENDAR, {"mission": "BKK"}).text
    shown = log_in(client, actor).get(CALENDAR).text
    assert "/missions/BKK/add-closure/" in shown
    assert "/missions/BKK/withdraw-closure/?closure=" in shown


def test_headquarters_chooses_whose_calendar_it_looks_at(client):
    MissionFactory()
    log_in(client, headquarters())

    own, other = client.get(CALENDAR), client.get(CALENDAR, {"mission": "BKK"})

    assert own.context["mission"].code == "HAN"
    assert other.context["mission"].code == "BKK"
    assert [link["url"] for link in other.context["links"]] == [
        "/missions/BKK/add-closure/",
        "/missions/BKK/set-office-hours/",
        "/admin/cases/countryday/act/put/",
    ]
    assert "<select" in own.text
    worked = [row["first"] for row in own.context["rows"] if row["is_worked"]]
    assert worked == [date(2026, 8, 22)]


def test_a_mission_that_does_not_exist_is_not_found(client):
    log_in(client, headquarters())

    for code in ("ZZZ", "bkk", "\x00", "BKK' or 1=1"):
        assert client.get(CALENDAR, {"mission": code}).status_code == 404


def test_says_where_the_holidays_of_the_host_country_are_not_known(client):
    log_in(client, officer(code="XXX", country="XX", zone="UTC"))

    assert "The public holidays of Another country are not known here" in client.get(CALENDAR).text


def test_an_overlap_is_shown_at_the_first_day_with_the_rule(client):
    actor = head()
    flood(actor, MissionFactory())
    log_in(client, actor)
    typed = {"kind": "closed", "starts_on": "2026-03-09", "reason": "Twice"}

    page = client.post("/missions/BKK/add-closure/", typed)

    assert page.status_code == 422
    assert "already has an entry" in str(page.context["form"].errors["starts_on"])


def test_a_withdrawal_leads_back_to_the_calendar(client):
    actor = head()
    row = flood(actor, MissionFactory())
    log_in(client, actor)
    address = f"/missions/BKK/withdraw-closure/?closure={row.uuid}"

    shown = client.get(address)
    answer = client.post(address, {"closure": str(row.uuid), "reason": "The water fell"})

    assert f'value="{row.uuid}" selected' in shown.text
    assert answer["Location"] == CALENDAR
    assert not OfficeClosure.objects.standing().exists()


def test_the_table_of_the_admin_leads_whoever_keeps_a_calendar_to_it(client):
    row = flood(head(), MissionFactory())
    entries = reverse("admin:cases_officeclosure_changelist")
    entry = reverse("admin:cases_officeclosure_change", args=[row.pk])
    address = f"{CALENDAR}?mission=BKK"

    log_in(client, headquarters())
    assert f'href="{address}"' in client.get(entry).text
    assert f'href="{CALENDAR}?mission=' in client.get(entries).text
    log_in(client, head())
    assert f'href="{address}"' in client.get(entry).text
    assert client.get(address).status_code == 200
    log_in(client, officer())
    assert f'href="{address}"' not in client.get(entry).text + client.get(entries).text


def test_the_form_of_office_hours_shows_what_is_so_now(client):
    form = log_in(client, head()).get("/missions/BKK/set-office-hours/").context["form"]

    assert (form["opens"].value(), form["closes"].value(), form["weekend"].value()) == (
        "08:00",
        "17:00",
        [],
    )


def test_costs_few_queries(client, django_assert_max_num_queries):
    log_in(client, head())

    with django_assert_max_num_queries(11):
        client.get(CALENDAR)
