"""Passenger: the person of a case on a movement; SeatChange and SeatOverride: what was decided."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.core.roles import APART, PEOPLE
from cases.movements.choices import OPEN, STANDING, SeatAct, SeatState
from cases.movements.models.movement import Movement


class WithCaseQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that are seen with their case, also where a role reads no files: at the gate at home."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of cases that `actor` sees."""
        if not actor.sees(PEOPLE):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(case__in=Case.objects.visible_to(actor).order_by().values("pk"))


class PassengerQuerySet(WithCaseQuerySet["Passenger"]):
    """Reads of passengers."""

    def standing(self) -> Self:
        """Those with a seat, and those who wait for one."""
        return self.filter(state__in=STANDING)

    def seated(self) -> Self:
        """Those with a seat."""
        return self.filter(state=SeatState.SEATED)

    def waiting(self) -> Self:
        """Those who wait, the first first."""
        return self.filter(state=SeatState.WAITING).order_by("place", "pk")

    def under_way(self) -> Self:
        """Those of movements that are neither completed nor cancelled."""
        return self.filter(movement__state__in=OPEN)


class Passenger(models.Model):
    """The person of a case has a seat on a movement, or waits for one, on legs from-to.

    Seen with the case alone: of a movement with people of several missions each sees those whose
    cases it sees. `last_leg` is empty for whoever travels to the end. `place` orders the waiting
    list. Who pays the ticket is a cost line of the case, which few roles read, and stands not here.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="passengers")
    case = models.ForeignKey(Case, models.PROTECT, related_name="seats")
    state = models.CharField(max_length=8, choices=SeatState)
    place = models.PositiveIntegerField(null=True, blank=True)
    first_leg = models.PositiveSmallIntegerField(default=1)
    last_leg = models.PositiveSmallIntegerField(null=True, blank=True)
    seat = models.CharField(max_length=24, blank=True)
    ticket_name = models.CharField(max_length=120, blank=True)
    ticket_number = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    changed_at = models.DateTimeField()
    changed_by = by_whom()

    objects = PassengerQuerySet.as_manager()
    AT_HAND = ("case__citizen", "movement")

    class Meta:
        verbose_name = _("passenger")
        verbose_name_plural = _("passengers")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=SeatState.values), name="passenger_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", place__isnull=False)
                | (~Q(state="waiting") & Q(place__isnull=True)),
                name="passenger_waits_at_a_place",
            ),
            models.CheckConstraint(
                condition=Q(last_leg__isnull=True) | Q(last_leg__gte=F("first_leg")),
                name="passenger_legs_forwards",
                violation_error_message=_("The last leg lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["movement", "case"],
                condition=Q(state__in=STANDING),
                name="passenger_once_on_movement",
                violation_error_message=_("This person is on this movement already."),
            ),
        )
        indexes = (
            models.Index(
                fields=["case"], condition=Q(state__in=STANDING), name="passenger_standing_of_case"
            ),
        )

    def __str__(self) -> str:
        return self.case.reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the movement."""
        return self.movement.get_absolute_url()

    def is_on(self, number: int) -> bool:
        """Whether the person travels on the leg of this number."""
        return self.first_leg <= number and (self.last_leg is None or number <= self.last_leg)


class SeatChangeQuerySet(CaseChildQuerySet["SeatChange"]):
    """Reads of changes of seats."""


class SeatChange(models.Model):
    """What was done with a person's seat, why, by whom; only added to."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    passenger = models.ForeignKey(Passenger, models.PROTECT, related_name="changes")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    act = models.CharField(max_length=12, choices=SeatAct)
    reason = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = SeatChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a seat")
        verbose_name_plural = _("changes of seats")
        constraints = (
            models.CheckConstraint(
                condition=Q(act__in=SeatAct.values), name="seatchange_act_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.get_act_display())


class SeatOverrideQuerySet(CaseChildQuerySet["SeatOverride"]):
    """Reads of overrides; that two people are kept apart is for who may know of pairs."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of cases that `actor` sees."""
        rows = super().visible_to(actor)
        return rows if actor.sees(APART) else rows.exclude(code="kept_apart")


class SeatOverride(models.Model):
    """Somebody who may has decided that a check does not keep a person off, and why; only added to.

    `code` is the check's, from `seeds/movement_rules.toml`; `facts` a digest of what it said then:
    it holds as long as the check says the same.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    passenger = models.ForeignKey(Passenger, models.PROTECT, related_name="overrides")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    facts = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = SeatOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override of a check")
        verbose_name_plural = _("overrides of checks")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="seatoverride_has_reason",
                violation_error_message=_("Say why the person travels nevertheless."),
            ),
        )

    def __str__(self) -> str:
        return self.code
