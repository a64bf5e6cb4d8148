"""Guesses sent at once are looked at one behind the other, and no more of them than the limit."""

import os
from collections import Counter

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.backends import ModelBackend
from django.test import Client

from cases.accounts import backends
from tests.accounts.people import code_of, give_code, give_password, somebody, with_factor, wrong
from tests.core.test_parallel import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BURSTS, AT_ONCE = (100, 60) if os.environ.get("HYPOTHESIS_PROFILE") == "audit" else (2, 12)
LIMIT = 5


def counted(monkeypatch, owner, name):
    """Count how often a function is called."""
    seen = Counter()
    original = getattr(owner, name)

    def count(*args, **kwargs):
        seen[name] += 1
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, count)
    return seen


def test_of_many_passwords_at_once_five_are_looked_at(monkeypatch):
    seen = counted(monkeypatch, ModelBackend, "authenticate")
    staff, most = somebody(), 0

    for burst in range(BURSTS):
        seen.clear()
        AccessAttempt.objects.all().delete()
        answers = at_once(
            AT_ONCE, lambda n: give_password(Client(), staff, f"guess {n}").status_code
        )

        most = max(most, seen["authenticate"])
        assert seen["authenticate"] == LIMIT, burst
        assert Counter(answers) == {200: LIMIT - 1, 429: AT_ONCE - LIMIT + 1}
    print(f"passwords: {BURSTS} bursts of {AT_ONCE}, at most {most} looked at")  # noqa: T201


def test_of_many_codes_at_once_five_are_looked_at(monkeypatch, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    staff = somebody()
    with_factor(staff)
    clients = [Client() for _n in range(AT_ONCE)]
    seen, most = counted(monkeypatch, backends, "accepts"), 0

    for burst in range(BURSTS):
        seen.clear()
        AccessAttempt.objects.all().delete()
        if burst % 10 == 0:
            # A password that was given is forgotten after ten minutes.
            for client in clients:
                give_password(client, staff)
        at_once(AT_ONCE, lambda n: give_code(clients[n], wrong(code_of(staff))))

        most = max(most, seen["accepts"])
        assert seen["accepts"] == LIMIT, burst
    print(f"codes: {BURSTS} bursts of {AT_ONCE}, at most {most} looked at")  # noqa: T201


def test_of_one_right_code_sent_at_once_one_is_taken(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    staff = somebody()
    with_factor(staff)
    clients = [Client() for _n in range(AT_ONCE)]
    for client in clients:
        give_password(client, staff)
    code = code_of(staff)

    answers = at_once(AT_ONCE, lambda n: give_code(clients[n], code).status_code)

    assert answers.count(302) == 1
