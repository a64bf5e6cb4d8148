"""Procedures (the catalogue) and their limits: reference data that every member of staff reads."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Concat, ExtractDay, ExtractMonth, ExtractYear
from django.utils.translation import gettext_lazy as _

from cases.core.calendars import Term
from cases.core.text import in_reader_words
from cases.places.choices import PlaceKind
from cases.places.models import ReferenceQuerySet
from cases.procedures.choices import (
    ARTICLE,
    BINDING,
    OURSELVES,
    Body,
    CalendarOf,
    DayEnds,
    LimitCondition,
    LimitUnit,
    Missing,
    RestrictedGroup,
    Roll,
    StartEvent,
    StopEvent,
    Track,
)


class ProcedureQuerySet(ReferenceQuerySet["Procedure"]):
    """Reads of procedures."""


class Procedure(models.Model):
    """A kind of work in the catalogue: who does it, on what legal ground, what comes out of it.

    `result_fields` is the schema of what is written down when it is done: a list of objects with
    name, kind, label, label_vi, label_fr, required, choices, and expires for the date after which
    the result no longer holds. See `cases.procedures.results`.
    """

    code = models.SlugField(max_length=60, unique=True)
    track = models.CharField(max_length=12, choices=Track)
    body = models.CharField(max_length=24, choices=Body)
    name = models.CharField(max_length=160)
    name_vi = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    explanation = models.TextField(blank=True)
    explanation_vi = models.TextField(blank=True)
    explanation_fr = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=400, blank=True)
    verified = models.BooleanField(default=False)
    missing = models.CharField(max_length=10, choices=Missing, blank=True)
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    result_fields = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ("track", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(track__in=Track.values), name="procedure_track_known"
            ),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="procedure_body_known"),
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="procedure_restricted_known",
            ),
            models.CheckConstraint(
                condition=Q(missing="") | Q(verified=False, missing__in=Missing.values),
                name="procedure_missing_said",
                violation_error_message=_("What is confirmed misses nothing. Leave this empty."),
            ),
        )

    def __str__(self) -> str:
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def explanation_words(self) -> str:
        """The explanation in the reader's language."""
        return in_reader_words(self.explanation, self.explanation_vi, self.explanation_fr)


class LimitQuerySet(ReferenceQuerySet["Limit"]):
    """Reads of limits."""

    def valid_on(self, day: date) -> Self:
        """Limits in force on the day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )


BY_DAYS_OFF = sorted(set(CalendarOf.values) - {CalendarOf.NONE.value})
LIMIT_REFERENCE = Case(
    When(valid_from__isnull=True, then=F("code")),
    default=Concat(
        F("code"),
        Value("."),
        ExtractYear("valid_from") * 10000
        + ExtractMonth("valid_from") * 100
        + ExtractDay("valid_from"),
        output_field=models.CharField(),
    ),
)
"""The code, and the first day of its validity where it has one: `lost-passport-decide.20200701`."""


COUNTED = (
    Q(unit="hours", calendar="", roll="", day_ends="")
    | Q(unit="working_days", roll="", calendar__in=BY_DAYS_OFF, day_ends__in=DayEnds.values)
    | Q(
        unit="calendar_days",
        roll__in=Roll.values,
        calendar__in=BY_DAYS_OFF,
        day_ends__in=DayEnds.values,
    )
    | Q(unit="calendar_days", roll="none", calendar="none", day_ends="midnight")
)
"""By what a limit is counted: all that its unit asks for, and nothing else."""


BY_CONDITION = (
    Q(condition="", amount_if__isnull=True)
    | Q(condition=LimitCondition.PASSPORT_BEFORE, amount_if__isnull=False, amount_if__gte=1)
    | Q(condition__in=sorted(BINDING), amount_if__isnull=True)
)
"""A condition gives another amount, or says whether the limit binds at all."""
OF_SEVERAL = Q(~Q(start_procedure=""), starts="several", start_procedures__len__gte=1) | (
    ~Q(starts="several") & Q(start_procedures=[])
)
OF_STAY = Q(starts="stay", start_place__in=PlaceKind.values) | (
    ~Q(starts="stay") & Q(start_place="")
)


class Limit(models.Model):
    """How long a procedure may take: amount, unit, what starts and stops it, on what ground.

    `on_whom` must keep it. `start_procedure` and `start_field` name the step, and the date in its
    result, that start it when `starts` is `done` or `result`; `start_stage` the stage when it is
    `stage`; `start_place` the kind of place the person was put to when it is `stay`. When it is
    `several`, the steps of `start_procedure` and of all `start_procedures` must be done. Where
    `condition` holds, the limit is `amount_if`; without that amount it binds only there, and where
    nobody knows whether it holds it counts against nobody. `pauses`: it
    stands still while another body has the ball. One code may have several rows for different
    times (a law was changed); their validity never overlaps.

    Whose days off count (`calendar`), whether a last day off moves the end (`roll`) and with which
    hour a day is over (`day_ends`) is said for each limit in days, and never assumed. Hours have
    none of them, working days never roll, and where no calendar counts nothing rolls and a day
    ends at midnight.
    """

    code = models.SlugField(max_length=60)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="limits")
    name = models.CharField(max_length=160)
    name_vi = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    amount = models.PositiveSmallIntegerField()
    amount_if = models.PositiveSmallIntegerField(null=True, blank=True)
    condition = models.CharField(max_length=20, choices=LimitCondition, blank=True)
    unit = models.CharField(max_length=14, choices=LimitUnit)
    calendar = models.CharField(max_length=8, choices=CalendarOf, blank=True)
    roll = models.CharField(max_length=4, choices=Roll, blank=True)
    day_ends = models.CharField(max_length=8, choices=DayEnds, blank=True)
    starts = models.CharField(max_length=8, choices=StartEvent)
    start_procedure = models.SlugField(max_length=60, blank=True)
    start_field = models.SlugField(max_length=40, blank=True)
    start_stage = models.CharField(max_length=10, blank=True)
    start_procedures = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    start_place = models.CharField(max_length=10, choices=PlaceKind, blank=True)
    stops = models.CharField(max_length=8, choices=StopEvent, default=StopEvent.DONE)
    on_whom = models.CharField(max_length=24, choices=Body)
    pauses = models.BooleanField(default=True)
    is_legal = models.BooleanField(default=True)
    verified = models.BooleanField(default=False)
    missing = models.CharField(max_length=10, choices=Missing, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=400, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reference = models.GeneratedField(
        expression=LIMIT_REFERENCE,
        output_field=models.CharField(max_length=80),
        db_persist=True,
        unique=True,
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = LimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")
        ordering = ("procedure", "code", "valid_from")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gte=1), name="limit_amount_positive"),
            models.CheckConstraint(condition=Q(unit__in=LimitUnit.values), name="limit_unit_known"),
            models.CheckConstraint(condition=COUNTED, name="limit_counted"),
            models.CheckConstraint(condition=BY_CONDITION, name="limit_by_condition"),
            models.CheckConstraint(condition=OF_SEVERAL, name="limit_start_several"),
            models.CheckConstraint(condition=OF_STAY, name="limit_start_stay"),
            models.CheckConstraint(
                condition=Q(starts__in=StartEvent.values), name="limit_starts_known"
            ),
            models.CheckConstraint(
                condition=Q(stops__in=StopEvent.values), name="limit_stops_known"
            ),
            models.CheckConstraint(
                condition=Q(on_whom__in=Body.values), name="limit_on_whom_known"
            ),
            models.CheckConstraint(
                condition=Q(missing="") | Q(verified=False, missing__in=Missing.values),
                name="limit_missing_said",
                violation_error_message=_("What is confirmed misses nothing. Leave this empty."),
            ),
            models.CheckConstraint(
                condition=Q(verified=False)
                | Q(is_legal=False)
                | Q(~Q(source=""), legal_basis__regex=ARTICLE, valid_from__isnull=False),
                name="limit_verified_says_where",
                violation_error_message=_(
                    "A limit that is confirmed names its article, its first day and its source."
                ),
            ),
            models.CheckConstraint(
                condition=Q(verified=False)
                | Q(is_legal=True)
                | Q(~Q(source=""), on_whom__in=OURSELVES, valid_from__isnull=False),
                name="limit_of_house_on_us",
                violation_error_message=_(
                    "A limit that no law sets counts only against ourselves, and says who decided "
                    "it and from which day."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="limit_valid_forwards",
                violation_error_message=_("The limit would end before it begins."),
            ),
            ExclusionConstraint(
                name="limit_no_overlap",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This limit already has another value at that time."),
            ),
        )

    def __str__(self) -> str:
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def binds_only_if(self) -> bool:
        """Whether it binds anybody only where its condition holds."""
        return bool(self.condition) and self.amount_if is None

    def terms(self, holds: bool | None = None) -> tuple[Term, Term]:
        """Return how it is counted at the shortest and at the longest.

        `holds`: whether its condition holds of the person, None where that is not known.
        """
        other = self.amount if self.amount_if is None else self.amount_if
        known = {True: {other}, False: {self.amount}, None: {self.amount, other}}[holds]
        shortest, longest = (
            Term(amount, self.unit, self.roll, self.day_ends) for amount in (min(known), max(known))
        )
        return shortest, longest

    @property
    def public_reference(self) -> str:
        """The code with the first day of validity, as used outside."""
        return str(self.reference)

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)
