"""Second factors: codes of an app on the phone (RFC 6238), and recovery codes for a lost phone.

The secrets and the arithmetic are allauth's. The guard against replay is ours: a code is good for
one step of time, and a step that was used, or any before it, is never taken again (RFC 6238, 5.2);
allauth remembers codes in the cache for one period, which is shorter than they are good for.
"""

import time
from typing import cast

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cases.missions.models import Staff

PERIOD = 30
DIGITS = 6
USED = "used_step"


def has_factor(staff: Staff) -> bool:
    """Return whether the account has a second factor."""
    return bool(Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists())


def new_secret() -> str:
    """Return a secret to be shown, encrypted for the session that keeps it meanwhile."""
    return str(encrypt(generate_totp_secret()))


def words_of_secret(kept: str) -> str:
    """Return the secret in groups of four, for typing it into the app."""
    secret = decrypt(kept)
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture_of(staff: Staff, kept: str) -> str:
    """Return the QR code as SVG to stand in the page: no address, no style of its own."""
    address = get_adapter().build_totp_url(staff, decrypt(kept))
    code = segno.make(address, error="m")
    return str(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))


def step_of(secret: str, code: str, now: float) -> int | None:
    """Return the step of time whose code this is; None for a wrong code."""
    tolerance = settings.MFA_TOTP_TOLERANCE
    present = int(now) // PERIOD
    found = None
    for step in range(present - tolerance, present + tolerance + 1):
        if constant_time_compare(format_hotp_value(hotp_value(secret, step)), code):
            found = step
    return found


def activate(staff: Staff, kept: str, code: str) -> list[str] | None:
    """Make the secret the account's factor when `code` proves that the app has it.

    Returns the recovery codes, to be shown once; None for a wrong code. The code that activates is
    used up by it.
    """
    secret = decrypt(kept)
    step = step_of(secret, bare(code), time.time())
    if step is None:
        return None
    remove(staff)
    factor = TOTP.activate(staff, secret).instance
    factor.data[USED] = step
    factor.save(update_fields=["data"])
    return renew_recovery_codes(staff)


def renew_recovery_codes(staff: Staff) -> list[str]:
    """Make new recovery codes; the former ones end."""
    Authenticator.objects.filter(user=staff, type=Authenticator.Type.RECOVERY_CODES).delete()
    return cast(list[str], RecoveryCodes.activate(staff).get_unused_codes())


def recovery_codes_left(staff: Staff) -> int:
    """Return how many recovery codes are unused."""
    kept = Authenticator.objects.filter(user=staff, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0


def remove(staff: Staff) -> None:
    """Take all factors of an account away: these are secrets, kept no longer than they serve."""
    Authenticator.objects.filter(user=staff).delete()


def accepts(staff: Staff, code: str) -> bool:
    """Return whether this is a code of the account that was not used yet, and use it up."""
    typed = bare(code)
    factors = Authenticator.objects.select_for_update(no_key=True)
    factor = factors.filter(user=staff, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return False
    if len(typed) == DIGITS:
        step = step_of(decrypt(factor.data["secret"]), typed, time.time())
        if step is None or step <= factor.data.get(USED, -1):
            return False
        factor.data[USED] = step
        factor.last_used_at = timezone.now()
        factor.save(update_fields=["data", "last_used_at"])
        return True
    kept = Authenticator.objects.filter(user=staff, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept is not None and bool(RecoveryCodes(kept).validate_code(typed))


def bare(code: str) -> str:
    """Return the digits of a code; apps and people put blanks and hyphens between them."""
    return "".join(char for char in code if char.isascii() and char.isdigit())
