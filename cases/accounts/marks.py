"""What a session says of a login: how far it came, and when it last proved who it is.

Until the second factor was given nobody is logged in: the session holds whose password was right,
for ten minutes, and every page treats it as a stranger's.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from cases.accounts.factors import has_factor
from cases.accounts.lockout import forgive
from cases.core.actor import Actor
from cases.core.audit import write_audit
from cases.core.context import apply_context, read_context
from cases.core.peers import address_of
from cases.core.roles import needs_second_factor
from cases.missions.models import Staff
from cases.missions.queries import current_postings, is_password_of

FACTOR_AT = "factor_at"
PROVED_AT = "proved_at"
HALF_WAY = "half_way"
PATIENCE = timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def is_factor_needed(staff: Staff) -> bool:
    """Return whether this account must have a second factor, by the roles it has today.

    An account without a role today gets in as strictly as one with.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    roles = [posting.role for posting in current_postings(staff.pk)]
    return not roles or needs_second_factor(roles)


def asks_for_code(staff: Staff) -> bool:
    """Return whether the password alone does not log this account in."""
    return has_factor(staff) or is_factor_needed(staff)


def go_half_way(request: HttpRequest, staff: Staff) -> None:
    """Keep that the password was right, and which it was; what is missing is the code."""
    request.session.cycle_key()
    until = timezone.now() + PATIENCE
    request.session[HALF_WAY] = {
        "staff": staff.pk,
        "until": until.timestamp(),
        "password": staff.get_session_auth_hash(),
    }


def half_way(request: HttpRequest) -> Staff | None:
    """Return whose password was right a few minutes ago, and still is the one of the account."""
    kept: dict[str, Any] | None = request.session.get(HALF_WAY)
    if kept is None or kept["until"] < timezone.now().timestamp():
        return None
    found: Staff | None = Staff.objects.filter(pk=kept["staff"], is_active=True).first()
    if found is None or not is_password_of(found, kept.get("password", "")):
        return None
    return found


def enter(request: HttpRequest, staff: Staff, *, with_factor: bool) -> None:
    """Log somebody in who has given all that is asked for."""
    request.session.pop(HALF_WAY, None)
    request.session.seen_from = {  # type: ignore[attr-defined] # of our store
        "address": address_of(request),
        "agent": request.headers.get("User-Agent", "")[:200],
    }
    login(request, staff, backend=BACKEND)
    prove(request, staff, with_factor=with_factor)
    on_record("staff.logged_in", staff)


def prove(request: HttpRequest, staff: Staff, *, with_factor: bool) -> None:
    """Keep when this session proved who it is."""
    now = timezone.now().timestamp()
    request.session[PROVED_AT] = now
    if with_factor:
        request.session[FACTOR_AT] = now
        forgive(staff.username)


def proved_at(request: HttpRequest) -> datetime | None:
    """Return when this session last proved who it is."""
    kept = request.session.get(PROVED_AT)
    return datetime.fromtimestamp(kept, tz=UTC) if kept else None


def on_record(event: str, staff: Staff | None, refused: str = "") -> None:
    """Put an act on the own account on record that is no operation: there is no actor yet."""
    name = staff.full_name if staff else ""
    before = read_context()
    if not before[0]:
        apply_context(Actor(kind="staff", name=name, staff_id=staff.pk if staff else None))
    write_audit(event, event.rpartition(".")[2], [staff] if staff else [], refused=refused)
    if not before[0]:
        apply_context(None)
