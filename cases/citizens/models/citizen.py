"""Citizen: one person, however many cases, names and papers."""

from typing import Any, Self
from uuid import uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import (
    WITHOUT_COUNTRY,
    AgeBand,
    BirthPrecision,
    NationalityStatus,
    Sex,
)
from cases.citizens.folded import folded
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.facts import Ledgered
from cases.core.partial import PartialDate
from cases.core.stamped import written_at
from cases.missions.models import Authority, Mission
from cases.places.choices import Country
from cases.places.models import Place, Province


class CitizenQuerySet(models.QuerySet["Citizen"]):
    """Reads of citizens."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: whom it registered, whose case it has or is shared."""
        return self.all() if actor.sees_all else self.filter(pk__in=seen_by(actor))

    def heads(self, actor: Actor) -> Self:
        """Those that stand for a person, as far as the actor sees: no double beside its head."""
        alone = Q(head__isnull=True) | Q(head=F("pk"))
        return self.filter(alone if actor.sees_all else alone | ~Q(head__in=seen_by(actor)))

    def with_other_names(self, actor: Actor) -> Self:
        """Add under which names the other records of each person stand, and who stands for her.

        And the zone of the mission of the record, as a subquery: a fourth join would keep the
        planner from beginning with the people in sight (`core.context.JOINED_AS_WRITTEN`).
        """
        seen = Citizen.objects.visible_to(actor)
        others = seen.filter(head=OuterRef("head")).exclude(pk=OuterRef("pk")).order_by("pk")
        head = seen.filter(pk=OuterRef("head")).exclude(pk=OuterRef("pk"))
        return self.annotate(
            other_names=ArraySubquery(others.values("full_name")),
            stands_for=Subquery(head.values("uuid")),
            own_zone=Subquery(Mission.objects.filter(pk=OuterRef("registered_by")).values("zone")),
        )

    def with_how_many(self) -> Self:
        """Add of each how many records the person has, those out of sight among them."""
        ids = Func("pk", function="records_of")
        return self.annotate(
            how_many_records=Func(ids, function="cardinality", output_field=models.IntegerField())
        )

    def records_of(self, person: "Citizen") -> Self:
        """All records of the same person, her own first of all."""
        if person.head_id is None:
            return self.filter(pk=person.pk)
        return self.filter(head=person.head_id)


class Citizen(Ledgered):
    """A person, known at least by a name. Whereabouts columns repeat the ledger for speed.

    `head` is the record that stands for the person where several are linked (`SamePerson`), on the
    head itself too; the database keeps it. A `nationality` that nobody has told is blank. Once
    `anonymised_at` is set nothing is known of her but what figures need; `age_band` then stands
    for the birth date.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    registered_by = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    full_name = models.CharField(max_length=160)
    family_name = models.CharField(max_length=60, blank=True)
    middle_name = models.CharField(max_length=80, blank=True)
    given_name = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=200, editable=False, db_collation="C")
    find_key = folded("full_name")
    sound_key = models.CharField(
        max_length=400, editable=False, db_collation="C", default="", db_default=""
    )
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_on = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(
        max_length=5, choices=BirthPrecision, default=BirthPrecision.NONE
    )
    birth_place = models.CharField(max_length=160, blank=True)
    origin_province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin_commune = models.CharField(max_length=120, blank=True)
    nationality = models.CharField(
        max_length=2, choices=[("", _("Not known")), *Country.choices], blank=True, default=""
    )
    nationality_status = models.CharField(
        max_length=12, choices=NationalityStatus, default=NationalityStatus.UNKNOWN
    )
    note = models.TextField(blank=True)
    now_country = models.CharField(max_length=2, blank=True, editable=False)
    now_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    now_holder = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    now_from = models.DateTimeField(null=True, blank=True, editable=False)
    now_since = models.DateTimeField(null=True, blank=True, editable=False)
    points = models.PositiveIntegerField(default=0, editable=False)
    head = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)
    age_band = models.CharField(
        max_length=7, choices=AgeBand, blank=True, default="", db_default="", editable=False
    )
    written_at = written_at()
    version = models.PositiveIntegerField(default=1, editable=False)

    how_many_records: int
    """As `with_how_many` says it, where it was asked for."""

    objects = CitizenQuerySet.as_manager()

    class Meta:
        verbose_name = _("citizen")
        verbose_name_plural = _("citizens")
        constraints = (
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="citizen_sex_known"),
            models.CheckConstraint(
                condition=Q(now_from__isnull=True, now_since__isnull=True)
                | Q(now_from__isnull=False, now_from__lte=F("now_since")),
                name="citizen_since_in_order",
            ),
            models.CheckConstraint(
                condition=Q(birth_precision="none", birth_on__isnull=True)
                | (
                    Q(birth_on__isnull=False, birth_precision__in=["year", "month", "day"])
                    & Q(birth_on__gte="1900-01-01")
                ),
                name="citizen_birth_complete",
                violation_error_message=_("The birth date cannot be right."),
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="citizen_has_name"),
            models.CheckConstraint(
                condition=Q(nationality_status__in=NationalityStatus.values),
                name="citizen_nationality_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(nationality="") | Q(nationality_status__in=WITHOUT_COUNTRY),
                name="citizen_nationality_said",
                violation_error_message=_("Say of which country the person is."),
            ),
            models.CheckConstraint(
                condition=Q(age_band__in=["", *AgeBand.values]), name="citizen_age_band_known"
            ),
        )
        indexes = (
            models.Index(fields=["registered_by", "id"], name="citizen_registered_by"),
            models.Index(fields=["sort_key", "id"], name="citizen_sort"),
            models.Index(fields=["find_key"], name="citizen_find"),
            models.Index(fields=["birth_on"], name="citizen_born"),
            models.Index(fields=["written_at", "id"], name="citizen_changed"),
            models.Index(
                fields=["head", "id"], condition=Q(head__isnull=False), name="citizen_linked"
            ),
        )

    def __str__(self) -> str:
        return name_shown(self.full_name)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_double(self) -> bool:
        """Whether another record stands for this person."""
        return self.head_id is not None and self.head_id != self.pk

    @property
    def birth(self) -> PartialDate | None:
        """The birth date as precise as it is known."""
        if self.birth_on is None:
            return None
        return PartialDate(self.birth_on, self.birth_precision)


class CitizenChildQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that belong to a citizen are seen with the citizen."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of citizens whom `actor` sees."""
        return self.all() if actor.sees_all else self.filter(citizen_id__in=seen_by(actor))


def seen_by(actor: Actor) -> Any:
    """Return the ids of the people in sight of a mission: a subquery that begins at its index."""
    sight: Any = Citizen._meta.get_field("sights").related_model
    return sight.objects.of(actor).values("citizen_id")
