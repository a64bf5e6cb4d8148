"""Making and revoking tokens, over the API and on their page."""

from datetime import date

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.exchange.models import ApiToken
from cases.exchange.operations import create_token, revoke_token, take_secret
from cases.missions.queries import system_at
from tests.api.calls import call, caller, token_of, with_token
from tests.factories import MissionFactory, officer
from tests.record.readers import auditor
from tests.refusals import refusal_of
from tests.web.session import logged_in
from tests.world import DECLARED

pytestmark = pytest.mark.django_db


def test_works():
    with eyes(officer()) as actor:
        made = create_token(actor, label="Report", scopes=["role"])

    assert (made.user_id, made.posting_id) == (actor.staff_id, actor.posting_id)
    assert made.expiry is None


def test_the_secret_is_handed_out_once():
    with eyes(officer()) as actor:
        made = create_token(actor, label="Report", scopes=["role"])

    first, second = take_secret(made.public_reference), take_secret(made.public_reference)

    assert with_token(first).get("/api/v1/").status_code == 200
    assert second == ""


def test_refuses_a_last_day_that_has_passed():
    with eyes(officer()) as actor, pytest.raises(Refused) as refusal:
        create_token(actor, label="Report", scopes=["role"], expires_on=date(2020, 1, 1))

    assert refusal.value.problems[0].field == "expires_on"


def test_the_system_has_no_tokens():
    with eyes(system_at(MissionFactory())) as actor:
        assert refusal_of(create_token, actor, label="Report", scopes=["role"]).status == 403


def test_refuses_to_revoke_twice():
    actor = officer()
    token_of(actor)
    with eyes(actor):
        revoke_token(actor, ApiToken.objects.get())
        refusal = refusal_of(revoke_token, actor, ApiToken.objects.get())

    assert (refusal.status, refusal.code) == (409, "already_revoked")


def test_a_token_cannot_make_tokens():
    client = with_token(token_of(officer()))

    answer = call(client, DECLARED["create_token"], None, {"label": "Child", "scopes": ["role"]})

    assert (answer.status_code, answer.json()["code"]) == (403, "login_required")
    assert ApiToken.objects.count() == 1


def test_a_token_is_not_told_what_making_a_token_takes():
    client = with_token(token_of(officer()))

    answer = client.get("/api/v1/tokens/create/")

    assert (answer.status_code, answer.json()["code"]) == (403, "login_required")


def test_a_role_that_makes_no_tokens_sees_why_in_place_of_the_form():
    shown = logged_in(auditor()).get("/tokens/")
    makes = logged_in(officer()).get("/tokens/")

    assert "Your role makes no tokens." in shown.text
    assert 'name="scopes"' not in shown.text
    assert "Your role makes no tokens." not in makes.text
    assert 'name="scopes"' in makes.text


def test_the_api_answers_the_token_once():
    client = caller(officer())

    first = call(
        client,
        DECLARED["create_token"],
        None,
        {"label": "A", "scopes": ["role"]},
        Idempotency_Key="k",
    )
    second = call(
        client,
        DECLARED["create_token"],
        None,
        {"label": "A", "scopes": ["role"]},
        Idempotency_Key="k",
    )

    assert with_token(first.json()["token"]).get("/api/v1/").status_code == 200
    assert second.json()["token"] == ""


def test_a_token_of_somebody_else_does_not_exist():
    token_of(officer())
    token = ApiToken.objects.get()

    answer = caller(officer()).get(f"/api/v1/tokens/{token.uuid}/")

    assert answer.status_code == 404


def test_entries_name_a_token_without_its_digest():
    actor = officer()
    token_of(actor)
    token = ApiToken.objects.get()

    with eyes(actor):
        entry = AuditEntry.objects.get(operation="create_token")
    assert entry.subjects[0]["reference"] == str(token.uuid)
    assert token.digest not in str(entry.subjects)


def test_the_page_shows_a_new_token_once():
    client = logged_in(officer())

    made = client.post("/tokens/", {"label": "Report", "scopes": "role", "_key": "one"})
    again = client.post(
        "/tokens/", {"label": "Report", "scopes": "role", "_key": "one"}, follow=True
    )

    secret = made.context["new_token"]
    assert with_token(secret).get("/api/v1/").status_code == 200
    assert secret in made.text
    assert secret not in again.text
    assert "no-store" in made["Cache-Control"]
    assert ApiToken.objects.count() == 1


def test_the_page_keeps_what_was_typed_when_it_is_faulty():
    answer = logged_in(officer()).post("/tokens/", {"label": "Report", "expires_on": "soon"})

    assert answer.status_code == 422
    assert "Report" in answer.text


def test_the_page_lists_and_revokes():
    actor = officer()
    token = token_of(actor, label="Nightly report")
    client = logged_in(actor)
    assert "Nightly report" in client.get("/tokens/").text

    answer = client.post(f"/tokens/{ApiToken.objects.get().uuid}/revoke/", follow=True)

    assert answer.status_code == 200
    assert answer.context["tokens"] == []
    assert with_token(token).get("/api/v1/").status_code == 401


def test_the_page_does_not_revoke_a_token_of_somebody_else():
    token_of(officer())
    token = ApiToken.objects.get()

    answer = logged_in(officer()).post(f"/tokens/{token.uuid}/revoke/")

    assert answer.status_code == 404
    assert ApiToken.objects.get().revoked_at is None
