"""Clock: one limit running on one step, or on one question of it."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ClockState, InTime
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.step import Inquiry, Step
from cases.core.stamped import written_at
from cases.procedures.choices import Body
from cases.procedures.models import Limit

RUNNING = Q(state="running")
COUNTED = RUNNING & Q(is_counted=True)


class ClockQuerySet(CaseChildQuerySet["Clock"]):
    """Reads of clocks."""

    def running(self) -> "ClockQuerySet":
        """Clocks that have a moment at which they run out."""
        return self.filter(RUNNING)

    def counted(self) -> "ClockQuerySet":
        """Running clocks that count against whoever must keep them, once they have run out."""
        return self.filter(COUNTED)

    def with_question(self) -> Self:
        """Say of one that stands still when was asked whom it waits for."""
        open_ones = Inquiry.objects.filter(
            step=OuterRef("step"), body=OuterRef("rests_with"), answered_at__isnull=True
        ).order_by("asked_from", "pk")
        return self.annotate(
            asked_from=Subquery(open_ones.values("asked_from")[:1]),
            asked_at=Subquery(open_ones.values("asked_at")[:1]),
        )


class Clock(models.Model):
    """A limit on a step: not running (its start is unknown), running, standing still, or stopped.

    Start, end and stop are each known to a span. `due_from` and `due_at` are the first instants
    after the term, counted from the first and from the last possible start; they are kept after it
    was stopped, and `verdict` with them, so that being late stays on record. Former values are in
    the row versions.

    A limit on the answer to a question has a clock for each question, `inquiry`: who answered late
    and is asked again was late all the same. So was who had to act on a step that is taken up
    again: what was judged before keeps its clock, with the moment of that in `taken_up_at` and the
    question that stopped it, if one did. The new course has a clock of its own. A limit of ours
    that had run out keeps it too when the step is taken up again by which it starts.

    `calendar` is whose days off counted: a country, the mission, nobody. `is_counted`: whether it
    may count against somebody. A limit that nothing confirms never does, nor does one whose start
    lies in two versions of its law, nor one that stopped without a verdict. Of one that stands
    still `rests_since` says since when, `rests_with` who has the ball, `rests_left` how much of its
    unit is left.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks")
    step = models.ForeignKey(Step, models.PROTECT, related_name="clocks", db_index=False)
    limit = models.ForeignKey(Limit, models.PROTECT, related_name="+", db_index=False)
    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="clocks", db_index=False
    )
    taken_up_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ClockState)
    calendar = models.CharField(max_length=8, blank=True)
    is_counted = models.BooleanField(default=False)
    started_from = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    due_from = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    stopped_from = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    rests_since = models.DateTimeField(null=True, blank=True)
    rests_with = models.CharField(max_length=24, choices=Body, blank=True)
    rests_left = models.IntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=8, choices=InTime, blank=True)
    written_at = written_at()

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ("step", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["step", "limit", "inquiry", "taken_up_at"],
                nulls_distinct=False,
                name="clock_limit_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at__isnull=True) | Q(state="stopped"),
                name="clock_former_stopped",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", started_at__isnull=True, due_at__isnull=True)
                | Q(state="running", started_at__isnull=False, due_at__isnull=False)
                | Q(state="paused", started_at__isnull=False)
                | Q(state="stopped", stopped_at__isnull=False),
                name="clock_state_complete",
            ),
            models.CheckConstraint(
                condition=Q(verdict="")
                | Q(verdict__in=InTime.values, state="stopped", due_at__isnull=False),
                name="clock_verdict_of_stopped",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped", verdict="", is_counted=True),
                name="clock_counted_has_verdict",
            ),
            models.CheckConstraint(
                condition=Q(rests_since__isnull=True, rests_with="", rests_left__isnull=True)
                | Q(
                    state="paused",
                    rests_since__isnull=False,
                    rests_with__in=Body.values,
                    rests_left__isnull=False,
                ),
                name="clock_rests_when_paused",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}_from__isnull": True, f"{name}_at__isnull": True})
                    | Q(
                        **{f"{name}_from__isnull": False, f"{name}_at__isnull": False},
                        **{f"{name}_from__lte": F(f"{name}_at")},
                    ),
                    name=f"clock_{name}_span",
                )
                for name in ("started", "due", "stopped")
            ),
        )
        indexes = (
            models.Index(fields=["due_at", "id"], condition=COUNTED, name="clock_running"),
            models.Index(fields=["due_from", "id"], condition=COUNTED, name="clock_nearing"),
        )

    def __str__(self) -> str:
        return str(self.limit)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_late(self) -> bool:
        """Whether it counts as late against whoever had to keep it."""
        return self.is_counted and self.verdict == InTime.LATE

    @property
    def was_done_before(self) -> bool:
        """Whether what it measures was done before it began: it measured nothing."""
        if self.started_from is None or self.stopped_at is None:
            return False
        return self.state == ClockState.STOPPED and self.stopped_at < self.started_from

    @property
    def was_not_done(self) -> bool:
        """Whether it had run out, and what starts it was taken up again before it was kept."""
        return self.taken_up_at is not None and self.stopped_at == self.taken_up_at

    @property
    def verdict_words(self) -> str:
        """Its verdict; nobody is late by one that counts against nobody."""
        if self.was_done_before:
            return capfirst(gettext("done before this limit began"))
        if self.verdict == InTime.LATE and not self.is_counted:
            return capfirst(gettext("the last day is past; it counts against nobody"))
        return self.get_verdict_display()
