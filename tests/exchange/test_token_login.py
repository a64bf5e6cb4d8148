"""Calling the API with a token: whose eyes it opens, and when it is refused."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from cases.core.context import eyes
from cases.exchange.models import ApiToken
from cases.exchange.operations import revoke_token
from cases.missions.models import Posting, Staff
from tests.api.calls import JSON, token_of, with_token
from tests.casework.between import case_of
from tests.factories import PostingFactory, headquarters, officer
from tests.web.session import log_in, logged_in

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases/"


def test_sees_with_the_eyes_of_its_posting():
    bangkok, yangon = officer(), officer(yangon=True)
    case = case_of(bangkok)

    own = with_token(token_of(bangkok)).get(CASES).json()["results"]
    other = with_token(token_of(yangon)).get(CASES).json()["results"]

    assert [row["reference"] for row in own] == [case.reference]
    assert other == []


def test_stays_with_its_posting_when_the_holder_has_another():
    bangkok = officer()
    token = token_of(bangkok)
    hanoi = headquarters()
    PostingFactory(
        staff=Staff.objects.get(pk=bangkok.staff_id),
        mission_id=hanoi.mission_id,
        mission=None,
        role="headquarters_officer",
    )

    me = with_token(token).get("/api/v1/").json()["me"]

    assert me["mission"] == "BKK"


def test_only_the_digest_is_stored():
    token = token_of(officer())

    (row,) = ApiToken.objects.all()
    assert token not in {str(value) for value in vars(row).values()}
    assert len(row.digest) == 128


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("Bearer", "malformed"),
        ("Bearer a b", "malformed"),
        ("Bearer nonsense", "unknown"),
        ("Bearer " + "9" * 5000, "unknown"),
        ("Bearer \xe9", "unknown"),
        ("Bearer %00", "unknown"),
    ],
)
def test_refuses_what_is_no_token(header, reason):
    answer = Client(headers={"Authorization": header}).get(CASES)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert (answer.json()["code"], answer.json()["reason"]) == ("authentication_failed", reason)


def test_another_kind_of_login_is_not_taken():
    answer = Client(headers={"Authorization": "Basic eDp5"}).get(CASES)

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_a_wrong_token_is_refused_even_beside_a_login():
    actor = officer()
    client = Client(headers={"Authorization": "Bearer nonsense"})
    assert log_in(client, actor).get(CASES).status_code == 401


def test_a_revoked_token_is_refused_and_kept():
    actor = officer()
    token = token_of(actor)
    with eyes(actor):
        revoke_token(actor, ApiToken.objects.get())

    answer = with_token(token).get(CASES)

    assert (answer.status_code, answer.json()["reason"]) == (401, "revoked")
    assert answer.json()["title"] == "This token was revoked. Ask for a new one."
    assert ApiToken.objects.count() == 1


def test_an_expired_token_is_refused_and_kept():
    actor = officer()
    token = token_of(actor, expires_on=date(2099, 1, 1))
    client = with_token(token)

    with time_machine.travel(datetime(2099, 1, 1, 23, tzinfo=ZoneInfo("Asia/Bangkok")), tick=False):
        assert client.get(CASES).status_code == 200
    with time_machine.travel(
        datetime(2099, 1, 2, 0, 1, tzinfo=ZoneInfo("Asia/Bangkok")), tick=False
    ):
        answer = client.get(CASES)
    assert (answer.status_code, answer.json()["reason"]) == (401, "expired")
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Posting, {"ends_on": date(2025, 6, 1)}),
        (Posting, {"starts_on": date(2999, 1, 1)}),
        (Staff, {"is_active": False}),
    ],
)
def test_is_refused_when_posting_or_account_are_not_in_force(model, change):
    actor = officer()
    token = token_of(actor)
    key = actor.posting_id if model is Posting else actor.staff_id
    model.objects.filter(pk=key).update(**change)

    answer = with_token(token).get(CASES)

    assert (answer.status_code, answer.json()["reason"]) == (401, "not_posted")


def test_a_closed_account_does_not_come_in_by_its_session_either():
    actor = officer()
    client = logged_in(actor)
    Posting.objects.filter(pk=actor.posting_id).update(ends_on=date(2025, 6, 1))

    answer = client.get(CASES)

    assert (answer.status_code, answer.json()["reason"]) == (401, "no_posting")


def test_use_is_noted_at_most_once_a_minute():
    client = with_token(token_of(officer()))
    start = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("UTC"))

    noted = []
    for seconds in (0, 59, 61):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            client.get(CASES)
        noted.append(ApiToken.objects.get().last_used_at)

    assert noted == [start, start, start + timedelta(seconds=61)]


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_answers_in_the_language_of_its_holder_unless_asked_otherwise(language):
    actor = officer()
    Staff.objects.filter(pk=actor.staff_id).update(language=language)
    client = with_token(token_of(actor))

    assert client.get(CASES)["Content-Language"] == language
    assert client.get(CASES, headers={"Accept-Language": "en"})["Content-Language"] == "en"


def test_a_session_writes_only_with_its_csrf_token():
    actor = officer()
    client = Client(enforce_csrf_checks=True)
    log_in(client, actor)
    address = "/api/v1/citizens/register/"

    refused = client.post(address, {"full_name": "A"}, content_type=JSON)
    client.get("/api/docs/")
    csrf = client.cookies["csrftoken"].value
    taken = client.post(
        address, {"full_name": "A"}, content_type=JSON, headers={"X-CSRFToken": csrf}
    )

    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert taken.status_code == 201, taken.text


def test_a_token_writes_without_csrf_token():
    client = Client(
        enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token_of(officer())}"}
    )

    answer = client.post("/api/v1/citizens/register/", {"full_name": "A"}, content_type=JSON)

    assert answer.status_code == 201
