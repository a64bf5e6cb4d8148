"""Case: one citizen's file in one incident."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import HoldReason, Outcome, ReportSource, Stage
from cases.casework.states import OUTSIDE, Position
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.facts import Ledgered
from cases.incidents.models import Incident
from cases.missions.models import Mission

STILL_OPEN = ~Q(stage__in=["closed", ""])


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: its own."""
        return self.all() if actor.is_headquarters else self.filter(mission_id=actor.mission_id)

    def still_open(self) -> Self:
        """Cases that are neither closed nor void."""
        return self.filter(STILL_OPEN)

    def with_names(self) -> Self:
        """Fetch in one query what a list prints of each case."""
        return self.select_related(
            "citizen__now_place", "citizen__now_holder", "incident", "mission", "assigned_to"
        )


class Case(Ledgered):
    """The file; stage, mission, held and outcome repeat the ledger's last position for speed."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="cases")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="cases")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    mission_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    stage = models.CharField(max_length=10, choices=Stage, blank=True)
    held = models.BooleanField(default=False)
    hold_reason = models.CharField(max_length=20, choices=HoldReason, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    report_source = models.CharField(max_length=16, choices=ReportSource)
    summary = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    position_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values, voided_at__isnull=True)
                | Q(stage="", voided_at__isnull=False),
                name="case_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", outcome__in=Outcome.values)
                | (~Q(stage="closed") & Q(outcome="")),
                name="case_closed_has_outcome",
                violation_error_message=_("A closed case has an outcome, an open one has none."),
            ),
            models.CheckConstraint(
                condition=Q(held=True, hold_reason__in=HoldReason.values)
                | Q(held=False, hold_reason=""),
                name="case_hold_has_reason",
                violation_error_message=_("A case on hold needs a reason."),
            ),
            models.CheckConstraint(
                condition=Q(held=False) | ~Q(stage__in=["closed", ""]),
                name="case_closed_not_held",
            ),
            models.CheckConstraint(
                condition=Q(report_source__in=ReportSource.values), name="case_source_known"
            ),
            models.UniqueConstraint(
                fields=["citizen", "incident"],
                condition=Q(voided_at__isnull=True),
                name="case_once_per_incident",
                violation_error_message=_(
                    "This case cannot be opened here. Ask headquarters who has the person."
                ),
            ),
        )
        indexes = (
            models.Index(
                fields=["mission", "position_at", "reference"],
                condition=STILL_OPEN,
                name="case_open_of_mission",
            ),
            models.Index(
                fields=["position_at", "reference"], condition=STILL_OPEN, name="case_open"
            ),
            models.Index(
                fields=["incident", "mission"], condition=STILL_OPEN, name="case_open_of_incident"
            ),
            models.Index(
                fields=["position_at", "reference"], condition=Q(held=True), name="case_held"
            ),
            models.Index(fields=["mission", "position_at", "reference"], name="case_of_mission"),
            models.Index(
                fields=["mission", "stage", "position_at", "reference"],
                name="case_of_mission_stage",
            ),
            models.Index(fields=["position_at", "reference"], name="case_all"),
            models.Index(fields=["stage", "position_at", "reference"], name="case_stage"),
            models.Index(
                fields=["assigned_to", "position_at", "reference"], name="case_of_officer"
            ),
            models.Index(fields=["incident", "mission"], name="case_of_incident"),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The case page."""
        return reverse("case_detail", args=[self.reference])

    @property
    def public_reference(self) -> str:
        """The number used outside."""
        return self.reference

    @property
    def position(self) -> Position:
        """The account the case is in now."""
        if not self.stage:
            return OUTSIDE
        return Position(self.stage, self.mission_id, self.held, self.outcome)


class CaseChildQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that belong to a case are seen with the case."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of cases that `actor` sees."""
        if actor.is_headquarters:
            return self.all()
        return self.filter(case__mission_id=actor.mission_id)
