"""Who may be logged in: one guess at a time for each name, and the second factor."""

from typing import Any

from django.db import connection
from django.http import HttpRequest

from cases.accounts.factors import accepts
from cases.accounts.lockout import name_of
from cases.missions.models import Staff

LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


class OneGuessAtATime:
    """Lets the guesses of one name pass one behind the other.

    The lock is held until the request's transaction has written down how the guess ended. Without
    it forty parallel guesses were all looked at before the first was counted.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Wait for the guess before this one."""
        if request is None:
            return
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [f"login:{name_of(request, credentials)}"])


class SecondFactor:
    """Takes a code of the account that has given its password already."""

    def authenticate(self, request: HttpRequest | None, *, staff: Staff, code: str) -> Staff | None:
        """Return the member of staff whose code this is."""
        may_log_in = staff.is_active and not staff.is_service
        return staff if may_log_in and accepts(staff, code) else None
