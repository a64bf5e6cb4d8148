"""Movement and Leg: who organises a journey of many, and by which route it goes."""

from typing import Any, Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.core.facts import two_ends
from cases.core.roles import FILE, PEOPLE
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.movements.choices import OPEN, Mode, MovementState
from cases.places.models import Place


def of_reception(actor: Actor, path: str = "") -> Q:
    """Return the condition of movements that arrive at the actor's mission, once frozen."""
    return Q(**{f"{path}reception_point_id": actor.sees_at, f"{path}manifest__gt": 0})


class MovementQuerySet(models.QuerySet["Movement"]):
    """Reads of movements."""

    def visible_to(self, actor: Actor) -> Self:
        """The own mission's; those that arrive here, once frozen; those with somebody in sight."""
        if not actor.sees(PEOPLE):
            return self.none()
        if actor.sees_all:
            return self.all()
        if not actor.sees(FILE):
            return self.filter(of_reception(actor))
        passenger: Any = Movement._meta.get_field("passengers").related_model
        aboard = passenger.objects.visible_to(actor).values("movement")
        return self.filter(Q(mission_id=actor.sees_at) | of_reception(actor) | Q(pk__in=aboard))

    def own_of(self, actor: Actor) -> Self:
        """Those that the actor's mission organises or receives: lists begin at an index."""
        if not actor.sees(PEOPLE):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(Q(mission_id=actor.sees_at) | of_reception(actor))

    def open(self) -> Self:
        """Those that are neither completed nor cancelled."""
        return self.filter(state__in=OPEN)


class Movement(models.Model):
    """People travel together; `mission` organises it. Its title names nobody.

    `seated` and `waiting` are kept by the database, so that they are right for readers who see only
    some of the people; `mission_ids` too: which missions ever had somebody on it, for the wall to
    begin with. `manifest` is the number of the last frozen version, 0 before the first.
    `departs_at` and `arrives_at` repeat its first and its last leg, for lists.
    """

    number = models.CharField(max_length=24, unique=True)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    mission_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    reception_point = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    title = models.CharField(max_length=160)
    state = models.CharField(
        max_length=10, choices=MovementState, default=MovementState.PLANNING, editable=False
    )
    state_reason = models.CharField(max_length=500, blank=True)
    departs_at = models.DateTimeField()
    arrives_at = models.DateTimeField()
    seated = models.PositiveIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)
    manifest = models.PositiveSmallIntegerField(default=0, editable=False)
    is_changed = models.BooleanField(default=False, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MovementQuerySet.as_manager()
    AT_HAND = ("mission", "incident", "reception_point")

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ("-departs_at", "-number")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=MovementState.values), name="movement_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(state_reason=""),
                name="movement_cancelled_has_reason",
                violation_error_message=_("Say why the movement is cancelled."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planning", "cancelled"]) | Q(manifest__gt=0),
                name="movement_leaves_frozen",
                violation_error_message=_("Nobody leaves before the list is frozen."),
            ),
            models.CheckConstraint(
                condition=Q(arrives_at__gt=F("departs_at")), name="movement_times_forwards"
            ),
        )
        indexes = (
            models.Index(fields=["mission", "-departs_at", "-number"], name="movement_of_mission"),
            models.Index(
                fields=["reception_point", "-departs_at", "-number"], name="movement_received"
            ),
            models.Index(fields=["-departs_at", "-number"], name="movement_all"),
            models.Index(
                fields=["departs_at"],
                condition=Q(state__in=["planning", "frozen", "under_way"]),
                name="movement_open",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def public_reference(self) -> str:
        """The number used outside."""
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the movement."""
        return reverse("movement", args=[self.number])

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor cancelled."""
        return self.state in OPEN


class LegQuerySet(models.QuerySet["Leg"]):
    """Reads of legs."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of movements in sight."""
        if actor.sees_all:
            return self.all()
        return self.filter(movement__in=Movement.objects.visible_to(actor))

    def standing(self) -> Self:
        """Those that are travelled, in order."""
        return self.filter(dropped_at__isnull=True).order_by("number")


ACTS = ("departed", "arrived", "turned_back")
"""What is done on the ground with a leg: each moment is kept with both ends."""


class Leg(models.Model):
    """A part of the way, from a place to a place, by one means of transport.

    Planned times are corrected in place (row versions keep what was planned before, `why` the last
    reason); `departed_at` and `arrived_at` are written by the acts on the ground and emptied again
    when the leg comes back (`turned_back_at`). `seated` is kept by the database.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="legs")
    number = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=Mode)
    from_place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    to_place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    departs_at = models.DateTimeField()
    arrives_at = models.DateTimeField()
    carrier = models.CharField(max_length=120, blank=True)
    service = models.CharField(max_length=24, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    seated = models.PositiveIntegerField(default=0, editable=False)
    meeting_place = models.CharField(max_length=200, blank=True)
    meeting_at = models.DateTimeField(null=True, blank=True)
    departed_from = models.DateTimeField(null=True, blank=True)
    departed_at = models.DateTimeField(null=True, blank=True)
    arrived_from = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    turned_back_from = models.DateTimeField(null=True, blank=True)
    turned_back_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=500, blank=True)

    objects = LegQuerySet.as_manager()
    AT_HAND = ("from_place", "to_place")

    class Meta:
        verbose_name = _("leg")
        verbose_name_plural = _("legs")
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="leg_mode_known"),
            models.CheckConstraint(
                condition=Q(arrives_at__gt=F("departs_at")),
                name="leg_times_forwards",
                violation_error_message=_("A leg arrives after it has departed."),
            ),
            models.CheckConstraint(
                condition=Q(departed_at__isnull=False, arrived_at__gte=F("departed_at"))
                | Q(arrived_at__isnull=True),
                name="leg_arrives_after_departing",
                violation_error_message=_("A leg arrives after it has departed."),
            ),
            *two_ends("leg", *((f"{act}_from", f"{act}_at") for act in ACTS)),
            models.CheckConstraint(
                condition=~Q(from_place=F("to_place")),
                name="leg_two_places",
                violation_error_message=_("A leg goes from one place to another."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="leg_has_seats"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True)
                | Q(dropped_at__isnull=False)
                | Q(seated__lte=F("capacity")),
                name="leg_not_overbooked",
                violation_error_message=_("There are not so many seats on this leg."),
            ),
            models.UniqueConstraint(
                fields=["movement", "number"],
                condition=Q(dropped_at__isnull=True),
                name="leg_number_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_place} → {self.to_place}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def crosses_border(self) -> bool:
        """Whether the leg ends in another country than it begins in."""
        return self.from_place.country != self.to_place.country

    @property
    def free(self) -> int | None:
        """How many seats are left; None where nobody counts them."""
        return None if self.capacity is None else max(0, self.capacity - self.seated)


class MovementCounter(models.Model):
    """The last number of a mission's movements in one year; written by a definer function only."""

    mission_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mission_id", "year"], name="movementcounter_once"),
        )

    def __str__(self) -> str:
        return f"{self.mission_id}-{self.year}: {self.last}"
