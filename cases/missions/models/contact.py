"""How offices are reached."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.missions.choices import OfficeWay
from cases.missions.models.mission import Authority, Mission
from cases.places.models import DatedQuerySet, is_over, validity_forwards


class OfficeContactQuerySet(DatedQuerySet["OfficeContact"]):
    """Reads of contacts of offices."""


class OfficeContact(models.Model):
    """A way to reach one desk of a mission or of a counterpart body; of offices, not of people."""

    code = models.SlugField(max_length=60, unique=True)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    desk = models.CharField(max_length=160)
    way = models.CharField(max_length=12, choices=OfficeWay)
    value = models.CharField(max_length=300)
    hours = models.CharField(max_length=160, blank=True)
    verified = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = OfficeContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact of an office")
        verbose_name_plural = _("contacts of offices")
        ordering = ("desk", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(way__in=OfficeWay.values), name="officecontact_way_known"
            ),
            models.CheckConstraint(
                condition=Q(mission__isnull=False, authority__isnull=True)
                | Q(mission__isnull=True, authority__isnull=False),
                name="officecontact_of_one",
                violation_error_message=_("Name the mission or the counterpart body, one of them."),
            ),
            models.CheckConstraint(condition=~Q(desk="") & ~Q(value=""), name="officecontact_said"),
            validity_forwards("officecontact"),
        )

    def __str__(self) -> str:
        return f"{self.desk}: {self.value}"

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    def is_in_force(self, today: date) -> bool:
        """Return whether it holds today."""
        return (self.valid_from is None or self.valid_from <= today) and not self.is_over(today)

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past."""
        return is_over(self.valid_until, today)
