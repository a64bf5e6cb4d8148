"""Recount and RecountedClock: which clocks a correction judges otherwise."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import InTime
from cases.casework.models import Case, Clock
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.recounts.choices import RecountState
from cases.core.actor import Actor
from cases.core.roles import REFERENCE
from cases.missions.models import Mission
from cases.places.choices import Country
from cases.procedures.choices import CalendarOf
from cases.procedures.models import Limit

OPEN = (RecountState.LISTING.value, RecountState.PROPOSED.value)
UNDECIDED = (*OPEN, RecountState.OUTDATED.value)
STATES = tuple(RecountState.values)
ABOUT_LIMIT = Q(limit__isnull=False, calendar="", mission__isnull=True)
ABOUT_DAYS = Q(limit__isnull=True) & (
    Q(mission__isnull=False, calendar=CalendarOf.MISSION)
    | Q(mission__isnull=True, calendar__in=Country.values)
)


class RecountQuerySet(models.QuerySet["Recount"]):
    """Reads of recounts."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them, for a role that reads reference data: they name no person."""
        return self.all() if actor.sees(REFERENCE) else self.none()

    def proposed(self) -> Self:
        """Those about which somebody has to decide."""
        return self.filter(state=RecountState.PROPOSED)

    def about_same(self, recount: "Recount") -> Self:
        """Those that corrected the same limit, or days of the same calendar."""
        if recount.limit is not None:
            return self.filter(limit__code=recount.limit.code)
        return self.filter(limit=None, calendar=recount.calendar, mission=recount.mission_id)


class Recount(models.Model):
    """A correction that judges clocks otherwise, and what was decided about the stopped ones.

    It is about a limit, or about days of a calendar: of a country (`calendar` is its code) or of a
    mission. Without days the whole calendar is meant. `moved` clocks were running and were counted
    anew with the correction. `found` had stopped; `rejudged` of them would get another verdict, the
    others another last day alone. `acquitted` of them were late and would not be, `accused` would
    be late and were not; `written` were written after it was accepted. Where what was corrected was
    put back before anybody decided, it is outdated: nothing is judged otherwise any more.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    limit = models.ForeignKey(
        Limit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    calendar = models.CharField(max_length=8, blank=True)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=RecountState, default=RecountState.LISTING)
    corrected_because = models.TextField(blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        db_index=False,
    )  # fmt: skip
    moved = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    rejudged = models.PositiveIntegerField(default=0)
    acquitted = models.PositiveIntegerField(default=0)
    accused = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        db_index=False,
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecountQuerySet.as_manager()

    class Meta:
        verbose_name = _("recount")
        verbose_name_plural = _("recounts")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="recount_state_known"),
            models.CheckConstraint(
                condition=ABOUT_LIMIT | ABOUT_DAYS, name="recount_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, decided_at__isnull=True, reason="")
                | Q(state=RecountState.OUTDATED.value, decided_at__isnull=False, reason="")
                | (~Q(state__in=UNDECIDED) & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="recount_decided_why",
                violation_error_message=_("Say why the clocks are counted anew, or are not."),
            ),
        )

    def __str__(self) -> str:
        if self.limit is not None:
            return gettext("Limit “%(limit)s”") % {"limit": self.limit}
        whose = self.mission or Country(self.calendar).label
        if self.starts_on is None or self.ends_on is None:
            return gettext("Calendar of %(whose)s") % {"whose": whose}
        first, last = (date_format(day, "DATE_FORMAT") for day in (self.starts_on, self.ends_on))
        days = first if first == last else f"{first} – {last}"
        return gettext("Calendar of %(whose)s, %(days)s") % {"whose": whose, "days": days}

    def get_absolute_url(self) -> str:
        """The page with its list."""
        return reverse("recount_detail", args=[self.uuid])

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class RecountedClockQuerySet(CaseChildQuerySet["RecountedClock"]):
    """Reads of listed clocks."""


class RecountedClock(models.Model):
    """One clock on the list of a recount: what it said, and what it would say.

    `is_moved`: it ran, or starts or stops otherwise, and was counted anew with the correction.
    Never changed: what the clock says now stands on the clock, its former values in the row
    versions.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    recount = models.ForeignKey(Recount, models.PROTECT, related_name="clocks", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="+", db_index=False)
    verdict_before = models.CharField(max_length=8, choices=InTime, blank=True)
    verdict_after = models.CharField(max_length=8, choices=InTime, blank=True)
    due_before = models.DateTimeField(null=True, blank=True)
    due_after = models.DateTimeField(null=True, blank=True)
    is_counted_before = models.BooleanField()
    is_counted_after = models.BooleanField()
    is_moved = models.BooleanField(default=False)

    objects = RecountedClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock on the list of a recount")
        verbose_name_plural = _("clocks on lists of recounts")
        ordering = ("recount", "clock")
        constraints = (
            models.UniqueConstraint(fields=["recount", "clock"], name="recountedclock_once"),
            models.CheckConstraint(
                condition=Q(
                    verdict_before__in=["", *InTime.values], verdict_after__in=["", *InTime.values]
                ),
                name="recountedclock_verdicts_known",
            ),
        )

    def __str__(self) -> str:
        before, after = self.verdict_words
        return f"{before} → {after}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def judged(self) -> tuple[tuple[str, bool], tuple[str, bool]]:
        """The verdict and whether it counts against somebody, before and after."""
        return (
            (self.verdict_before, self.is_counted_before),
            (self.verdict_after, self.is_counted_after),
        )

    @property
    def verdict_words(self) -> tuple[str, str]:
        """The verdict before and after, in words."""
        nothing = capfirst(gettext("no verdict"))
        said = [self.words_of(one, counted=counted) or nothing for one, counted in self.judged]
        return said[0], said[1]

    @staticmethod
    def words_of(verdict: str, *, counted: bool) -> str:
        """Return a verdict in words; of a clock that counts against nobody that it does not."""
        words = str(InTime(verdict).label) if verdict else ""
        against_nobody = gettext("it counts against nobody")
        return words if counted or not words else f"{words}, {against_nobody}"
