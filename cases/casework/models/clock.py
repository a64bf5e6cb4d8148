"""Clock: one limit running on one step."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ClockState
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.step import Step
from cases.core.stamped import written_at
from cases.procedures.models import Limit

RUNNING = Q(state="running")


class ClockQuerySet(CaseChildQuerySet["Clock"]):
    """Reads of clocks."""

    def running(self) -> "ClockQuerySet":
        """Clocks that have a moment at which they run out."""
        return self.filter(RUNNING)


class Clock(models.Model):
    """A limit on a step: not running (its start is unknown), running, standing still, or stopped.

    `due_at` is when it runs out, kept after it was stopped so that being late stays on record;
    former values are in the row versions.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks")
    step = models.ForeignKey(Step, models.PROTECT, related_name="clocks", db_index=False)
    limit = models.ForeignKey(Limit, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=ClockState)
    started_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    written_at = written_at()

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ("step", "id")
        constraints = (
            models.UniqueConstraint(fields=["step", "limit"], name="clock_limit_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", started_at__isnull=True, due_at__isnull=True)
                | Q(state="running", started_at__isnull=False, due_at__isnull=False)
                | Q(state="paused", started_at__isnull=False)
                | Q(state="stopped", stopped_at__isnull=False),
                name="clock_state_complete",
            ),
        )
        indexes = (models.Index(fields=["due_at", "id"], condition=RUNNING, name="clock_running"),)

    def __str__(self) -> str:
        return str(self.limit)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_late(self) -> bool:
        """Whether it was stopped after it had run out."""
        return bool(self.stopped_at and self.due_at and self.stopped_at > self.due_at)
