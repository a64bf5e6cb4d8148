"""What others reported about an incident."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.text import labelled
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models.incident import Incident
from cases.places.choices import Country
from cases.places.models import Place


class ReportedFigureQuerySet(models.QuerySet["ReportedFigure"]):
    """Reads of reported figures: published facts, the same for every actor."""

    def visible_to(self, actor: Actor) -> Self:
        """All rows."""
        return self.select_related("incident", "place")


class ReportedFigure(models.Model):
    """A number that a source reported: what, how firmly, as of when, by whom."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="figures")
    metric = models.CharField(max_length=16, choices=Metric)
    nationality = models.CharField(max_length=2, choices=Country, blank=True)
    country = models.CharField(max_length=2, choices=Country, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.PositiveIntegerField()
    men = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier)
    as_of = models.DateTimeField()
    as_of_precision = models.CharField(max_length=4, choices=AsOfPrecision)
    zone = models.CharField(max_length=40)
    source_name = models.CharField(max_length=200)
    source_url = models.CharField(max_length=600, blank=True)
    published_on = models.DateField(null=True, blank=True)
    scope = models.CharField(max_length=400)
    is_context = models.BooleanField(default=False)
    disputed = models.BooleanField(default=False)
    dispute_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)

    objects = ReportedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        ordering = ("as_of", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(metric__in=Metric.values), name="reportedfigure_metric_known"
            ),
            models.CheckConstraint(
                condition=Q(qualifier__in=Qualifier.values), name="reportedfigure_qualifier_known"
            ),
            models.CheckConstraint(
                condition=Q(as_of_precision__in=AsOfPrecision.values),
                name="reportedfigure_precision_known",
            ),
            models.CheckConstraint(
                condition=Q(disputed=False) | ~Q(dispute_reason=""),
                name="reportedfigure_disputed_why",
                violation_error_message=_("Say why the figure is disputed."),
            ),
            models.CheckConstraint(
                condition=Q(men__isnull=True)
                | Q(women__isnull=True)
                | Q(value__gte=F("men") + F("women")),
                name="reportedfigure_parts_fit",
            ),
            models.UniqueConstraint(
                fields=[
                    "incident",
                    "metric",
                    "nationality",
                    "country",
                    "as_of",
                    "source_name",
                    "value",
                    "scope",
                ],
                name="reportedfigure_once",
            ),
        )

    def __str__(self) -> str:
        return labelled(self.get_metric_display(), f"{self.get_qualifier_display()} {self.value}")

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
