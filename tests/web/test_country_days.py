"""Days of whole countries on the calendar page, in the admin and in the API."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.core.context import eyes
from cases.missions.models import CountryDay
from cases.missions.operations import put_country_day
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import MissionFactory, headquarters, officer
from tests.web.posting import as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

DAY = {
    "country": "TH",
    "kind": "off",
    "starts_on": date(2026, 4, 16),
    "name": "Extra day of Songkran",
    "name_vi": "Ngày nghỉ thêm dịp Songkran",
    "source": "Cabinet resolution, 2026-03-03",
    "source_url": "https://example.org/decree",
}
BODY = DAY | {"code": "th-2026-04-16", "starts_on": "2026-04-16"}


@pytest.fixture(autouse=True)
def in_february():
    with time_machine.travel("2026-02-10T03:00:00Z", tick=False):
        yield


def entered():
    with eyes(headquarters()) as actor:
        return put_country_day(actor, code="th-2026-04-16", **DAY)


def put(call, body):
    return call.post("/api/v1/country-days/put/", body, content_type="application/json")


def row_on(client, day):
    rows = client.get(reverse("calendar"), {"mission": "BKK"}).context["rows"]
    return next(row for row in rows if row["first"] == day)


def test_the_calendar_says_what_headquarters_entered_and_leads_who_may_to_it(client):
    MissionFactory()
    entered()
    log_in(client, officer())
    read = row_on(client, date(2026, 4, 16))
    page = client.get(reverse("calendar"))
    log_in(client, headquarters())
    managed = row_on(client, date(2026, 4, 16))

    assert (read["name"], read["whose"]) == ("Extra day of Songkran", "Thailand")
    assert "Entered by headquarters" in page.text
    assert read["entry_url"] == ""
    assert "Enter a day of a whole country" not in page.text
    form = client.get(managed["entry_url"]).context["form"]
    assert form.initial["source"] == DAY["source"]


def test_the_admin_enters_corrects_withdraws_and_remembers(client):
    MissionFactory()
    log_in(client, headquarters())
    create = reverse("admin:cases_countryday_create", args=["put"])

    shown = client.get(create)
    typed = BODY | {"_version": "0", "_key": "one"}
    told = client.post(create, typed | {"_preview": "1"})
    made = client.post(create, typed)
    row = CountryDay.objects.get()
    address = f"{create}?code={row.code}"
    again = client.get(address)
    values = as_shown(again.context["form"])
    values |= {"_version": "1", "_key": "two", "withdraw_reason": "Taken back"}
    values.pop("verified", None)
    done = client.post(address, values)
    history = client.get(reverse("admin:cases_countryday_history", args=[row.pk]))

    assert shown.status_code == 200
    assert "No running limit would end otherwise." in told.text
    assert made.status_code == done.status_code == 302, done.text
    assert "Taken back" in history.text
    assert CountryDay.objects.get().withdraw_reason == "Taken back"
    listed = client.get(reverse("admin:cases_countryday_changelist"))
    assert "Extra day of Songkran" in listed.text


def test_two_who_correct_one_entry_do_not_overwrite_each_other():
    entered()
    call = caller(headquarters())
    first = put(call, BODY | {"name": "Mine", "version": 1})
    second = put(call, BODY | {"name": "Yours", "version": 1})

    assert first.status_code == 200
    assert (second.status_code, second.json()["code"]) == (409, "stale_version")


def test_is_put_read_listed_and_remembered_by_the_api():
    MissionFactory()
    call = caller(headquarters())
    made = put(call, BODY)
    put(call, BODY | {"verified": True, "version": 1})

    one = call.get("/api/v1/country-days/th-2026-04-16/")
    listed = call.get("/api/v1/country-days/", {"country": "TH"})
    none = call.get("/api/v1/country-days/", {"country": "VN"})
    history = call.get("/api/v1/country-days/th-2026-04-16/history/")
    span = {"from": "2026-04-13", "until": "2026-04-17"}
    days = call.get("/api/v1/missions/BKK/calendar/", span)

    assert made.status_code == 201, made.content
    assert faults("country_day_detail", one) == faults("country_day_list", listed) == []
    assert faults("history_of_countryday", history) == []
    assert faults("mission_calendar", days) == []
    assert (one.json()["ends_on"], one.json()["version"]) == ("2026-04-16", 2)
    assert (len(listed.json()["results"]), none.json()["results"]) == (1, [])
    assert [row["field"] for row in history.json()["results"][0]["changes"]] == ["verified"]
    assert [row["entry"] for row in days.json()["public_days"]][-1] == "th-2026-04-16"
    assert days.json()["working_days"] == 1


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "no_address"),
        ("https://somebody@example.org/x", "address_with_login"),
    ],
)
def test_an_address_of_a_source_is_one(url, code):
    answer = put(caller(headquarters()), BODY | {"source_url": url})

    assert answer.status_code == 422
    said = [(row["field"], row["code"]) for row in answer.json()["problems"]]
    assert said == [("source_url", code)]


def test_the_api_tells_beforehand_what_would_follow():
    MissionFactory()
    told = caller(headquarters()).get("/api/v1/country-days/put/", BODY)

    assert told.json()["consequences"] == [
        "A new entry would be made.",
        "No running limit would end otherwise.",
    ]
    assert not CountryDay.objects.exists()
