"""A demonstration on one machine: embedded PostgreSQL, reachable from this machine only."""

import os
import secrets
from pathlib import Path

from consular.env import LOCAL, env
from consular.settings.base import *


def own_secret(file: Path) -> str:
    """A random key of this checkout, so that a session outlives a restart."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(64))
        draft.replace(file)
    return file.read_text()


DEBUG = False
SECRET_KEY = env.secret_key or own_secret(LOCAL / "secret-key")
ALLOWED_HOSTS = [*env.allowed_hosts, "localhost", "127.0.0.1"]
WHITENOISE_USE_FINDERS = True
# The scenario ends in November 2025; the demonstration goes on from its last day.
PRESENT_SHIFT = "cases.seeding.demonstration.shift" if env.is_replay_allowed else ""
# The login page has the accounts as buttons; no other mode has the address behind them.
ROOT_URLCONF = "consular.demo_urls"
LOGIN_OFFERS = "cases.seeding.demo_login.offered"
DEMO_PASSWORD = "demo-2025"  # noqa: S105 -- printed at the start of the demo, open to this machine only
