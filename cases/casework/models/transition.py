"""Transition: a row of the ledger of stages, taken out of one account and put into another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.states import OUTSIDE, Position
from cases.core.facts import DatedFact, Interval, fact_constraints, standing_facts
from cases.core.stamped import written_at
from cases.core.text import labelled
from cases.missions.models import Mission

MOVED = Q(from_mission__isnull=False) & ~Q(from_mission=F("to_mission"))
"""Rows by which a case went from one mission to another."""
BY_HAND = Q(changes__outcome="duplicate") & ~Q(changes__has_key="duplicate_of")
"""Rows that closed a case as a duplicate without a link, as was possible once."""
OUT_AGAIN = Q(voided_at__isnull=True) & (Q(from_stage=Stage.CLOSED) | Q(kind=TransitionKind.REOPEN))
"""Standing rows by which a case that was closed went on."""
DIED = "died"
"""In `changes` of a closing: first and last possible instant of the death."""
BEFORE_CLOSING = "before_closing"
"""In `changes` of a reopening that named no stage: it leads to the one before the closing."""
HELD = "held"
"""In `changes` of what puts a case on hold or takes it off."""


class TransitionQuerySet(CaseChildQuerySet["Transition"]):
    """Reads of the ledger of stages."""

    def standing(self, known_at: datetime | None = None) -> Self:
        """Facts that stand now, or stood as known at `known_at`."""
        return standing_facts(self, known_at)

    def in_order(self) -> Self:
        """Standing or not, in the order in which they happened."""
        return self.order_by("occurred_at", "number")


class Transition(DatedFact):
    """`changes` is what the row itself changed; `from_*` and `to_*` are the two accounts.

    `gate_open` names what a gate still asked for when a fact passed it; facts are never denied.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="transitions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=TransitionKind)
    from_stage = models.CharField(max_length=10, choices=Stage, blank=True)
    from_mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_held = models.BooleanField(default=False)
    from_outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    to_stage = models.CharField(max_length=10, choices=Stage)
    to_mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    to_held = models.BooleanField(default=False)
    to_outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    changes = models.JSONField()
    reason = models.TextField(blank=True)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    needs_review = models.BooleanField(default=False)
    gate_open = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    written_at = written_at()

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        constraints = (
            *fact_constraints("transition"),
            models.CheckConstraint(
                condition=Q(kind__in=TransitionKind.values), name="transition_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(to_stage__in=Stage.values), name="transition_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(to_stage="closed", to_outcome__in=Outcome.values)
                | (~Q(to_stage="closed") & Q(to_outcome="")),
                name="transition_closed_has_outcome",
                violation_error_message=_("A closed case has an outcome, an open one has none."),
            ),
            models.CheckConstraint(
                condition=Q(kind="open", from_stage="", from_mission__isnull=True)
                | (~Q(kind="open") & ~Q(from_stage="") & Q(from_mission__isnull=False)),
                name="transition_opens_from_outside",
            ),
            models.UniqueConstraint(fields=["case", "number"], name="transition_number_once"),
        )
        indexes = (
            models.Index(fields=["case", "occurred_at", "number"], name="transition_chain"),
            models.Index(
                fields=["id"], condition=Q(needs_review=True), name="transition_to_review"
            ),
            models.Index(fields=["id"], condition=~Q(gate_open=[]), name="transition_past_gate"),
            models.Index(fields=["case"], condition=OUT_AGAIN, name="transition_out_again"),
            models.Index(
                fields=["id"],
                condition=BY_HAND & Q(voided_at__isnull=True),
                name="transition_by_hand",
            ),
            models.Index(
                fields=["id"],
                condition=Q(to_outcome=Outcome.DIED, voided_at__isnull=True),
                name="transition_died",
            ),
            models.Index(
                fields=["written_at", "id"],
                condition=MOVED,
                name="transition_between_missions",
            ),
        )

    def __str__(self) -> str:
        reached = self.get_to_outcome_display() or self.get_to_stage_display()
        return labelled(self.get_kind_display(), reached)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def before(self) -> Position:
        """The account the case was taken out of."""
        if not self.from_stage:
            return OUTSIDE
        return Position(self.from_stage, self.from_mission_id, self.from_held, self.from_outcome)

    @property
    def after(self) -> Position:
        """The account the case was put into."""
        return Position(self.to_stage, self.to_mission_id, self.to_held, self.to_outcome)

    @property
    def died_at(self) -> Interval | None:
        """When the person died, as far as a row says it that closed their case with it.

        A fact is of that moment; who closes a case now says it beside, or does not know it.
        """
        occurred = Interval(self.occurred_from, self.occurred_at)
        return death_in(self.changes, self.kind, self.to_outcome, occurred)

    def place_after(self, before: Position) -> None:
        """Set both accounts from the row before and what this row itself changes."""
        after = before.changed(self.changes)
        for name, value in account_columns("from", before).items():
            setattr(self, name, value)
        for name, value in account_columns("to", after).items():
            setattr(self, name, value)


def death_in(
    changes: Mapping[str, Any], kind: str, outcome: str, occurred: Interval
) -> Interval | None:
    """Return when a person died whose case a row of these columns closed."""
    if outcome != Outcome.DIED:
        return None
    if DIED in changes:
        first, last = map(datetime.fromisoformat, changes[DIED])
        return Interval(first, last)
    return occurred if kind == TransitionKind.FACT else None


def account_columns(side: str, position: Position) -> dict[str, Any]:
    """Return the four columns of one side of a row."""
    return {
        f"{side}_stage": position.stage,
        f"{side}_mission_id": position.mission_id,
        f"{side}_held": position.held,
        f"{side}_outcome": position.outcome,
    }
