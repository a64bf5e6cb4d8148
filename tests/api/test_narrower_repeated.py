"""A token that may not do an act is not told what came of it, whatever key it sends."""

import pytest

from cases.core.context import eyes
from tests.api.calls import JSON, token_of, with_token
from tests.factories import officer
from tests.register import a_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["Called his sister.", "Something else."])
def test_a_token_without_the_scope_is_refused_before_its_key_is_looked_at(text):
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    there = f"/api/v1/cases/{case.reference}/note/"
    sent = {"content_type": JSON, "headers": {"Idempotency-Key": "k-1"}}
    first = with_token(token_of(actor)).post(there, {"text": "Called his sister."}, **sent)

    narrow = with_token(token_of(actor, scopes=["cases.read"]))
    answer = narrow.post(there, {"text": text}, **sent)

    assert first.status_code == 200, first.text
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert "Idempotent-Replay" not in answer
