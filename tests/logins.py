"""A client that is logged in by force has given all that a login asks for.

The tests of the login itself go through its pages.
"""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

FACTOR_AT, PROVED_AT = "factor_at", "proved_at"  # as in cases.accounts.marks
BACKEND = "django.contrib.auth.backends.ModelBackend"


def force_login(client, user, backend=BACKEND):
    """Log in, with the second factor given and proved just now.

    The session is written once; Django's own way writes it three times, and tells packages.
    """
    now = timezone.now()
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[FACTOR_AT] = session[PROVED_AT] = now.timestamp()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    user.last_login = now
    user.save(update_fields=["last_login"])


@pytest.fixture(autouse=True)
def whole_logins(monkeypatch):
    """Put it in place for every test."""
    monkeypatch.setattr(Client, "force_login", force_login)
