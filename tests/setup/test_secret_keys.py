"""A new SECRET_KEY with the former one named: nothing is lost, and nothing new hangs on the old."""

import ast
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.core.management import CommandError, call_command
from django.core.signing import Signer
from django.test import Client

from cases.accounts import adapter, factors
from cases.core.closed import close, open_closed
from consular.env import WrongSettingError, read
from tests.accounts.people import (
    code_of,
    give_code,
    give_password,
    log_in,
    required,
    somebody,
    with_factor,
)
from tests.api.calls import JSON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("required")]
__all__ = ["required"]

FIRST, SECOND, THIRD = ("1" * 50, "2" * 50, "3" * 50)
KEYED = {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "AUDIT_SEAL_KEY", "salted_hmac", "hmac"}
KEYED |= {"Signer", "TimestampSigner", "dumps", "loads", "PasswordResetTokenGenerator"}
KEYED |= {"SessionBase", "get_session_auth_hash", "server_keys", "seal_keys"}
KEYED |= {"file_keys", "STORED_FILES_KEY"}
OF_OTHERS = {"dumps", "loads"}
"""Also of JSON and TOML, so these count only where they come from Django."""
REVIEWED = {
    "cases/accounts/adapter.py": "former keys open second factors",
    "cases/accounts/sessions.py": "Django's signed session data, with its fallbacks",
    "cases/accounts/views/login.py": "what was typed, signed with Django's fallbacks",
    "cases/core/evidence/seals.py": "former keys mark seals that stood before",
    "cases/core/kept.py": "what was typed, signed with Django's fallbacks",
    "cases/core/keys.py": "the list of the keys",
    "cases/core/store/sealed.py": "stored files, opened by former keys too",
    "cases/core/closed.py": "places in lists and names of entries, opened by former keys too",
    "cases/core/disclosure.py": "digests of terms that were searched for, with the key of the day",
    "cases/core/receipts.py": "former keys know a repetition again",
    "cases/accounts/marks.py": "the digest of the password half way through a login, the same",
    "cases/movements/musters/phone.py": "what a telephone keeps, which a change shuts for good",
    "cases/missions/queries.py": "the digest of the password in a session, with the fallbacks",
    "cases/intake/lists/views.py": "tickets of a download, signed with Django's fallbacks",
    "cases/privacy/views.py": "page addresses, signed with Django's fallbacks",
    "consular/settings/base.py": "names them",
    "consular/settings/demo.py": "names it",
    "consular/settings/production.py": "names it",
    "consular/settings/test.py": "names it",
}
"""Where something hangs on a key, and what becomes of it: `cases/core/keys.py` says it in full."""


def changed(settings, *former):
    """Change the secret, naming those before it."""
    settings.SECRET_KEY_FALLBACKS = list(former)
    settings.SECRET_KEY = SECOND


@pytest.fixture
def staff(settings):
    """Somebody whose factors the first key closed."""
    settings.SECRET_KEY = FIRST
    person = somebody()
    person.codes = with_factor(person)
    return person


def closed_with_the_present_key(person):
    rows = Authenticator.objects.filter(user=person)
    texts = [row.data.get("secret") or row.data["seed"] for row in rows]
    return [text for text in texts if adapter.closed_anew(text) == text]


def test_every_use_of_a_key_is_reviewed():
    root = Path(__file__).parents[2]
    files = [file for name in ("cases", "consular") for file in (root / name).rglob("*.py")]

    found = {str(file.relative_to(root)) for file in files if is_keyed(file)}

    assert found == set(REVIEWED), (
        "Say in cases/core/keys.py and here what becomes of it when SECRET_KEY is changed."
    )


def is_keyed(file):
    """Whether a file names a key or takes something that uses one."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            known = KEYED if "django" in (node.module or "") else KEYED - OF_OTHERS
            if known & {row.name for row in node.names}:
                return True
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if name in KEYED - OF_OTHERS:
            return True
    return False


def test_a_second_factor_outlives_a_new_key_and_is_closed_anew(client, staff, settings):
    changed(settings, FIRST)
    assert closed_with_the_present_key(staff) == []

    assert log_in(client, staff).status_code == 302

    assert client.get("/cases/").status_code == 200
    assert len(closed_with_the_present_key(staff)) == 2
    settings.SECRET_KEY_FALLBACKS = []
    assert log_in(Client(), staff, steps=1)["Location"] == "/"


def test_a_recovery_code_does_the_same_and_is_used_up(staff, settings):
    changed(settings, FIRST)
    give_password(first := Client(), staff)

    assert give_code(first, staff.codes[0]).status_code == 302

    settings.SECRET_KEY_FALLBACKS = []
    assert len(closed_with_the_present_key(staff)) == 2
    assert factors.recovery_codes_left(staff) == 9
    give_password(second := Client(), staff)
    assert "This code is not right" in give_code(second, staff.codes[0]).text


def test_a_wrong_code_closes_nothing_anew(client, staff, settings):
    changed(settings, FIRST)
    give_password(client, staff)

    give_code(client, "000000")

    assert closed_with_the_present_key(staff) == []


def test_without_the_former_key_a_code_is_refused_and_the_log_says_why(
    client, staff, settings, caplog
):
    code = code_of(staff)
    changed(settings)
    give_password(client, staff)

    answer = give_code(client, code)

    assert answer.status_code == 200
    assert "This code is not right" in answer.text
    assert "FORMER_SECRET_KEYS" in caplog.text
    assert staff.username not in caplog.text


def test_all_factors_are_closed_anew_by_a_command(staff, settings, capsys):
    changed(settings, THIRD, FIRST)

    call_command("close_factors_anew")
    call_command("close_factors_anew")

    assert capsys.readouterr().out.splitlines() == [
        "1 accounts encrypted with the present key.",
        "0 accounts encrypted with the present key.",
    ]
    assert len(closed_with_the_present_key(staff)) == 2


def test_the_command_says_how_many_no_key_opens(staff, settings):
    changed(settings, THIRD)

    with pytest.raises(CommandError, match="No known key opens the second factors of 1 accounts"):
        call_command("close_factors_anew")


def test_a_session_goes_on_and_needs_the_former_key_no_more(client, staff, settings):
    log_in(client, staff)
    before = client.session[HASH_SESSION_KEY]
    changed(settings, FIRST)

    assert client.get("/cases/").status_code == 200

    assert client.session[HASH_SESSION_KEY] != before
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/cases/").status_code == 200


def test_a_session_ends_when_the_former_key_is_not_named(client, staff, settings):
    log_in(client, staff)
    changed(settings)

    assert client.get("/cases/").status_code == 302


def test_a_former_key_brings_no_former_password_back(client, staff, settings):
    log_in(client, staff)
    changed(settings, FIRST)
    staff.set_password("another one of invented words")
    staff.save()

    assert client.get("/cases/").status_code == 302


def test_a_page_address_stays_good(settings):
    settings.SECRET_KEY = FIRST
    signed, closed = Signer(salt="x").sign_object([False, 1]), close(b"1", "x")
    changed(settings, FIRST)

    assert Signer(salt="x").unsign_object(signed) == [False, 1]
    assert open_closed(closed, "x") == b"1"
    assert open_closed(closed, "y") is None
    assert close(b"1", "x") != closed


def test_a_repetition_across_the_change_does_not_act_twice(client, staff, settings):
    log_in(client, staff)
    ask = {"language": "fr", "zone": ""}
    headers = {"Idempotency-Key": "of-the-old-days", "If-Match": "*"}
    address = "/api/v1/staff/put-profile/"
    first = client.post(address, ask, content_type=JSON, headers=headers)
    changed(settings, FIRST)

    again = client.post(address, ask, content_type=JSON, headers=headers)
    other = client.post(address, ask | {"language": "vi"}, content_type=JSON, headers=headers)

    assert first.status_code == again.status_code == 201
    assert again.headers["Idempotent-Replay"] == "true"
    assert other.json()["code"] == "key_reused"


def test_former_keys_are_read_with_commas():
    env = read({"FORMER_SECRET_KEYS": f"{FIRST}, {SECOND}", "FORMER_AUDIT_SEAL_KEYS": THIRD})

    assert env.former_secret_keys == (FIRST, SECOND)
    assert env.former_audit_seal_keys == (THIRD,)
    assert read({}).former_secret_keys == ()


@pytest.mark.parametrize("name", ["FORMER_SECRET_KEYS", "FORMER_AUDIT_SEAL_KEYS"])
def test_a_former_key_that_is_none_stops_the_start(name):
    with pytest.raises(WrongSettingError, match=f"^{name} must name keys of at least 50"):
        read({name: f"{FIRST},short"})
