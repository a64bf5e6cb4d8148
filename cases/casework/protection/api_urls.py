"""Addresses of the work of protecting people in the API."""

from cases.casework.protection import api
from cases.core.addresses import list_url, record_url

VIEWS = (
    ("vulnerabilities", "vulnerability", api.VulnerabilityList, api.VulnerabilityDetail),
    ("assessments", "assessment", api.AssessmentList, api.AssessmentDetail),
    ("protection-decisions", "protection_decision", api.DecisionList, api.DecisionDetail),
    ("travel-fitness", "travel_fitness", api.FitnessList, api.FitnessDetail),
    ("fitness-findings", "fitness_finding", api.FindingList, api.FindingDetail),
    ("kept-apart", "kept_apart", api.ApartList, api.ApartDetail),
)

urlpatterns = [
    record_url(
        "cases", api.StepDecisionList.as_view(), name="api_step_decisions", below="step-decisions"
    ),
    *(
        route
        for name, one, rows, row in VIEWS
        for route in (
            list_url(name, rows.as_view(), name=f"api_{one}_rows"),
            record_url(name, row.as_view(), name=f"api_{one}"),
        )
    ),
]
