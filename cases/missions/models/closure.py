"""What a mission says of its own calendar."""

from datetime import date, timedelta
from typing import Self
from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.missions.choices import ClosureKind
from cases.missions.models.mission import Mission
from cases.missions.models.staff import Staff
from cases.places.models import ReferenceQuerySet

MOST_DAYS = 60


class OfficeClosureQuerySet(ReferenceQuerySet["OfficeClosure"]):
    """Reads of closures."""

    def standing(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def touching(self, first: date, last: date) -> Self:
        """Those with a day from the first to the last."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class OfficeClosure(models.Model):
    """Days on which an office is closed, or works although it would rest; withdrawn, never deleted.

    An office works on a day of rest, for instance, on a Saturday in exchange for a Friday.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="closures")
    starts_on = models.DateField()
    ends_on = models.DateField()
    kind = models.CharField(max_length=6, choices=ClosureKind)
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(max_length=200, blank=True)

    objects = OfficeClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in an office calendar")
        verbose_name_plural = _("entries in office calendars")
        ordering = ("mission", "starts_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ClosureKind.values), name="officeclosure_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="officeclosure_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lt=F("starts_on") + timedelta(days=MOST_DAYS)),
                name="officeclosure_at_most_60_days",
                violation_error_message=_(
                    "One entry holds 60 days at most. Check the dates, or make two entries."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="officeclosure_reason_given",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
                name="officeclosure_withdrawn_why",
                violation_error_message=_("Say why the entry is withdrawn."),
            ),
            ExclusionConstraint(
                name="officeclosure_no_overlap",
                expressions=[
                    (F("mission"), RangeOperators.EQUAL),
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
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=_(
                    "The calendar of this mission already has an entry for one of these days. "
                    "Withdraw that one first."
                ),
            ),
        )

    def __str__(self) -> str:
        first, last = (date_format(day, "DATE_FORMAT") for day in (self.starts_on, self.ends_on))
        days = first if first == last else f"{first} – {last}"
        return f"{days}: {self.get_kind_display()}, {self.reason}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        length = (self.ends_on - self.starts_on).days
        return [self.starts_on + timedelta(days=number) for number in range(length + 1)]
