"""Operations on incidents, figures reported about them, directives and plans."""

from cases.incidents.operations.answer import acknowledge_directive, report_progress
from cases.incidents.operations.directive import issue_directive, withdraw_directive
from cases.incidents.operations.figure import report_figure
from cases.incidents.operations.incident import put_incident
from cases.incidents.operations.plan import put_plan

__all__ = [
    "acknowledge_directive",
    "issue_directive",
    "put_incident",
    "put_plan",
    "report_figure",
    "report_progress",
    "withdraw_directive",
]
