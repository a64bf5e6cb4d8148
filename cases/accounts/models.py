"""Who is logged in where, and links that let somebody in once."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.choices import LinkPurpose
from cases.core.actor import Actor
from cases.missions.choices import StaffKind

ADMINISTER = "staff.administer"
"""The right of who gives accounts and helps those who have one."""
LINK_LASTS = timedelta(hours=24)


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    """Reads of sessions."""

    def visible_to(self, actor: Actor) -> Self:
        """Everyone sees the own sessions; who gives accounts sees from where each is used.

        Nobody is shown what a session holds.
        """
        if actor.may(ADMINISTER):
            return self.filter(staff__isnull=False)
        return self.filter(staff_id=actor.staff_id, staff__isnull=False)

    def live(self, now: datetime) -> Self:
        """Neither ended nor over by the clock."""
        return self.filter(ended_at__isnull=True, expire_date__gt=now)

    def end(self, now: datetime) -> int:
        """End them; what they held is emptied, the row stays on record."""
        return self.filter(ended_at__isnull=True).update(
            ended_at=now, expire_date=now, session_data=""
        )


class StaffSessionManager(BaseSessionManager.from_queryset(StaffSessionQuerySet)):  # type: ignore[misc] # class made at run time
    """Reads sessions."""


class StaffSession(AbstractBaseSession):
    """A browser that came to the site, from its login until it ended; without staff before that.

    The column `session_key` holds a digest: a copy of the table opens no session.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    session_key = models.CharField(max_length=64, unique=True, editable=False)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    objects = StaffSessionManager()  # type: ignore[misc] # Django declares it on the class

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("-started_at",)
        indexes = (
            models.Index(
                fields=["staff"], name="staffsession_open", condition=Q(ended_at__isnull=True)
            ),
            models.Index(fields=["staff", "started_at"], name="staffsession_began"),
        )

    def __str__(self) -> str:
        return self.public_reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return what reads and writes sessions."""
        from cases.accounts.sessions import SessionStore  # noqa: PLC0415 - it needs this model

        return SessionStore


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    """Reads of links."""

    def visible_to(self, actor: Actor) -> Self:
        """Nobody reads links; they are made, shown once and used."""
        return self.all() if actor.kind == "system" else self.none()

    def live(self, now: datetime) -> Self:
        """Neither used, replaced nor expired, and for the open account of a person."""
        return self.filter(
            used_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=now,
            staff__is_active=True,
            staff__kind=StaffKind.PERSON,
        )


class OneTimeLink(models.Model):
    """A link that lets a member of staff set a password or a second factor, once."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=LinkPurpose)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=LinkPurpose.values), name="onetimelink_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__lte=F("made_at") + LINK_LASTS),
                name="onetimelink_lives_a_day",
            ),
            models.UniqueConstraint(
                fields=["staff"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="onetimelink_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.staff}"
