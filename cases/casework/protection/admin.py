"""Flags, assessments, decisions, fitness and pairs kept apart in the admin; acts as buttons."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.casework.protection.catalogue import label_of
from cases.casework.protection.models import (
    Assessment,
    FitnessFinding,
    ProtectionDecision,
    TravelFitness,
    Vulnerability,
)
from cases.casework.protection.pages.answers import answers_words
from cases.citizens.models import KeepApart
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import APART, FILE, GROUPS


class RestrictedAdmin(ShownAdmin):
    """Rows of groups that the role reads; what is opened with a reason is read on the case page."""

    sees = FILE
    ordering = ("-id",)
    list_select_related: ClassVar[tuple[str, ...]] = ("case__citizen",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows of the role's groups."""
        return super().get_queryset(request).filter(restricted__in=acting(request).sights & GROUPS)


class VulnerabilityAdmin(RestrictedAdmin):
    """Flags, with ending one as button."""

    resource = "vulnerabilities"
    disclosed = ("vulnerability.shown", "show_vulnerability")
    says = {"kind": lambda row: row.label}
    list_display = ("__str__", "case", "restricted", "since", "until", "ended_at")
    list_filter = ("restricted",)
    exclude = ("version",)


class AssessmentAdmin(RestrictedAdmin):
    """What was asked and answered, one row for each version."""

    disclosed = ("assessment.shown", "show_assessment")
    says = {"answers": lambda row: answers_words(row.answers)}
    list_display = ("case", "number", "assessed_on", "place")


class ProtectionDecisionAdmin(RestrictedAdmin):
    """What bodies decided, with the appeal and withdrawing as buttons."""

    resource = "protection-decisions"
    disclosed = ("protectiondecision.shown", "show_protectiondecision")
    says = {
        "body": lambda row: label_of("body", row.body),
        "result": lambda row: label_of("result", row.result),
    }
    list_display = ("__str__", "case", "side", "decided_on", "appeal", "ended_at")
    list_filter = ("appeal",)
    exclude = ("version",)


class TravelFitnessAdmin(ShownAdmin):
    """Whether people may travel, and until when."""

    sees = FILE
    disclosed = ("travelfitness.shown", "show_travelfitness")
    list_display = ("case", "result", "valid_from", "valid_until")
    list_filter = ("result",)
    list_select_related = ("case__citizen",)
    ordering = ("-id",)


class FitnessFindingAdmin(RestrictedAdmin):
    """What was found before travelling."""

    disclosed = ("fitnessfinding.shown", "show_fitnessfinding")
    list_display = ("case", "examiner_role", "examiner", "recorded_at")
    list_filter = ("examiner_role",)


class KeepApartAdmin(ShownAdmin):
    """Pairs kept apart, for who seats and houses people."""

    sees = APART
    resource = "kept-apart"
    disclosed = ("keepapart.shown", "show_keepapart")
    list_display = ("citizen", "other", "reason", "mission", "since", "until", "ended_at")
    list_filter = ("reason",)
    list_select_related = ("citizen", "other", "mission")
    ordering = ("-id",)
    exclude = ("version",)

    def name_of(self, row: Any) -> str:
        return f"{row.citizen} · {row.other}"


show(Vulnerability, VulnerabilityAdmin)
show(Assessment, AssessmentAdmin)
show(ProtectionDecision, ProtectionDecisionAdmin)
show(TravelFitness, TravelFitnessAdmin)
show(FitnessFinding, FitnessFindingAdmin)
show(KeepApart, KeepApartAdmin)
