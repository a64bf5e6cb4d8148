"""Reading calendars over the API."""

from datetime import date

import pytest

from cases.core.context import eyes
from cases.missions.operations import add_closure, withdraw_closure
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import MissionFactory, head, officer

pytestmark = pytest.mark.django_db

CALENDAR = "/api/v1/missions/BKK/calendar/"
SPRING = {"from": "2026-04-10", "until": "2026-04-20"}


def closed(actor, **days):
    with eyes(actor):
        return add_closure(actor, MissionFactory(), kind="closed", reason="Flood", **days)


def test_says_what_rests_and_what_was_entered():
    actor = head()
    closed(actor, starts_on=date(2026, 4, 20), ends_on=date(2026, 4, 22))
    gone = closed(actor, starts_on=date(2026, 4, 17))
    with eyes(actor):
        withdraw_closure(actor, MissionFactory(), closure=gone, reason="A mistake")

    answer = caller(officer(yangon=True)).get(CALENDAR, SPRING)

    assert faults("mission_calendar", answer) == []
    body = answer.json()
    assert [(row["day"], row["countries"]) for row in body["public_days"]] == [
        ("2026-04-13", ["TH"]),
        ("2026-04-14", ["TH"]),
        ("2026-04-15", ["TH"]),
    ]
    assert [row["starts_on"] for row in body["closures"]] == ["2026-04-20"]
    # Friday 10, Thursday 16, Friday 17.
    assert body["working_days"] == 3
    assert (body["opens"], body["closes"], body["weekend"]) == ("08:00", "17:00", [5, 6])


def test_without_days_it_is_the_coming_year():
    answer = caller(officer()).get(CALENDAR)

    span = date.fromisoformat(answer.json()["until"]) - date.fromisoformat(answer.json()["from"])
    assert (answer.status_code, span.days) == (200, 365)


def test_names_holidays_in_the_language_asked_for():
    answer = caller(officer()).get(
        CALENDAR, {"from": "2026-02-17", "until": "2026-02-17"}, headers={"Accept-Language": "vi"}
    )

    assert answer.json()["public_days"][0]["name"] == "Tết Nguyên Đán"


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ({"from": "Monday"}, "from", "bad_day"),
        ({"from": "0001-01-01"}, "from", "bad_day"),
        ({"from": "2026-04-10", "until": "2026-04-09"}, "until", "backwards"),
        ({"from": "2026-04-10", "until": "2028-04-12"}, "until", "too_long"),
        ({"days": "3"}, "days", "unknown_filter"),
    ],
)
def test_refuses_what_is_no_span_of_days(query, field, code):
    answer = caller(officer()).get(CALENDAR, query)

    assert answer.status_code == 422
    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [(field, code)]


def test_an_entry_keeps_its_address_after_it_was_withdrawn():
    actor = head()
    row = closed(actor, starts_on=date(2026, 4, 20))
    with eyes(actor):
        withdraw_closure(actor, MissionFactory(), closure=row, reason="A mistake")

    answer = caller(officer(yangon=True)).get(f"/api/v1/closures/{row.uuid}/")

    assert faults("closure_detail", answer) == []
    assert (answer.json()["mission"], answer.json()["withdraw_reason"]) == ("BKK", "A mistake")


def test_a_mission_shows_its_office_hours():
    MissionFactory()

    answer = caller(officer()).get("/api/v1/missions/BKK/")

    assert answer.json()["office"] == {"opens": "08:00", "closes": "17:00", "weekend": []}
    assert answer.json()["calendar_url"] == CALENDAR
