"""How long a login takes tells nobody whether the account exists."""

import os
import random
import re
import statistics
import time

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from tests.accounts.people import give_password, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "audit"
TRIES, AT_MOST = (600, 1) if IS_LONG else (8, 5)
MOST_MILLISECONDS = 5.0
MOST_OF_A_LOGIN = 0.5
"""On a busy machine only a missing hash is told from noise; `make audit` counts milliseconds."""


class SlowHasher(PBKDF2PasswordHasher):
    """The real hasher with fewer rounds: still far above everything else a login does."""

    iterations = 60_000


def measured(names):
    """Return the median of the time each takes, in milliseconds; their order is drawn anew."""
    taken = {name: [] for name in names}
    for _round in range(TRIES):
        for name in random.sample(list(names), len(names)):
            started = time.perf_counter()
            answer = give_password(Client(), names[name], "wrong")
            taken[name].append((time.perf_counter() - started) * 1000)
            assert answer.status_code == 200
            AccessAttempt.objects.all().delete()
    return {name: statistics.median(times) for name, times in taken.items()}


def spread(medians):
    return max(medians.values()) - min(medians.values())


def test_an_unknown_name_takes_as_long_as_a_known_one(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_timing.SlowHasher"]
    known, closed, invited = somebody(), somebody(), somebody()
    closed.is_active = False
    closed.save()
    invited.set_unusable_password()
    invited.save()
    nobody = type(known)(username="no.one")
    names = {"known": known, "closed": closed, "invited": invited, "unknown": nobody}

    # Other programs of the machine only ever add differences: one try without them is enough.
    for _try in range(AT_MOST):
        medians = measured(names)
        allowed = MOST_MILLISECONDS if IS_LONG else MOST_OF_A_LOGIN * min(medians.values())
        if spread(medians) < allowed:
            break

    print(f"{TRIES} rounds, medians in ms: {medians}")  # noqa: T201
    assert spread(medians) < allowed, medians


def test_the_answer_is_the_same_letter_by_letter(client):
    known, invited = somebody(), somebody()
    invited.set_unusable_password()
    invited.save()

    def answer(name):
        response = client.post("/login/", {"username": name, "password": "wrong"})
        return re.sub(r'value="[A-Za-z0-9]{64}"', "", response.text.replace(name, "NAME"))

    assert answer("no.one") == answer(known.username) == answer(invited.username)
