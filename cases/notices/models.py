"""Notices to missions and their officers, and the mails that point to them."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.missions.choices import Role
from cases.notices.choices import Audience, Mailing, MailState


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of notices."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the own mission: for everyone there and for oneself; its head sees all of them.

        Headquarters has its own and does not read those of missions.
        """
        if actor.kind == "system":
            return self.all()
        own = self.filter(mission_id=actor.sees_at)
        if actor.role == Role.HEAD_OF_MISSION:
            return own
        return own.filter(Q(audience=Audience.MISSION) | Q(staff_id=actor.staff_id))

    def addressed_to(self, actor: Actor) -> Self:
        """Those the actor is meant to act on; a head's without those of the officers."""
        own = self.visible_to(actor)
        return own.exclude(Q(audience=Audience.OFFICER) & ~Q(staff_id=actor.staff_id))

    def unread(self) -> Self:
        """Those nobody marked as read."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing told to a mission, its head or one of its officers, with the way to it.

    `meant_staff` and `meant_mission`: for whom it was, when it went to somebody else because there
    is nobody there. `read_by` is empty where it was settled by what another mission did.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    mission = models.ForeignKey("cases.Mission", models.PROTECT, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    meant_mission = models.ForeignKey("cases.Mission", models.PROTECT, null=True, related_name="+")
    meant_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    from_mission_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mailing = models.CharField(max_length=4, choices=Mailing, default=Mailing.NONE)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="notice_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(mailing__in=Mailing.values), name="notice_mailing_known"
            ),
            models.CheckConstraint(
                condition=Q(audience="officer", staff__isnull=False)
                | Q(~Q(audience="officer"), staff__isnull=True),
                name="notice_names_its_officer",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=False) | Q(read_by__isnull=True),
                name="notice_read_before_reader",
            ),
        )
        indexes = (
            models.Index(fields=["mission", "-created_at", "-id"], name="notice_mission"),
            models.Index(
                fields=["mission", "audience"],
                name="notice_unread",
                condition=Q(read_at__isnull=True) & ~Q(audience="officer"),
            ),
            models.Index(
                fields=["staff", "mission"],
                name="notice_unread_staff",
                condition=Q(read_at__isnull=True, audience="officer"),
            ),
            models.Index(fields=["id"], name="notice_to_mail", condition=Q(mailing="due")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    """Reads of the outbox."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees to the mail; it names staff only."""
        return self.all() if actor.sees_all else self.none()


class OutboxMail(models.Model):
    """One mail to a member of staff that says there is a notice, and nothing more."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="mails")
    to_staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=160)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=MailState)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail of the outbox")
        verbose_name_plural = _("mails of the outbox")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="outboxmail_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | (Q(next_try_at__isnull=False) & ~Q(address="")),
                name="outboxmail_waits_for_a_moment",
            ),
            models.UniqueConstraint(fields=["notice", "to_staff"], name="outboxmail_once"),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"], name="outboxmail_due", condition=Q(state="waiting")
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"
