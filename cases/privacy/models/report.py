"""PersonReport: that a person's report was asked for, and why."""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.missions.models import Mission
from cases.privacy.choices import ReportLanguage, ReportReason

LASTS = timedelta(days=1)
"""So long a reason holds; afterwards it is given anew."""


class PersonReportQuerySet(models.QuerySet["PersonReport"]):
    """Reads of reports that were asked for."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: those that it asked for."""
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)


class PersonReport(models.Model):
    """Somebody asked for everything that is held on a person, at a moment, for a reason.

    What the report says is read anew each time and stored nowhere; the row is the ground of each
    reading until `LASTS` is over.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="reports")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=ReportReason)
    asked_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=ReportLanguage)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = PersonReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report to a person")
        verbose_name_plural = _("reports to persons")
        constraints = (
            models.CheckConstraint(
                condition=Q(reason__in=ReportReason.values), name="personreport_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=ReportLanguage.values), name="personreport_language_known"
            ),
        )

    def __str__(self) -> str:
        return self.get_reason_display()

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the report."""
        return reverse("person_report", args=[self.uuid])
