"""Drafting a playbook says which draft was seen: nobody's text is replaced unseen."""

import pytest

from cases.core.addresses import ROOT
from cases.core.context import eyes
from cases.procedures.operations import draft_playbook
from tests.api.calls import JSON, caller
from tests.factories import headquarters
from tests.procedures.playbooks import CHAIN, draft
from tests.refusals import refusal_of, refused
from tests.register import fresh

pytestmark = pytest.mark.django_db

OTHER = CHAIN.replace("A chain", "Another chain")
API = f"{ROOT}playbooks/draft/"


@pytest.fixture
def actor():
    return headquarters()


@pytest.fixture
def there(actor):
    with eyes(actor):
        return draft(CHAIN)


def drafted(actor, **values):
    with eyes(actor):
        return draft_playbook(actor, **values)


def test_a_draft_is_replaced_under_the_version_that_was_seen(actor, there):
    playbook = drafted(actor, content=OTHER, version=there.version)

    assert (playbook.pk, playbook.version) == (there.pk, there.version + 1)


@pytest.mark.parametrize("seen", [0, 7])
def test_another_version_than_was_seen_is_refused(actor, there, seen):
    assert refused(drafted, actor, content=OTHER, version=seen) == (409, "stale_version")
    assert fresh(there).content == CHAIN


def test_a_draft_that_was_seen_and_is_gone_is_not_made_anew(actor, there):
    text = CHAIN.replace('"chain"', '"rope"')

    assert refusal_of(drafted, actor, content=text, version=there.version).code == "stale_version"


def test_the_api_takes_the_version_in_the_body(actor, there):
    client = caller(actor)

    stale = client.post(API, {"content": OTHER, "version": 0}, JSON)
    done = client.post(API, {"content": OTHER, "version": there.version}, JSON)

    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert stale.json()["current_version"] == there.version
    assert done.status_code == 200, done.text


def test_the_page_makes_a_new_draft_and_replaces_none(actor, there):
    client = caller(actor)
    page = client.get("/playbooks/draft/")
    assert 'name="_version" value="0"' in page.text

    answer = client.post("/playbooks/draft/", {"content": OTHER, "_version": "0", "_key": "a"})

    assert answer.status_code == 409
    assert "This playbook has a draft already." in answer.text
    assert fresh(there).content == CHAIN
