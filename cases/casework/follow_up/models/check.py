"""WelfareCheck: that a person who came home is asked how she is, and on which day."""

from datetime import datetime, timedelta
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TalkChannel
from cases.casework.follow_up.choices import CheckState, DropReason, PutOffReason
from cases.casework.follow_up.terms import kind_words
from cases.casework.models import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.missions.models import Mission

DAY = timedelta(days=1)


class WelfareCheckQuerySet(CaseChildQuerySet["WelfareCheck"]):
    """Reads of welfare checks."""

    def own_of(self, actor: Actor) -> Self:
        """Those that the actor's mission makes; headquarters: all. For lists, by an index."""
        seen = self.visible_to(actor)
        return seen if actor.sees_all else seen.filter(mission_id=actor.sees_at)

    def planned(self) -> Self:
        """Those that nobody has made yet."""
        return self.filter(state=CheckState.PLANNED)

    def due(self, now: datetime) -> Self:
        """Planned ones whose day has come where the mission is."""
        return self.planned().filter(due_at__lte=now + DAY)

    def overdue(self, now: datetime) -> Self:
        """Planned ones whose day is over where the mission is."""
        return self.planned().filter(due_at__lte=now)


class WelfareCheck(models.Model):
    """A check on the person of a closed case: which, by whom, on which day, what became of it.

    `due_at` is the end of `due_on` at the mission; `first_due_on` the day it had before it was put
    off. It holds nothing that was said: that is a row of its own (`WelfareFinding`), read by few.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="welfare_checks")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=12, choices=CheckState, default=CheckState.PLANNED)
    counted_from = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    put_off_reason = models.CharField(max_length=12, choices=PutOffReason, blank=True)
    drop_reason = models.CharField(max_length=12, choices=DropReason, blank=True)
    done_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=8, choices=TalkChannel, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = by_whom()
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WelfareCheckQuerySet.as_manager()

    AT_HAND: ClassVar[tuple[str, ...]] = ("case__citizen", "case__mission")

    class Meta:
        verbose_name = _("welfare check")
        verbose_name_plural = _("welfare checks")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=CheckState.values), name="welfarecheck_state_known"
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="welfarecheck_has_kind"),
            models.CheckConstraint(
                condition=Q(put_off_reason__in=["", *PutOffReason.values]),
                name="welfarecheck_put_off_known",
            ),
            models.CheckConstraint(
                condition=Q(state=CheckState.NOT_NEEDED, drop_reason__in=DropReason.values)
                | (~Q(state=CheckState.NOT_NEEDED) & Q(drop_reason="")),
                name="welfarecheck_dropped_says_why",
                violation_error_message=_("Say why the check is no longer needed."),
            ),
            models.CheckConstraint(
                condition=Q(state=CheckState.PLANNED, settled_at__isnull=True)
                | (~Q(state=CheckState.PLANNED) & Q(settled_at__isnull=False)),
                name="welfarecheck_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=CheckState.DONE, done_on__isnull=False)
                | ~Q(state=CheckState.DONE),
                name="welfarecheck_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, channel="")
                | Q(done_on__isnull=False, channel__in=TalkChannel.values),
                name="welfarecheck_says_by_which_way",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("counted_from")),
                name="welfarecheck_after_return",
                violation_error_message=_("A check comes after the return."),
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state=CheckState.PLANNED),
                name="welfarecheck_once",
                violation_error_message=_("Such a check is planned for this case already."),
            ),
        )
        indexes = (
            models.Index(fields=["mission", "state", "due_at", "uuid"], name="welfarecheck_of"),
            models.Index(fields=["state", "due_at", "uuid"], name="welfarecheck_all"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What it is called in the reader's language."""
        return kind_words(self.kind)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def act_url(self, verb: str) -> str:
        """The page of an act on it."""
        return reverse("welfare_check_operation", args=[self.uuid, verb])
