"""What others reported about an incident."""

from datetime import UTC, datetime
from typing import Final, Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.facts import When
from cases.core.text import in_reader_words, labelled
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models.incident import Incident
from cases.places.choices import Country
from cases.places.models import Place

NO_DAY: Final = datetime(1900, 1, 1, tzinfo=UTC)
"""Where a figure stands in a list whose source gives no day: before all others."""


class ReportedFigureQuerySet(models.QuerySet["ReportedFigure"]):
    """Reads of reported figures: published facts, the same for every actor."""

    def visible_to(self, actor: Actor) -> Self:
        """All rows."""
        return self.select_related("incident", "place")


class ReportedFigure(models.Model):
    """A number that a source reported: what, how firmly, as of when, by whom.

    `as_of` is empty where the source gives no day: such a figure is compared with nothing.
    """

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
    as_of = models.DateTimeField(null=True, blank=True)
    ordered_at = models.GeneratedField(
        expression=Coalesce("as_of", models.Value(NO_DAY)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    as_of_precision = models.CharField(max_length=4, choices=AsOfPrecision)
    zone = models.CharField(max_length=40)
    source_name = models.CharField(max_length=200)
    source_url = models.CharField(max_length=600, blank=True)
    published_on = models.DateField(null=True, blank=True)
    scope = models.CharField(max_length=400)
    scope_vi = models.CharField(max_length=400, blank=True, default="")
    scope_fr = models.CharField(max_length=400, blank=True, default="")
    is_context = models.BooleanField(default=False)
    disputed = models.BooleanField(default=False)
    dispute_reason = models.TextField(blank=True)
    dispute_reason_vi = models.TextField(blank=True, default="")
    dispute_reason_fr = models.TextField(blank=True, default="")
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

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
                condition=Q(as_of__isnull=True, as_of_precision=AsOfPrecision.NONE)
                | (Q(as_of__isnull=False) & ~Q(as_of_precision=AsOfPrecision.NONE)),
                name="reportedfigure_day_or_none",
                violation_error_message=_("Give the day of the figure, or say that there is none."),
            ),
            models.CheckConstraint(
                condition=~Q(source_name=""),
                name="reportedfigure_source_named",
                violation_error_message=_("A figure needs its source."),
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
                    "place",
                    "as_of",
                    "source_name",
                    "published_on",
                    "value",
                    "qualifier",
                    "scope",
                ],
                name="reportedfigure_once",
                nulls_distinct=False,
                violation_error_message=_("This source is entered with this very figure already."),
            ),
        )

    def __str__(self) -> str:
        return labelled(self.get_metric_display(), f"{self.get_qualifier_display()} {self.value}")

    @property
    def choice_label(self) -> str:
        """What stands beside the tick: who says what of whom, as of when, and if it is disputed."""
        day = str(_("day not given"))
        if self.as_of is not None:
            day = date_format(self.as_of.astimezone(ZoneInfo(self.zone)), "DATE_FORMAT")
        whom = str(_("all nationalities"))
        if self.nationality:
            whom = labelled(_("nationality"), self.get_nationality_display())
        where = self.place.label if self.place else self.get_country_display()
        what = ", ".join(word for word in (self.get_metric_display(), where, str(whom)) if word)
        value = number_format(self.value, force_grouping=True)
        said = labelled(what, f"{self.get_qualifier_display()} {value}")
        if self.disputed:
            said += f" ({_('disputed')})"
        return f"{day} · {self.source_name} · {said} · {self.scope_here}"

    @property
    def scope_here(self) -> str:
        """What exactly is counted, in the reader's language."""
        return in_reader_words(self.scope, self.scope_vi, self.scope_fr)

    @property
    def reason_here(self) -> str:
        """Why the figure is disputed, in the reader's language."""
        return in_reader_words(self.dispute_reason, self.dispute_reason_vi, self.dispute_reason_fr)

    @property
    def when(self) -> When | None:
        """Of when the figure is, as the source says it."""
        if self.as_of is None or self.as_of_precision != AsOfPrecision.DAY:
            return None if self.as_of is None else When.at(self.as_of)
        return When(day=self.as_of.astimezone(ZoneInfo(self.zone)).date())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
