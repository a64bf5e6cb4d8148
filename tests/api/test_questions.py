"""Questions in a body: POSTs that only read take a key of the call as every other POST does."""

import base64

import pytest

from cases.citizens.api_codes import EXAMPLE as CODE
from cases.configuration.forms import EXAMPLE as SET
from cases.core.actor import SYSTEM
from cases.core.addresses import ROOT
from cases.core.api_asking import AskingView
from cases.core.context import eyes
from cases.core.models import AuditEntry, Receipt
from tests.api.calls import JSON, caller, token_of, with_token
from tests.api.published import description
from tests.citizens.search.people import PEOPLE, person
from tests.factories import administrator, officer

pytestmark = pytest.mark.django_db

FILE = {"file": {"name": "configuration.zip", "content": SET}}
OTHER = {"file": {"name": "other.zip", "content": base64.b64encode(b"PK").decode()}}
QUESTIONS = {
    "citizens/search/": (officer, {"words": "nguyen van hung"}, {"words": "tran thi mai"}),
    "received-reports/search/": (officer, {"words": "my son"}, {"words": "my daughter"}),
    "documents/read-code/": (officer, CODE, {"code": CODE["code"].replace("TRAN", "PHAM")}),
    "configuration/compare/": (administrator, FILE, OTHER),
}


def ask(client, address, body, key="question-1"):
    return client.post(f"{ROOT}{address}", body, JSON, headers={"Idempotency-Key": key})


def test_each_question_is_asked_here():
    assert len(AskingView.__subclasses__()) == len(QUESTIONS)


def test_every_post_that_is_described_takes_a_key():
    lacking = [
        call["post"]["operationId"]
        for call in description()["paths"].values()
        if "post" in call
        and "Idempotency-Key" not in {row["name"] for row in call["post"]["parameters"]}
    ]

    assert lacking == []


@pytest.mark.parametrize("address", QUESTIONS)
def test_the_same_question_is_answered_again(address):
    who, body, _other = QUESTIONS[address]
    client = caller(who())

    first = ask(client, address, body)
    again = ask(client, address, body)

    assert (first.status_code, again.status_code) == (200, 200), first.text
    assert again.json() == first.json()
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize("address", QUESTIONS)
def test_another_question_under_the_same_key_is_refused(address):
    who, body, other = QUESTIONS[address]
    client = caller(who())
    ask(client, address, body)

    answer = ask(client, address, other)

    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize("address", QUESTIONS)
def test_a_malformed_key_is_refused_and_none_is_none(address):
    who, body, _other = QUESTIONS[address]
    actor = who()
    client = caller(actor)

    answer = ask(client, address, body, key="with blanks")
    without = client.post(f"{ROOT}{address}", body, JSON)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_key")
    assert without.status_code == 200
    with eyes(actor):
        assert not Receipt.objects.exists()


def test_a_question_that_was_refused_leaves_its_key_free():
    client = caller(officer())

    refused = ask(client, "citizens/search/", {"words": "x"})
    mended = ask(client, "citizens/search/", {"words": "xuan"})

    assert (refused.status_code, mended.status_code) == (422, 200)


def test_what_is_shown_again_goes_on_record_again_and_no_answer_is_kept():
    actor = officer()
    client = with_token(token_of(actor))
    person(actor, *PEOPLE[0])

    ask(client, "citizens/search/", {"words": "nguyen van hung"})
    ask(client, "citizens/search/", {"words": "nguyen van hung"})

    with eyes(SYSTEM):
        shown = AuditEntry.objects.filter(event="citizen.found").count()
    assert shown == 2
    with eyes(actor):
        assert [row.answer for row in Receipt.objects.all()] == [None]
