"""The sessions of browsers: idle for half an hour at most, ten hours at most in all.

`SESSION_COOKIE_AGE` is the idle limit, `SESSION_LONGEST` the absolute one. A session is written
when something in it changes and otherwise once a minute. Ending one keeps its row on record.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.models import StaffSession
from cases.core.together import Fixed, Part

TOUCHED_EVERY = timedelta(minutes=1)
UNIQUE = "23505"
"""What PostgreSQL calls a key that is there already."""


def live_session(digest: str, now: datetime) -> Part[StaffSession]:
    """Return the session of a digest, unless it is over."""
    return Part(StaffSession.objects.live(now).filter(session_key=digest))


LIVE = Fixed(live_session, {"the digest": "text", datetime.max.replace(tzinfo=UTC): "timestamptz"})


def digest_of(key: str | None) -> str:
    """Return what is stored of the key that the browser holds."""
    return sha256((key or "").encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session, kept in rows of our own."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: StaffSession | None = None
        self.seen_from: dict[str, Any] = {}

    def exists(self, session_key: str) -> bool:
        """Return whether a key was ever given out."""
        return bool(StaffSession.objects.filter(session_key=digest_of(session_key)).exists())

    def create(self) -> None:
        """Begin a session under a key of its own; its time begins anew."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined] # Django's own hook
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing once it is over."""
        self.row = next(iter(LIVE.of(digest_of(self.session_key), timezone.now())), None)
        if self.row is None:
            self._session_key = None
            return {}
        return self.decode(self.row.session_data)

    def save(self, must_create: bool = False) -> None:
        """Write the session, as a new row or into the one that is still open."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined] # Django's own hook
        now = timezone.now()
        idle = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        started = now if must_create or self.row is None else self.row.started_at
        values = {
            "session_data": self.encode(data),
            "expire_date": min(idle, started + settings.SESSION_LONGEST),
            "staff_id": data.get(SESSION_KEY),
            "seen_at": now,
        }
        digest = digest_of(self.session_key)
        if not must_create:
            open_rows = StaffSession.objects.filter(session_key=digest, ended_at__isnull=True)
            if not open_rows.update(**values):
                raise UpdateError
            return
        row = StaffSession(session_key=digest, started_at=now, **values, **self.seen_from)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as fault:
            # Any other refusal of the database would be met again with every key.
            if getattr(fault.__cause__, "pgcode", "") != UNIQUE:
                raise
            raise CreateError from None
        self.row = row

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key is not None:
            StaffSession.objects.filter(session_key=digest_of(key)).end(timezone.now())

    def touch(self) -> None:
        """Note that the session is used, at most once a minute."""
        if self.row is not None and timezone.now() - self.row.seen_at > TOUCHED_EVERY:
            self.modified = True

    @classmethod
    def clear_expired(cls) -> None:
        """Empty what is over; the rows stay."""
        now = timezone.now()
        StaffSession.objects.filter(expire_date__lt=now).exclude(session_data="").update(
            session_data=""
        )
