"""Staff with passwords and second factors, and the codes their phones would show."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

from cases.accounts import factors
from tests.factories import MissionFactory, PostingFactory

PASSWORD = "bon tu bia dat ra"


@pytest.fixture
def required(settings):
    """A real installation: nobody gets in without a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


def somebody(role: str = "case_officer", **more: Any) -> Any:
    """Return a member of staff with a posting and a password."""
    staff = PostingFactory(role=role, **more).staff
    staff.set_password(PASSWORD)
    staff.save()
    return staff


def with_factor(staff: Any) -> list[str]:
    """Set a second factor up half an hour ago; return its recovery codes."""
    kept = factors.new_secret()
    code = code_of_secret(decrypt(kept))
    codes = factors.activate(staff, kept, code)
    assert codes is not None
    factor = Authenticator.objects.get(user=staff, type="totp")
    factor.data[factors.USED] -= 60
    factor.save()
    return codes


def code_of_secret(secret: str, steps: int = 0) -> str:
    """Return the code of now, or of some steps of 30 seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def code_of(staff: Any, steps: int = 0) -> str:
    """Return the code that the phone of this person shows."""
    factor = Authenticator.objects.get(user=staff, type="totp")
    return code_of_secret(decrypt(factor.data["secret"]), steps)


def wrong(code: str) -> str:
    """Return another code than this."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def give_password(client: Any, staff: Any, password: str = PASSWORD, **more: Any) -> Any:
    """Take the first step of the login."""
    return client.post("/login/", {"username": staff.username, "password": password}, **more)


def give_code(client: Any, code: str, **more: Any) -> Any:
    """Take the second step of the login."""
    return client.post("/login/code/", {"code": code}, **more)


def log_in(client: Any, staff: Any, steps: int = 0) -> Any:
    """Take both steps."""
    give_password(client, staff)
    return give_code(client, code_of(staff, steps))


def invite(desk: Any, **more: str) -> Any:
    """Send the form with which a case officer of the embassy in Bangkok is invited."""
    MissionFactory()
    sent = {
        "username": "mai.nguyen",
        "full_name": "Nguyễn Mai",
        "mission": "BKK",
        "role": "case_officer",
        "starts_on": "2025-01-01",
        "language": "vi",
        "_key": "k",
    }
    return desk.post("/staff-acts/invite/", sent | more)
