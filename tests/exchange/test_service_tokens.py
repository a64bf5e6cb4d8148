"""Tokens of other systems: made, listed and revoked by who answers for the mission."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.exchange.jobs import remind_of_ending_tokens
from cases.exchange.models import ApiToken
from cases.exchange.operations import issue_service_token, revoke_token
from cases.missions.models import Posting, Staff
from cases.notices.models import Notice
from tests.api.calls import JSON, caller, token_of, with_token
from tests.exchange.systems import ASKED, CASES, issued, service_at
from tests.factories import administrator, head, headquarters, officer
from tests.refusals import refusal_of, refused
from tests.web.session import logged_in
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


def test_the_head_makes_its_token_which_acts_within_its_scopes():
    actor = head()
    client = with_token(issued(actor, service_at(actor)))

    made = client.post("/api/v1/citizens/register/", {"full_name": "Lê Thử"}, JSON)
    opened = client.post(CASES + "register/", {"full_name": "Lê Thử"}, JSON)
    token = ApiToken.objects.get()

    assert made.status_code == 201, made.text
    assert (opened.status_code, opened.json()["code"]) == (403, "not_in_scope")
    assert token.made_by_id == actor.staff_id
    assert token.expiry - timezone.now() <= timedelta(days=365)


def test_the_lead_makes_one_at_any_mission():
    account = service_at(head())

    assert with_token(issued(lead(), account)).get(CASES).status_code == 200


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"scopes": ["role"]}, "scopes_needed"),
        ({"scopes": ["money.write"]}, "scope_without_effect"),
    ],
)
def test_refuses_more_than_a_system_may(more, code):
    actor = head()
    account = service_at(actor)

    with eyes(actor), pytest.raises(Refused) as refusal:
        issue_service_token(actor, account=account, **(ASKED | more))

    assert refusal.value.problems[0].code == code


def test_refuses_what_is_no_service_account_of_the_mission():
    actor = head()
    ended = service_at(actor)
    Posting.objects.filter(staff=ended).update(ends_on=timezone.now().date() - timedelta(days=3))
    closed = service_at(actor, is_active=False)
    elsewhere = service_at(head(yangon=True))
    person = Staff.objects.get(pk=officer().staff_id)

    for account in (ended, closed, elsewhere, person):
        with eyes(actor), pytest.raises(Refused) as refusal:
            issue_service_token(actor, account=account, **ASKED)
        assert refusal.value.problems[0].code == "no_service"


def test_the_head_lists_and_revokes_all_tokens_of_the_own_postings():
    chief, clerk, other = head(), officer(), head(yangon=True)
    service = issued(chief, service_at(chief))
    personal, foreign = token_of(clerk, label="Clerk"), token_of(other, label="Foreign")

    seen = {row["label"] for row in caller(chief).get("/api/v1/tokens/").json()["results"]}
    of_services = caller(chief).get("/api/v1/tokens/", {"is_service": "true"}).json()["results"]
    page = logged_in(chief).get("/tokens/")
    with eyes(chief):
        for token in ApiToken.objects.visible_to(chief):
            revoke_token(chief, token)

    assert seen == {"Hotline", "Clerk"}
    assert [(row["holder_kind"], row["scopes"]) for row in of_services] == [
        ("service", ["people.write", "reports.write"])
    ]
    assert [row["name"] for row in page.context["others"]] == ["Clerk", "Hotline"]
    assert with_token(service).get(CASES).status_code == 401
    assert with_token(personal).get(CASES).status_code == 401
    assert with_token(foreign).get(CASES).status_code == 200


def test_the_lead_sees_all_tokens_and_an_administrator_reads_them_alone():
    token_of(officer(), label="Clerk")
    token_of(head(yangon=True), label="Foreign")
    boss, desk = lead(), administrator()

    for actor in (boss, desk):
        rows = caller(actor).get("/api/v1/tokens/").json()["results"]
        assert {row["label"] for row in rows} == {"Clerk", "Foreign"}
    with eyes(desk):
        assert refusal_of(revoke_token, desk, ApiToken.objects.first()).status == 403
    usable = caller(boss).get("/api/v1/tokens/", {"is_usable": "false"}).json()
    assert usable["results"] == []
    assert caller(boss).get("/api/v1/tokens/", {"is_usable": "x"}).status_code == 422


def test_an_officer_of_headquarters_reads_all_tokens_and_revokes_none_of_others():
    token_of(head(yangon=True), label="Foreign")
    centre = headquarters()
    token_of(centre, label="Own")
    foreign = ApiToken.objects.get(label="Foreign")

    index = logged_in(centre).get("/admin/").context["parts"]
    table = logged_in(centre).get("/admin/cases/apitoken/")
    opened = caller(centre).get(f"/api/v1/tokens/{foreign.uuid}/").json()

    clients = next(part for part in index if part.name == "clients")
    assert clients.lines[0].count == "2"
    assert {row.label for row in table.context["cl"].result_list} == {"Foreign", "Own"}
    assert opened["label"] == "Foreign"
    assert [row["is_possible"] for row in opened["actions"]] == [False]
    with eyes(centre):
        assert refused(revoke_token, centre, foreign) == (403, "token_of_another")
    with eyes(centre):
        assert revoke_token(centre, ApiToken.objects.get(label="Own")).revoked_at is not None


def test_a_token_oversees_no_token():
    token_of(head(yangon=True), label="Foreign")

    client = with_token(token_of(headquarters(), scopes=["cases.read"]))

    rows = client.get("/api/v1/tokens/").json()["results"]
    assert [row["label"] for row in rows] == ["Test"]


def test_the_page_shows_a_token_once_and_asks_for_the_proof():
    actor = head()
    account = service_at(actor)
    sent = {**ASKED, "account": account.username, "_key": "one"}
    client = logged_in(actor)

    shown = client.get("/tokens/issue-service/")
    faulty = client.post("/tokens/issue-service/", sent | {"valid_days": "401"})
    made = client.post("/tokens/issue-service/", sent)
    again = client.post("/tokens/issue-service/", sent, follow=True)
    session = client.session
    session.pop("proved_at")
    session.save()
    late = client.post("/tokens/issue-service/", sent | {"_key": "two"})

    assert "Desk 000" in shown.text
    assert faulty.status_code == 422
    assert with_token(made.context["new_token"]).get(CASES).status_code == 200
    assert made.context["new_token"] not in again.text
    assert (late.status_code, ApiToken.objects.count()) == (403, 1)
    assert logged_in(officer()).get("/tokens/issue-service/").status_code == 403


def test_a_token_makes_no_token_for_a_system():
    actor = head()
    body = {**ASKED, "account": service_at(actor).username}

    answer = with_token(token_of(actor)).post("/api/v1/tokens/issue-service/", body, JSON)

    assert (answer.status_code, answer.json()["code"]) == (403, "login_required")


def test_somebody_is_told_once_of_an_end_within_two_weeks():
    chief, clerk = head(), officer()
    issued(chief, service_at(chief), valid_days=10)
    issued(chief, service_at(chief), valid_days=30)
    day = (timezone.now() + timedelta(days=5)).date()
    token_of(clerk, expires_on=day)

    for _time in range(2):
        with eyes(SYSTEM):
            remind_of_ending_tokens.func()

    with eyes(SYSTEM):
        told = Notice.objects.filter(kind="token_ends")
        assert sorted((row.audience, row.staff_id) for row in told) == sorted(
            [("head", None), ("officer", clerk.staff_id)], key=str
        )


def test_the_admin_shows_tokens_to_who_answers_for_them_and_makes_none():
    chief = head()
    token_of(officer(), label="Clerk")
    client = logged_in(chief)
    table = "/admin/cases/apitoken/"

    page = client.get(table)
    one = client.get(f"{table}{ApiToken.objects.get().pk}/change/")

    assert "Clerk" in page.text
    assert ApiToken.objects.get().digest not in one.text
    assert client.get(f"{table}?use=usable&account=person").status_code == 200
    assert "Clerk" not in client.get(f"{table}?use=over").context["cl"].result_list
    assert client.get(f"{table}act/issue-service/")["Location"] == "/tokens/issue-service/"
    assert client.get(f"{table}act/create/")["Location"] == "/tokens/"
    assert logged_in(officer()).get(table).status_code == 403
