"""Changes to administrators on the web, in the API and in the admin."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cases.accounts.operations import reset_password
from cases.core.context import eyes
from cases.missions.models import AdministratorChange, Staff
from tests.accounts.by_two import account, asked, confirmed, role_asked
from tests.api.calls import JSON, caller, token_of, with_token
from tests.factories import MissionFactory, PostingFactory, StaffFactory, administrator
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/administrator-changes/"
TABLE = "/admin/cases/administratorchange/"


@pytest.fixture
def three():
    """Three administrators, the last one with a name to look for."""
    found = administrator(), administrator(), administrator()
    Staff.objects.filter(pk=found[2].staff_id).update(username="tam.thu", full_name="Tâm Thử")
    return found


def desk(actor):
    """The browser of an administrator, who reads English."""
    return log_in(Client(headers={"accept-language": "en"}), actor)


def page_of(change):
    return f"/administrator-changes/{change.uuid}/"


def test_asked_on_the_account_and_confirmed_by_another_on_the_first_page(three):
    asker, other, _subject = three
    account_page = desk(asker).get("/staff/tam.thu/").text
    way = "/administrator-changes/ask-account/?staff=tam.thu&amp;act=reset_second_factor"
    assert way in account_page
    form = desk(asker).get(way.replace("&amp;", "&"))
    assert 'value="tam.thu" selected' in form.text

    sent = {"staff": "tam.thu", "act": "reset_second_factor", "reason": "Lost", "_key": "a"}
    answer = desk(asker).post("/administrator-changes/ask-account/", sent)
    with eyes(other):
        change = AdministratorChange.objects.get()
    assert answer["Location"].startswith(page_of(change))

    first = desk(other).get("/staff/").text
    assert page_of(change) in first
    assert "Waits for you." in first
    assert "Waits for you." not in desk(asker).get("/staff/").text
    assert f"{page_of(change)}confirm/" in desk(other).get(page_of(change)).text
    own = desk(asker).get(page_of(change)).text
    assert f"{page_of(change)}confirm/" not in own
    assert f"{page_of(change)}withdraw/" in own
    assert "You asked for it yourself." in own
    done = desk(other).post(f"{page_of(change)}confirm/", {"_version": "1", "_key": "b"})
    assert done.context["made"].count("/start/") == 1
    after = desk(asker).get(page_of(change)).text
    assert "Confirmed and done" in after
    assert "&lt;time" not in after


def test_the_account_says_what_waits_and_what_one_may_do_alone(three):
    asker, other, _subject = three
    change = asked(asker, account(three[2]))

    text = desk(other).get("/staff/tam.thu/").text

    assert page_of(change) in text
    assert "/staff/tam.thu/disable/" in text
    assert "/staff/tam.thu/reset-password/" not in text
    assert "/staff-acts/end-posting/" not in text
    assert "/administrator-changes/ask-end/?staff=tam.thu" in text
    assert desk(other).get("/staff/tam.thu/reset-password/").status_code == 403


def test_the_other_sees_who_made_the_last_link_of_the_account(three):
    asker, other, _subject = three
    staff = StaffFactory()
    with eyes(asker):
        reset_password(asker, staff)
    change = role_asked(asker, staff)

    text = desk(other).get(page_of(change)).text

    assert "Last link of the account made by" in text
    assert text.count(asker.name) >= 2


def test_of_two_the_page_says_why_neither_closes_the_other():
    one, other = administrator(), administrator()

    text = desk(one).get(f"/staff/{account(other).username}/").text

    assert "close_administrator" in text


def test_giving_the_role_directly_says_at_the_field_where_it_is_asked_for(three):
    staff = StaffFactory()
    sent = {"staff": staff.username, "mission": "HAN", "role": "administrator"}

    answer = desk(three[0]).post(
        "/staff-acts/start-posting/", sent | {"starts_on": "2026-01-01", "_key": "a"}
    )

    assert answer.status_code == 422
    assert "Changes to administrators" in answer.context["form"].errors["role"][0]


@pytest.mark.parametrize("role", ["auditor", "headquarters_officer", "spokesperson"])
def test_the_pages_are_for_administrators_alone(three, role):
    change = asked(three[0], account(three[2]))
    reader = PostingFactory(mission=MissionFactory(headquarters=True), role=role).actor()
    paths = ["/administrator-changes/", page_of(change), f"{page_of(change)}confirm/"]
    paths += ["/administrator-changes/invite/", CHANGES, f"{CHANGES}{change.uuid}/", TABLE]

    statuses = {path: desk(reader).get(path).status_code for path in paths}

    assert set(statuses.values()) <= {403, 404}, statuses


def test_the_list_says_what_was_decided_and_what_is_over(three):
    asker, other, subject = three
    confirmed(other, asked(asker, account(subject)))
    role_asked(asker)

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        text = desk(other).get("/administrator-changes/").text

    assert "Confirmed and done" in text
    assert "Not confirmed in time" in text
    assert "Nothing waits for another administrator." in text


def test_the_api_lists_by_state_act_and_account_and_says_why_one_may_not(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    role_asked(asker)

    def found(**said):
        return [row["act"] for row in caller(other).get(CHANGES, said).json()["results"]]

    assert found(state="waiting") == ["reset_second_factor", "start_posting"]
    assert found(staff="tam.thu") == ["reset_second_factor"]
    assert found(act="start_posting") == ["start_posting"]
    assert found(state="confirmed") == []
    assert caller(other).get(CHANGES, {"state": "king"}).status_code == 422
    ways = {who: actions(who, change) for who in (asker, other)}
    assert ways[other]["confirm_administrator_change"] is None
    assert ways[asker]["confirm_administrator_change"]["code"] == "change_your_own"
    assert ways[asker]["withdraw_administrator_change"] is None
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert found(state="waiting") == []
        assert len(found(state="expired")) == 2
        over = actions(other, change)
    assert {row["code"] for row in over.values()} == {"change_expired"}


def actions(actor, change):
    """Return the acts on a change with why each is not possible."""
    body = caller(actor).get(f"{CHANGES}{change.uuid}/").json()
    return {row["name"]: row["why_not"] for row in body["actions"]}


def test_the_api_shows_the_link_once_to_whoever_confirms(three):
    asker, other, subject = three
    change = asked(asker, account(subject), "reset_password")

    answer = caller(other).post(
        f"{CHANGES}{change.uuid}/confirm/",
        {},
        content_type=JSON,
        headers={"If-Match": '"1"', "Idempotency-Key": "k"},
    )

    assert answer.status_code == 200, answer.text
    assert "/start/" in answer.json()["link"]


def test_the_api_says_of_an_account_that_it_takes_two(three):
    body = caller(three[0]).get("/api/v1/staff/tam.thu/").json()
    why = {row["name"]: row["why_not"] for row in body["actions"]}

    assert why["reset_password"]["code"] == "second_administrator"
    assert why["disable_staff"] is None


def test_a_token_reads_and_does_none_of_it(three):
    change = asked(three[0], account(three[2]))
    client = with_token(token_of(three[1]))

    answers = [
        client.post(f"{CHANGES}{change.uuid}/confirm/", {}, JSON, headers={"If-Match": '"1"'}),
        client.post(f"{CHANGES}invite/", {}, JSON),
    ]

    assert {answer.status_code for answer in answers} <= {401, 403, 422}
    with eyes(three[1]):
        assert AdministratorChange.objects.get().state == "waiting"


def test_the_admin_shows_it_with_its_buttons_and_the_dashboard_counts_it(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    role_asked(asker)

    listed = desk(other).get(TABLE, {"state": "waiting"})
    assert listed.context["cl"].result_count == 2
    index = desk(other).get("/admin/").text
    assert f"{TABLE}?state=waiting" in index
    row = desk(other).get(f"{TABLE}{change.pk}/change/").text
    assert f"{TABLE}{change.pk}/act/confirm/" in row
    assert "deciders" not in row
    assert change.as_asked not in row
    own = desk(asker).get(f"{TABLE}{change.pk}/change/").text
    assert f"{TABLE}{change.pk}/act/confirm/" not in own
