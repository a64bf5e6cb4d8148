"""Escort and HostNote: who goes along, and what was asked of the authorities of the host state."""

from datetime import date
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.missions.models import Authority
from cases.movements.choices import EscortKind
from cases.movements.models.movement import Movement


class EscortQuerySet(models.QuerySet["Escort"]):
    """Reads of escorts."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of movements in sight."""
        if actor.sees_all:
            return self.all()
        return self.filter(movement__in=Movement.objects.visible_to(actor))

    def standing(self) -> Self:
        """Those who still go along."""
        return self.filter(ended_at__isnull=True)


class Escort(models.Model):
    """Somebody who goes along with the people: one of our staff, or somebody named."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="escorts")
    kind = models.CharField(max_length=12, choices=EscortKind)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=160, blank=True)
    first_leg = models.PositiveSmallIntegerField(default=1)
    last_leg = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_whom()

    objects = EscortQuerySet.as_manager()
    AT_HAND = ("staff",)

    class Meta:
        verbose_name = _("escort")
        verbose_name_plural = _("escorts")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=EscortKind.values), name="escort_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, name="") | (Q(staff__isnull=True) & ~Q(name="")),
                name="escort_is_somebody",
                violation_error_message=_("Choose one of our staff, or write a name."),
            ),
            models.CheckConstraint(
                condition=Q(last_leg__isnull=True) | Q(last_leg__gte=F("first_leg")),
                name="escort_legs_forwards",
                violation_error_message=_("The last leg lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.staff)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class HostNoteQuerySet(models.QuerySet["HostNote"]):
    """Reads of notes to authorities."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of movements in sight, for a role that reads files."""
        if not actor.sees(FILE):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(movement__in=Movement.objects.visible_to(actor))

    def overdue(self, today: date) -> Self:
        """Those whose answer was wanted before today and is not there."""
        return self.filter(answered_on__isnull=True, answer_due_on__lt=today)


class HostNote(models.Model):
    """A note to an authority of a host state about a movement: what was asked, what it answered."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="host_notes")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=60, blank=True)
    sent_on = models.DateField()
    asked_for = models.CharField(max_length=500)
    answer_due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = HostNoteQuerySet.as_manager()
    AT_HAND = ("authority",)

    class Meta:
        verbose_name = _("note to an authority")
        verbose_name_plural = _("notes to authorities")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__gte=F("sent_on")) & ~Q(answer="")),
                name="hostnote_answer_is_whole",
                violation_error_message=_("An answer has a day, not before the note, and words."),
            ),
            models.CheckConstraint(
                condition=Q(answer_due_on__isnull=True) | Q(answer_due_on__gte=F("sent_on")),
                name="hostnote_due_after_sent",
                violation_error_message=_("The answer is wanted after the note was sent."),
            ),
        )

    def __str__(self) -> str:
        return self.number or str(self.authority)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def is_overdue(self, today: date) -> bool:
        """Whether the answer was wanted before today and is not there."""
        due = self.answer_due_on
        return self.answered_on is None and due is not None and due < today
