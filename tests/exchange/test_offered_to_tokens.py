"""What a token can never do is not offered to it: acts that take a login, or a proof beside it."""

from dataclasses import replace

import pytest

from cases.core.actor import SYSTEM
from cases.core.addresses import ROOT
from cases.core.errors import Refused
from cases.core.registry import DECLARED
from tests.api.calls import caller, token_of, with_token
from tests.api.published import operation
from tests.factories import PostingFactory, administrator, head

pytestmark = pytest.mark.django_db

FOR_PERSONS = sorted(row.name for row in DECLARED.values() if row.operation.in_person)


def names_in(answer):
    return {row["name"] for row in answer.json()["actions"]}


def test_making_a_token_and_what_takes_a_proof_are_for_persons():
    assert {"create_token", "issue_service_token", "approve_export"} <= set(FOR_PERSONS)
    assert len(FOR_PERSONS) > 20


@pytest.mark.parametrize("name", FOR_PERSONS)
def test_it_is_open_to_no_token(name):
    declared = DECLARED[name]
    actor = replace(administrator(), token_id=1)

    assert not declared.operation.is_open_to(actor)


def test_the_root_offers_a_token_nothing_that_makes_tokens():
    actor = head()

    logged_in = names_in(caller(actor).get(ROOT))
    by_token = names_in(with_token(token_of(actor)).get(ROOT))

    assert "create_token" in logged_in
    assert logged_in - by_token == logged_in & set(FOR_PERSONS)
    assert by_token.isdisjoint(FOR_PERSONS)


def test_a_record_offers_a_token_nothing_that_takes_a_proof():
    actor = administrator()
    there = PostingFactory(role="case_officer").staff
    address = f"{ROOT}staff/{there.username}/"

    logged_in = names_in(caller(actor).get(address))
    by_token = names_in(with_token(token_of(actor)).get(address))

    assert "disable_staff" in logged_in
    assert by_token.isdisjoint(FOR_PERSONS)


def test_the_description_says_so():
    assert "never offered to a token" in operation("create_token")["description"]
    assert "never offered to a token" not in operation("hold_case")["description"]


@pytest.mark.parametrize("name", FOR_PERSONS)
def test_no_token_does_it_whatever_its_rights(name):
    with pytest.raises(Refused) as refusal:
        DECLARED[name].operation.allow(replace(SYSTEM, token_id=1))

    assert (refusal.value.status, refusal.value.code) == (403, "not_in_scope")
