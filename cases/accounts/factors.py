"""Second factors: codes of an app on the phone (RFC 6238), and recovery codes for a lost phone.

The secrets and the arithmetic are allauth's. The guard against replay is ours: a code is good for
one step of time, and a step that was used, or any before it, is never taken again (RFC 6238, 5.2);
allauth remembers codes in the cache for one period, which is shorter than they are good for.
"""

import logging
import time
from collections.abc import Iterable
from typing import cast

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cases.accounts.adapter import closed_anew
from cases.missions.models import Staff

logger = logging.getLogger(__name__)

PERIOD = 30
DIGITS = 6
USED = "used_step"
SECRETS = ("secret", "seed")
"""Under which names the data of a factor hold something encrypted."""


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
    rows = Authenticator.objects.select_for_update(no_key=True).filter(user=staff)
    factors = {row.type: row for row in rows.order_by("pk")}
    try:
        is_right = uses_up(factors, bare(code))
        if is_right:
            close_anew(factors.values())
    except InvalidToken:
        logger.error(
            "No known key opens a second factor: was SECRET_KEY changed, and the former one not "
            "named in FORMER_SECRET_KEYS?"
        )
        return False
    return is_right


def uses_up(factors: dict[str, Authenticator], typed: str) -> bool:
    """Return whether one of the factors takes these digits, which it never takes again."""
    factor = factors.get(Authenticator.Type.TOTP)
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
    kept = factors.get(Authenticator.Type.RECOVERY_CODES)
    if kept is None:
        return False
    codes = RecoveryCodes(kept)
    is_right = bool(codes.validate_code(typed))
    # The row as it is now: another request may have used a code up before this one.
    factors[Authenticator.Type.RECOVERY_CODES] = codes.instance
    return is_right


def close_anew(factors: Iterable[Authenticator]) -> bool:
    """Encrypt with the present key what a former one closed; return whether anything was."""
    is_changed = False
    for factor in factors:
        kept = {name: factor.data[name] for name in SECRETS if name in factor.data}
        anew = {name: closed_anew(text) for name, text in kept.items()}
        if anew != kept:
            factor.data |= anew
            factor.save(update_fields=["data"])
            is_changed = True
    return is_changed


def close_all_anew() -> tuple[int, int]:
    """Do so for every account; return how many were, and of how many no known key opens them."""
    closed = lost = 0
    everybody = Authenticator.objects.order_by("user_id").values_list("user_id", flat=True)
    for staff_id in list(everybody.distinct()):
        with transaction.atomic():
            rows = Authenticator.objects.select_for_update(no_key=True).filter(user_id=staff_id)
            try:
                closed += close_anew(rows.order_by("pk"))
            except InvalidToken:
                lost += 1
    return closed, lost


def bare(code: str) -> str:
    """Return the digits of a code; apps and people put blanks and hyphens between them."""
    return "".join(char for char in code if char.isascii() and char.isdigit())
