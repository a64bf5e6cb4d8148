"""Accounts and sessions over the API, and the order in which accounts are listed."""

import pytest
from django.test import Client

from cases.accounts.models import StaffSession
from cases.core.roles import role_rows
from cases.missions.models import Staff
from tests.accounts.people import give_password, somebody
from tests.api.calls import caller, token_of, with_token
from tests.factories import MissionFactory, PostingFactory, administrator, head, officer
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db
STAFF, SESSIONS = "/api/v1/staff/", "/api/v1/sessions/"


def username(actor):
    """Return the user name of whoever acts."""
    return Staff.objects.get(pk=actor.staff_id).username


@pytest.mark.parametrize("role", sorted(role_rows()))
def test_accounts_are_read_by_administrators_alone(role):
    actor = PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor()
    other = officer()
    client = caller(actor)

    statuses = {client.get(STAFF).status_code, client.get(f"{STAFF}{username(other)}/").status_code}

    assert statuses == ({200} if role == "administrator" else {403})


def test_an_account_says_roles_and_what_can_be_done_and_no_secret():
    actor = officer()

    body = caller(administrator()).get(f"{STAFF}{username(actor)}/").json()

    assert body["username"] == username(actor)
    assert body["postings"][0]["role"] == "case_officer"
    assert body["postings"][0]["mission"] == actor.mission_code
    assert body["has_second_factor"] is False
    assert "disable_staff" in {action["name"] for action in body["actions"]}
    assert "password" not in body


def test_accounts_are_narrowed_by_role_mission_and_whether_they_are_open():
    one, other = officer(), head(yangon=True)
    Staff.objects.filter(pk=one.staff_id).update(is_active=False)
    client = caller(administrator())

    def found(**asked):
        return {row["username"] for row in client.get(STAFF, asked).json()["results"]}

    assert found(role="head_of_mission") == {username(other)}
    assert found(mission="RGN") == {username(other)}
    assert username(one) in found(is_active="false")
    assert username(one) not in found(is_active="true")
    assert client.get(STAFF, {"role": "king"}).status_code == 422
    assert client.get(STAFF, {"mission": "XXX"}).status_code == 422


def test_an_unknown_account_is_not_found():
    assert caller(administrator()).get(f"{STAFF}nobody.atall/").status_code == 404


def test_everyone_reads_the_own_open_sessions_alone():
    staff = somebody()
    client = Client()
    give_password(client, staff)
    logged_in(officer())

    rows = client.get(SESSIONS).json()["results"]

    assert len(rows) == 1
    assert rows[0]["address"] == "127.0.0.1"
    assert rows[0]["end_url"] == f"{SESSIONS}{rows[0]['uuid']}/end/"
    assert "session_key" not in rows[0]


def test_a_session_that_ended_is_no_longer_listed():
    staff = somebody()
    first, second = Client(), Client()
    give_password(first, staff)
    give_password(second, staff)
    assert len(second.get(SESSIONS).json()["results"]) == 2

    first.post("/logout/")

    assert len(second.get(SESSIONS).json()["results"]) == 1


def test_a_token_lists_the_sessions_of_its_holder():
    actor = officer()
    caller(actor)

    answer = with_token(token_of(actor)).get(SESSIONS)

    assert answer.status_code == 200
    assert len(answer.json()["results"]) == 1


def test_accounts_are_listed_in_the_order_of_vietnamese_names():
    for name in ("Trần Văn Việt", "Lê Thị Đào", "Nguyễn Văn Dũng", "Phạm Ân", "Bùi An"):
        staff = officer().staff_id
        Staff.objects.filter(pk=staff).update(full_name=name)
    desk = administrator()
    Staff.objects.filter(pk=desk.staff_id).update(full_name="Zoë")

    page = logged_in(desk).get("/staff/")

    named = [row["cells"][0]["text"] for row in page.context["rows"]]
    assert named == [
        *("Bùi An", "Phạm Ân", "Nguyễn Văn Dũng", "Lê Thị Đào", "Trần Văn Việt", "Zoë")
    ]


def test_an_administrator_sees_from_where_an_account_is_used_and_ends_it():
    staff, desk = somebody(), administrator()
    browser = Client()
    give_password(browser, staff)
    client = caller(desk)
    page = logged_in(desk)

    (row,) = client.get(f"{STAFF}{staff.username}/sessions/").json()["results"]
    shown = page.get(f"/staff/{staff.username}/")
    ended = page.post(f"/staff/{staff.username}/sessions/{row['uuid']}/end/", follow=True)

    assert row["address"] == "127.0.0.1"
    assert not {"session_key", "session_data"} & set(row)
    assert "127.0.0.1" in shown.text
    assert ended.context["sessions"] == []
    assert browser.get("/cases/").status_code == 302
    assert {one["uuid"] for one in client.get(SESSIONS).json()["results"]}.isdisjoint({row["uuid"]})


def test_nobody_else_sees_or_ends_the_sessions_of_others():
    staff, other = somebody(), head()
    browser = Client()
    give_password(browser, staff)
    uuid = browser.get(SESSIONS).json()["results"][0]["uuid"]
    client, page = caller(other), logged_in(other)

    statuses = [
        client.get(f"{STAFF}{staff.username}/sessions/").status_code,
        client.post(f"{SESSIONS}{uuid}/end/", {}, "application/json").status_code,
        page.post(f"/staff/{staff.username}/sessions/{uuid}/end/").status_code,
        page.get("/admin/cases/staffsession/").status_code,
    ]

    assert statuses == [403, 404, 403, 403]
    assert browser.get("/cases/").status_code == 200


def test_the_admin_lists_sessions_without_what_they_hold():
    staff = somebody()
    browser = Client()
    give_password(browser, staff)
    key = StaffSession.objects.get(staff=staff)
    client = logged_in(administrator())

    table = client.get("/admin/cases/staffsession/?state=open")
    one = client.get(f"/admin/cases/staffsession/{key.pk}/change/")

    assert staff.full_name in table.text
    assert key.session_key not in one.text
    assert key.session_data not in one.text
