"""An act on many that is sent again under its key."""

from types import SimpleNamespace

import pytest

from cases.core import bulk_body
from cases.core.errors import Problem
from tests.api.calls import caller
from tests.api.test_bulk import held, mine, send, wanted

__all__ = ["mine"]
pytestmark = pytest.mark.django_db


def test_sent_again_it_is_answered_the_same_although_its_input_cannot_be_right_any_more(
    mine, monkeypatch
):
    actor, cases = mine
    client, body = caller(actor), wanted(*cases)
    first = send(client, body, Idempotency_Key="k")
    too_late = SimpleNamespace(problems=lambda: [Problem("reason", "in_past", "Too late.")])
    monkeypatch.setattr(bulk_body, "bulk_form", lambda *known, **given: too_late)

    again = send(client, body, Idempotency_Key="k")

    assert (first.status_code, again.status_code) == (200, 200)
    assert [row["is_repeated"] for row in again.json()["results"]] == [True] * 3
    assert send(client, body, Idempotency_Key="other").status_code == 422


def test_a_faulty_input_uses_up_no_key(mine):
    actor, cases = mine
    client = caller(actor)
    faulty = send(client, wanted(*cases, input={"reason": "no such"}), Idempotency_Key="k")
    twice = send(client, wanted(*cases, input={"reason": "no such"}), Idempotency_Key="k")

    mended = send(client, wanted(*cases), Idempotency_Key="k")

    assert [row.status_code for row in (faulty, twice, mended)] == [422, 422, 200]
    assert held(actor, cases) == [True] * 3
