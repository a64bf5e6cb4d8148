"""A client that is logged in by force has given all that a login asks for.

The tests of the login itself go through its pages.
"""

import pytest
from django.test import Client
from django.utils import timezone

FACTOR_AT, PROVED_AT = "factor_at", "proved_at"  # as in cases.accounts.marks
_force_login = Client.force_login


def force_login(client, user, backend=None):
    """Log in, with the second factor given and proved just now."""
    _force_login(client, user, backend)
    session = client.session
    now = timezone.now().timestamp()
    session.update({FACTOR_AT: now, PROVED_AT: now})
    session.save()


@pytest.fixture(autouse=True)
def whole_logins(monkeypatch):
    """Put it in place for every test."""
    monkeypatch.setattr(Client, "force_login", force_login)
