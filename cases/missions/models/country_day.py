"""Days off of whole countries that the package of holidays does not know, or knows otherwise."""

from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.core.text import in_reader_words
from cases.missions.choices import CountryDayKind
from cases.places.choices import Country
from cases.places.models import ReferenceQuerySet

MOST_DAYS = 60


class CountryDayQuerySet(ReferenceQuerySet["CountryDay"]):
    """Reads of days of whole countries."""

    def standing(self) -> Self:
        """Those that count: nobody has withdrawn them."""
        return self.filter(withdraw_reason="")


class CountryDay(models.Model):
    """Days that a government has made days off, or has let be worked, in a whole country.

    It has the last word over the package of holidays. Once it says why it was withdrawn, it no
    longer counts; it is never deleted.
    """

    code = models.SlugField(max_length=60, unique=True)
    country = models.CharField(max_length=2, choices=Country)
    kind = models.CharField(max_length=6, choices=CountryDayKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    name = models.CharField(max_length=160)
    name_vi = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=400, blank=True)
    verified = models.BooleanField(default=False)
    withdraw_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = CountryDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of a whole country")
        verbose_name_plural = _("days of whole countries")
        ordering = ("country", "starts_on", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=CountryDayKind.values), name="countryday_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(country__in=Country.values) & ~Q(country="XX"),
                name="countryday_country_named",
                violation_error_message=_("Name the country: another one is not one country."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="countryday_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lt=F("starts_on") + timedelta(days=MOST_DAYS)),
                name="countryday_at_most_60_days",
                violation_error_message=_(
                    "One entry holds 60 days at most. Check the dates, or make two entries."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source=""),
                name="countryday_said",
                violation_error_message=_("Say what day it is, and where that is written."),
            ),
            ExclusionConstraint(
                name="countryday_no_overlap",
                expressions=[
                    (F("country"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdraw_reason=""),
                violation_error_message=_(
                    "There is an entry for one of these days in this country already. "
                    "Correct that one, or withdraw it first."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_country_display()}, {self.days_words}: {self.label}"

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The name in the language of the reader."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def days_words(self) -> str:
        """The day, or the first and the last of several, as the reader writes days."""
        first, last = (date_format(day, "DATE_FORMAT") for day in (self.starts_on, self.ends_on))
        return first if first == last else f"{first} – {last}"

    @property
    def is_standing(self) -> bool:
        """Whether it counts."""
        return not self.withdraw_reason

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        length = (self.ends_on - self.starts_on).days
        return [self.starts_on + timedelta(days=number) for number in range(length + 1)]
