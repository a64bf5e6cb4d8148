"""Case: one citizen's file in one incident."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import BlockerKind, HoldReason, Outcome, ReportSource, Stage
from cases.casework.models.talked import (
    KEPT,
    OVERLOOKED_KNOWN,
    WISH_KNOWN,
    kept_doubt,
    kept_moment,
    kept_overlooked,
    kept_wish,
)
from cases.casework.states import OUTSIDE, Position
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.facts import Interval, Ledgered, two_ends
from cases.core.stamped import written_at
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission
from cases.procedures.choices import Body
from cases.procedures.models import Limit, Playbook, Procedure

ON_WAY = (Stage.READY, Stage.DEPARTED, Stage.ARRIVED)
LONGEST_WAY = timedelta(days=730)
AFTER_HANDOVER = timedelta(days=14)
"""How long a reception point sees a person: on her way, counted from each stage; handed over."""
STILL_OPEN = ~Q(stage__in=["closed", ""])
DUE = STILL_OPEN & Q(next_due_at__isnull=False)
LASTS = STILL_OPEN & Q(valid_until__isnull=False)


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: its own and those shared with it now.

        A reception point: those on their way to it.
        """
        if actor.sees_all:
            return self.all()
        if actor.is_reception:
            return self.arriving_at(actor)
        return self.filter(Q(mission_id=actor.sees_at) | Q(pk__in=shared_with(actor)))

    def own_of(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: its own. For lists and counts, which begin at an index."""
        if actor.is_reception:
            return self.arriving_at(actor)
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)

    def arriving_at(self, actor: Actor) -> Self:
        """Cases of people on their way to the actor's reception point, or just handed over there.

        The database says the same in `reception_until`.
        """
        on_way = Q(stage__in=ON_WAY, position_at__gt=Now() - LONGEST_WAY)
        handed_over = Q(outcome=Outcome.HANDED_OVER, position_at__gt=Now() - AFTER_HANDOVER)
        return self.filter(on_way | handed_over, reception_point_id=actor.sees_at)

    def shared_with(self, actor: Actor) -> Self:
        """Cases of other missions that are shared with the actor's mission now."""
        return self.filter(pk__in=shared_with(actor)).exclude(mission_id=actor.sees_at)

    def still_open(self) -> Self:
        """Cases that are neither closed nor void."""
        return self.filter(STILL_OPEN)

    def with_names(self) -> Self:
        """Fetch in one query what a list prints of each case."""
        return self.select_related(
            "citizen__now_place", "citizen__now_holder", "incident", "mission", "assigned_to"
        )

    def with_blocker(self) -> Self:
        """Fetch in the same query what blocks each case and the limit that runs out next."""
        return self.select_related("blocker_procedure", "blocker_authority", "next_due_limit")


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
    opened_from = models.DateTimeField()
    opened_at = models.DateTimeField()
    position_from = models.DateTimeField()
    position_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True)
    playbook = models.ForeignKey(
        Playbook, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    journey_on = models.DateField(null=True, blank=True)
    reception_point = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    blocker_kind = models.CharField(max_length=10, choices=BlockerKind, blank=True, editable=False)
    blocker_procedure = models.ForeignKey(
        Procedure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    blocker_condition = models.SlugField(max_length=60, blank=True, editable=False)
    blocker_body = models.CharField(max_length=24, choices=Body, blank=True, editable=False)
    blocker_authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    blocked_from = models.DateTimeField(null=True, blank=True, editable=False)
    blocked_since = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "Later than the beginning by the days on which the case was closed since: no closed day"
            " counts as waited."
        ),
    )
    next_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    next_due_limit = models.ForeignKey(
        Limit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    valid_until = models.DateField(null=True, blank=True, editable=False)
    return_wish = kept_wish()
    last_contact_from = kept_moment()
    last_contact_at = kept_moment()
    next_attempt_at = kept_moment()
    outcome_in_doubt = kept_doubt()
    overlooked = kept_overlooked()
    written_at = written_at()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    AT_HAND: ClassVar[tuple[str, ...]] = ("citizen", "mission")

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
                condition=Q(opened_from__lte=F("opened_at"), position_from__lte=F("position_at")),
                name="case_moments_in_order",
            ),
            *two_ends(
                "case", ("blocked_from", "blocked_since"), ("last_contact_from", "last_contact_at")
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
            models.CheckConstraint(
                condition=Q(blocker_kind__in=["", *BlockerKind.values]),
                name="case_blocker_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(blocker_body__in=["", *Body.values]), name="case_blocker_body_known"
            ),
            WISH_KNOWN,
            OVERLOOKED_KNOWN,
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
            models.Index(fields=["mission", "written_at", "id"], name="case_changed_of_mission"),
            models.Index(fields=["written_at", "id"], name="case_changed"),
            models.Index(fields=["stage", "position_at", "reference"], name="case_stage"),
            models.Index(
                fields=["assigned_to", "position_at", "reference"], name="case_of_officer"
            ),
            models.Index(fields=["incident", "mission"], name="case_of_incident"),
            models.Index(fields=["incident", "opened_at"], name="case_by_opening"),
            models.Index(
                fields=["mission", "blocker_procedure", "position_at", "reference"],
                condition=STILL_OPEN,
                name="case_blocked_of_mission",
            ),
            models.Index(
                fields=["blocker_procedure", "position_at", "reference"],
                condition=STILL_OPEN,
                name="case_blocked",
            ),
            models.Index(
                fields=["mission", "next_due_at", "reference"],
                condition=DUE,
                name="case_due_of_mission",
            ),
            models.Index(fields=["next_due_at", "reference"], condition=DUE, name="case_due"),
            models.Index(
                fields=["reception_point", "position_at", "reference"],
                condition=Q(reception_point__isnull=False),
                name="case_arriving",
            ),
            *KEPT,
            models.Index(fields=["playbook"], condition=STILL_OPEN, name="case_on_playbook"),
            models.Index(fields=["valid_until"], condition=LASTS, name="case_valid_until"),
            # The board reads nothing but this index: what it counts by, what it counts, and what
            # the wall behind it asks for.
            models.Index(
                fields=["mission", "blocker_kind", "blocker_procedure", "blocker_condition"],
                include=[
                    "blocker_body",
                    "blocker_authority",
                    "blocked_from",
                    "blocked_since",
                    "next_due_at",
                    "next_due_limit",
                    "valid_until",
                    "incident",
                    "mission_ids",
                    "id",
                ],
                condition=STILL_OPEN,
                name="case_board",
            ),
            models.Index(
                fields=["blocker_authority", "position_at", "reference"],
                condition=STILL_OPEN & Q(blocker_authority__isnull=False),
                name="case_awaited",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The case page."""
        return reverse("case_detail", args=[self.reference])

    @property
    def position_since(self) -> Interval:
        """Since when it is in its present position."""
        return Interval(self.position_from, self.position_at)

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


def shared_with(actor: Actor) -> Any:
    """Return the ids of the cases that are shared with the actor's mission now."""
    share: Any = Case._meta.get_field("shares").related_model
    return share.objects.live().filter(to_mission_id=actor.sees_at).values("case_id")
