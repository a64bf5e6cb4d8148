"""Reading flags, assessments, decisions, fitness to travel and pairs kept apart."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from cases.casework.api import OfSealed
from cases.casework.models import Case, StepResult
from cases.casework.protection import serializers as shapes
from cases.casework.protection.choices import Appeal, Fitness
from cases.casework.protection.models import (
    Assessment,
    FitnessFinding,
    ProtectionDecision,
    TravelFitness,
    Vulnerability,
)
from cases.casework.protection.queries import decided_in_steps
from cases.casework.unsealed import disclose_unsealed, reads_beyond
from cases.citizens.choices import ApartReason
from cases.citizens.models import KeepApart
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.roles import APART, FILE
from cases.procedures.choices import RestrictedGroup

OF_CASE = row_filter("case", "case", Case, "reference", "Number of the case.")
STANDING = flag_filter("standing", Q(ended_at__isnull=True), "Whether it has not ended.")


class RestrictedList(RowsView):
    """Rows of groups that the caller reads; what an opening alone shows is on record with it."""

    sees = FILE
    order = ("recorded_at", "uuid")

    def disclose(self, ids: list[int], given: Mapping[str, str]) -> None:
        super().disclose(ids, given)
        if reads_beyond(self.actor):
            rows: Any = self.model._default_manager
            disclose_unsealed(self.actor, rows.beyond(self.actor).filter(pk__in=ids))


class RestrictedDetail(RowView):
    """One row, with what the caller may do on it."""

    sees = FILE

    def more(self, row: Any) -> dict[str, Any]:
        """Return every operation the caller has a right to, with why not where not."""
        disclose_unsealed(self.actor, [row])
        return super().more(row)


class VulnerabilityList(RestrictedList):
    """Flags on the people of cases, of groups that the caller reads; oldest first."""

    model = Vulnerability
    shape = shapes.VULNERABILITY_ROW
    disclosed = ("vulnerability.listed", "list_vulnerabilitys")
    filters = (
        OF_CASE,
        STANDING,
        choice_filter("group", "restricted", RestrictedGroup, "The group that reads it."),
    )


class VulnerabilityDetail(RestrictedDetail):
    """One flag: what, since when, who says so."""

    resource = "vulnerabilities"
    shape = shapes.VULNERABILITY
    disclosed = ("vulnerability.shown", "show_vulnerability")


class AssessmentList(RestrictedList):
    """Assessments, all versions, with what each shows; oldest first."""

    model = Assessment
    shape = shapes.ASSESSMENT_ROW
    disclosed = ("assessment.listed", "list_assessments")
    filters = (OF_CASE,)


class AssessmentDetail(RestrictedDetail):
    """One version: what was asked and answered. It decides nothing."""

    resource = "assessments"
    shape = shapes.ASSESSMENT
    disclosed = ("assessment.shown", "show_assessment")


class DecisionList(RestrictedList):
    """Decisions of bodies, withdrawn ones too; without one nothing is decided. Oldest first."""

    model = ProtectionDecision
    shape = shapes.DECISION_ROW
    disclosed = ("protectiondecision.listed", "list_protectiondecisions")
    filters = (
        OF_CASE,
        STANDING,
        choice_filter("appeal", "appeal", Appeal, "How far an appeal is."),
    )


class DecisionDetail(RestrictedDetail):
    """One decision: which body, when, on which ground."""

    resource = "protection-decisions"
    shape = shapes.DECISION
    disclosed = ("protectiondecision.shown", "show_protectiondecision")


class StepDecisionList(OfSealed):
    """Decisions that stand in results of steps of one case, oldest first.

    They are recorded with their step and only read here: the list of decisions has the others.
    """

    sealed = ("sealed",)

    model = StepResult
    shape = shapes.STEP_DECISION
    order = ("recorded_at", "uuid")
    disclosed = ("case.results_listed", "list_results")

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return them as far as the caller reads them."""
        return super().rows(**where).filter(pk__in=decided_in_steps(self.actor).values("pk"))


class FitnessList(RowsView):
    """Whether people may travel, and until when; oldest first, the newest of a case counts."""

    sees = FILE
    model = TravelFitness
    shape = shapes.FITNESS_ROW
    order = ("recorded_at", "uuid")
    disclosed = ("travelfitness.listed", "list_travelfitnesss")
    filters = (
        OF_CASE,
        choice_filter("result", "result", Fitness, "Whether the person may travel."),
    )


class FitnessDetail(RowView):
    """The bare fact that a person may travel, or not, and until when."""

    sees = FILE
    resource = "travel-fitness"
    shape = shapes.FITNESS
    disclosed = ("travelfitness.shown", "show_travelfitness")


class FindingList(RestrictedList):
    """Who examined people before travelling and what was found; oldest first."""

    model = FitnessFinding
    shape = shapes.FINDING_ROW
    disclosed = ("fitnessfinding.listed", "list_fitnessfindings")
    filters = (OF_CASE,)


class FindingDetail(RestrictedDetail):
    """One finding."""

    resource = "fitness-findings"
    shape = shapes.FINDING
    disclosed = ("fitnessfinding.shown", "show_fitnessfinding")


class ApartList(RowsView):
    """Pairs of people who are kept apart, for who seats and houses them; oldest first."""

    sees = APART
    model = KeepApart
    shape = shapes.APART_ROW
    order = ("recorded_at", "uuid")
    disclosed = ("keepapart.listed", "list_keepaparts")
    filters = (STANDING, choice_filter("reason", "reason", ApartReason, "Why."))


class ApartDetail(RowView):
    """One pair."""

    sees = APART
    resource = "kept-apart"
    shape = shapes.APART
    disclosed = ("keepapart.shown", "show_keepapart")
