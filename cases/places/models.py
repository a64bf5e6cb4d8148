"""Places and provinces: reference data that every member of staff may read."""

from datetime import date
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.text import in_reader_words
from cases.places.choices import ZONE_OF_COUNTRY, Country, Generation, PlaceKind


class ReferenceQuerySet[M: models.Model](models.QuerySet[M]):
    """Reference data: the same for every actor."""

    def visible_to(self, actor: Actor) -> Self:
        """All rows; there is nothing personal in them."""
        return self.all()


def is_over(last: date | None, today: date) -> bool:
    """Return whether a last day is past."""
    return last is not None and last < today


def until_words(name: str, last: date | None) -> str:
    """Return a name with the last day it is in force, where there is one."""
    if last is None:
        return name
    return gettext("%(name)s (until %(day)s)") % {
        "name": name,
        "day": date_format(last, "DATE_FORMAT"),
    }


class DatedQuerySet[M: models.Model](ReferenceQuerySet[M]):
    """Reference data that is in force from a day until a day."""

    def in_force(self, today: date) -> Self:
        """Those that may be named in something new today; what names others keeps them."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
        return self.filter(begun, Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def validity_forwards(table: str) -> models.CheckConstraint:
    """Return the constraint that the last day does not lie before the first."""
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True)
        | Q(valid_until__isnull=True)
        | Q(valid_until__gte=F("valid_from")),
        name=f"{table}_validity_forwards",
        violation_error_message=_("The last day lies before the first."),
    )


class ProvinceQuerySet(ReferenceQuerySet["Province"]):
    """Reads of provinces."""


class Province(models.Model):
    """A province of Viet Nam; an old one names the new one it went into on 1 July 2025."""

    code = models.CharField(max_length=5, unique=True)
    name = models.CharField(max_length=80)
    generation = models.CharField(max_length=3, choices=Generation)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ("generation", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(generation__in=Generation.values), name="province_generation_known"
            ),
            models.CheckConstraint(
                condition=Q(generation="new", successor__isnull=True)
                | Q(generation="old", successor__isnull=False),
                name="province_old_has_successor",
            ),
        )

    def __str__(self) -> str:
        return self.name if self.generation == Generation.NEW else f"{self.name} ({self.code})"

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code


class PlaceQuerySet(DatedQuerySet["Place"]):
    """Reads of places."""

    def in_use(self, actor: Actor) -> Self:
        """Those that a crossing, a stay or a reported figure in the actor's sight names."""
        named = Q(pk__in=[])
        for column in naming_columns():
            rows: Any = column.model._default_manager
            named |= Q(Exists(rows.visible_to(actor).filter(**{column.name: OuterRef("pk")})))
        return self.filter(named)


def naming_columns() -> "list[models.ForeignKey[Any, Any]]":
    """Return the columns that name a place and are found by an index of it.

    Those of journeys have none: who travels leaves crossings and stays behind.
    """
    named = [row for row in Place._meta.get_fields(include_hidden=True) if row.auto_created]
    columns: list[Any] = [row.field for row in named if isinstance(row, models.ManyToOneRel)]
    return [row for row in columns if row.db_index and row.editable and row.model is not Place]


class Place(models.Model):
    """A point where people cross, are held, housed or treated."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    name_vi = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True, db_default="")
    name_local = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=12, choices=PlaceKind)
    country = models.CharField(max_length=2, choices=Country)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    accuracy_m = models.PositiveIntegerField(null=True, blank=True)
    verified = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    operator = models.CharField(max_length=160, blank=True)
    opposite = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("country", "name")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_known"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, accuracy_m__isnull=True)
                | Q(
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    accuracy_m__isnull=False,
                ),
                name="place_position_complete",
                violation_error_message=_("A position needs latitude, longitude and accuracy."),
            ),
            validity_forwards("place"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The name in the reader's language, else in English."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past."""
        return is_over(self.valid_until, today)

    @property
    def choice_label(self) -> str:
        """The name, and until when it is in force where that is known."""
        return until_words(str(self), self.valid_until)

    @property
    def zone(self) -> str:
        """The time zone of the place."""
        return ZONE_OF_COUNTRY.get(self.country, "UTC")
