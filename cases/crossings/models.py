"""The ledger of whereabouts: points in a person's way."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import Answer
from cases.citizens.models import Citizen, CitizenChildQuerySet
from cases.core.facts import DatedFact, fact_constraints, standing_facts
from cases.core.stamped import written_at
from cases.core.text import labelled
from cases.crossings.choices import Manner, StayKind
from cases.missions.models import Authority
from cases.places.choices import Country
from cases.places.models import Place


class Point(DatedFact):
    """A dated point in a person's way; `number` orders points of one moment.

    A corrected point keeps the number of the one it takes the place of.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    written_at = written_at()

    class Meta:
        abstract = True

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class CrossingQuerySet(CitizenChildQuerySet["Crossing"]):
    """Reads of crossings."""

    def standing(self, known_at: datetime | None = None) -> Self:
        """Facts that stand now, or stood as known at `known_at`."""
        return standing_facts(self, known_at)


class Crossing(Point):
    """A border crossed by one person, with both sides as far as they are known."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="crossings")
    from_country = models.CharField(max_length=2, choices=Country)
    to_country = models.CharField(max_length=2, choices=Country)
    left_from = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    manner = models.CharField(max_length=8, choices=Manner, default=Manner.UNKNOWN)
    is_regular = models.CharField(max_length=8, choices=Answer, default=Answer.UNKNOWN)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        verbose_name = _("crossing")
        verbose_name_plural = _("crossings")
        constraints = (
            *fact_constraints("crossing"),
            models.CheckConstraint(
                condition=~Q(from_country=F("to_country")),
                name="crossing_two_countries",
                violation_error_message=_("A border lies between two different countries."),
            ),
            models.CheckConstraint(
                condition=Q(manner__in=Manner.values), name="crossing_manner_known"
            ),
            models.CheckConstraint(
                condition=Q(is_regular__in=Answer.values), name="crossing_regular_known"
            ),
            models.UniqueConstraint(
                fields=["citizen", "number"],
                condition=Q(voided_at__isnull=True),
                name="crossing_number_once",
            ),
        )
        indexes = (
            models.Index(fields=["citizen", "-occurred_at", "-number"], name="crossing_way"),
        )

    def __str__(self) -> str:
        return f"{self.get_from_country_display()} → {self.get_to_country_display()}"


class StayQuerySet(CitizenChildQuerySet["Stay"]):
    """Reads of stays."""

    def standing(self, known_at: datetime | None = None) -> Self:
        """Facts that stand now, or stood as known at `known_at`."""
        return standing_facts(self, known_at)


class Stay(Point):
    """At a place, in whose hands; or left a place for one not known; or not known where at all."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="stays")
    kind = models.CharField(max_length=4, choices=StayKind)
    country = models.CharField(max_length=2, choices=Country, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StayQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        constraints = (
            *fact_constraints("stay"),
            models.CheckConstraint(
                condition=Q(kind="at") & ~Q(country="")
                | Q(kind__in=["left", "lost"], country="", place__isnull=True, holder__isnull=True),
                name="stay_at_has_country",
                violation_error_message=_("A stay needs a country; leaving names no place."),
            ),
            models.UniqueConstraint(
                fields=["citizen", "number"],
                condition=Q(voided_at__isnull=True),
                name="stay_number_once",
            ),
        )
        indexes = (
            models.Index(fields=["citizen", "-occurred_at", "-number"], name="stay_way"),
            models.Index(fields=["citizen"], condition=Q(kind="lost"), name="stay_lost"),
        )

    def __str__(self) -> str:
        return labelled(self.get_kind_display(), self.place or self.get_country_display())
