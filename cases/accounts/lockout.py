"""Guesses are counted, and after five wrong ones their author waits a quarter of an hour.

Passwords are counted by user name and address, so that a colleague behind the same address, or the
same person elsewhere, goes on working. Codes of the second factor are counted by account alone:
whoever guesses them has the password already, and addresses are cheap.
"""

from copy import copy
from datetime import datetime
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from cases.core.peers import address_of

LONGEST = 100
OF_CODES = "#code"


def name_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return under which name a guess is counted: that of the account, as it is known."""
    told = credentials or {}
    staff = told.get("staff")
    if staff is not None:
        return code_name(staff.username)
    name = told.get("username") or request.POST.get("username") or ""
    return str(name).replace("\x00", "").strip().casefold()[:LONGEST]


def code_name(username: str) -> str:
    """Return under which name guesses of codes are counted; no user name holds a #."""
    return f"{username}{OF_CODES}"


def counted_by(request: Any, credentials: dict[str, Any] | None = None) -> list[Any]:
    """Return what a guess is counted by."""
    is_code = (credentials or {}).get("staff") is not None
    return ["username"] if is_code else [["username", "ip_address"]]


def forgive(username: str) -> None:
    """Forget the wrong codes of an account after a right one."""
    AxesProxyHandler.reset_attempts(username=code_name(username))


def locked_names(now: datetime) -> list[str]:
    """Return the user names under which somebody guessed too often, so that more is refused now."""
    attempts = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=now - settings.AXES_COOLOFF_TIME,
    )
    names = attempts.values_list("username", flat=True)
    return [str(name).removesuffix(OF_CODES) for name in names]


def minutes_left(request: HttpRequest, credentials: dict[str, Any] | None, now: datetime) -> int:
    """Return for how many minutes, rounded up, nothing more is taken under this name."""
    attempts = AccessAttempt.objects.filter(username=name_of(request, credentials))
    if counted_by(request, credentials) != ["username"]:
        attempts = attempts.filter(ip_address=address_of(request))
    newest = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    ends_at = (newest or timezone.now()) + settings.AXES_COOLOFF_TIME
    return max(1, -int((now - ends_at).total_seconds() // 60))


class BareHandler(AxesDatabaseHandler):  # type: ignore[misc] # axes is not typed
    """Counts, and keeps nothing of what was sent: a form kept for later may hold people's data."""

    def user_login_failed(
        self, sender: str, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """Count a wrong guess."""
        empty = copy(request)
        empty.GET = empty.POST = QueryDict()
        empty.axes_http_accept = ""
        super().user_login_failed(sender, credentials, empty, **kwargs)
        request.axes_locked_out = empty.axes_locked_out
        request.axes_credentials = credentials
