"""Reminder: that a limit runs out or has run out was told to somebody."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReminderKind, ReminderState
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.clock import Clock
from cases.missions.models import Mission
from cases.notices.models import Notice


class ReminderQuerySet(CaseChildQuerySet["Reminder"]):
    """Reads of reminders."""


class Reminder(models.Model):
    """One reminder of a clock, told once to each mission for each moment at which it runs out.

    It is written with the notice that tells it, so one that is here reached an inbox; a clock
    that is counted anew and runs out at another moment is reminded of again.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reminders")
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="reminders", db_index=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reminders")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=4, choices=ReminderState, default=ReminderState.SENT)
    recorded_at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["clock", "kind", "due_at", "mission"], name="reminder_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.values), name="reminder_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReminderState.values), name="reminder_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {date_format(self.due_at, 'DATE_FORMAT')}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
