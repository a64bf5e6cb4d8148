"""Behind PgBouncer in transaction mode nobody sees with the eyes of whoever had the connection.

The second wall stands alone here: the querysets return all rows, so that whatever the database
shows is shown. One request in twenty breaks in the middle of its transaction.
"""

import logging

import pytest
from django.conf import settings as current
from django.db import transaction

from cases.core import context
from cases.core.middleware import RequestTransaction
from tests.matrix.walls import without_the_first_wall
from tests.pooling.bouncer import pooled
from tests.pooling.house import ask_many, offices
from tests.sweeps import IS_AUDIT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

REQUESTS = 50_000 if IS_AUDIT else 2_000
FAULTS = "tests.pooling.faults.Faults"


@pytest.fixture
def behind(settings, monkeypatch):
    """Six missions, and everything that is asked goes through the pooler."""
    settings.MIDDLEWARE = [*current.MIDDLEWARE, FAULTS]
    logging.disable(logging.CRITICAL)
    with pooled(), without_the_first_wall(monkeypatch):
        yield offices()
    logging.disable(logging.NOTSET)


def test_every_answer_holds_rows_of_the_own_mission_only(behind):
    outcome = ask_many(behind, REQUESTS)

    assert outcome.foreign == [], outcome.foreign[:10]
    assert outcome.odd == [], outcome.odd[:10]
    assert outcome.asked >= REQUESTS
    assert outcome.own > REQUESTS * 0.5
    assert outcome.statuses[500] == outcome.broken > REQUESTS * 0.03
    assert set(outcome.statuses) <= {200, 404, 500}, outcome.statuses
    print(outcome.asked, dict(outcome.statuses), "foreign:", len(outcome.foreign))  # noqa: T201


def test_eyes_set_for_the_session_would_be_found_out(behind, monkeypatch):
    for_session = context.SET_ALL.replace("true)", "false)")
    monkeypatch.setattr(context, "SET_ALL", for_session)
    monkeypatch.setattr(RequestTransaction, "__call__", without_a_transaction)

    outcome = ask_many(behind, 400)

    assert "true)" not in for_session
    assert outcome.foreign


def without_a_transaction(self, request):
    """Answer as if settings of the session were enough."""
    return self.answer(request)


def test_a_transaction_that_ends_leaves_no_eyes_on_the_connection(behind):
    for _turn in range(20 if IS_AUDIT else 6):
        with transaction.atomic():
            assert set(context.read_context()) == {""}
        ask_many(behind, 16, seed=_turn)
