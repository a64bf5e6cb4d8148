"""Operations on incidents, figures reported about them, directives, plans and position lines."""

from cases.incidents.operations.answer import acknowledge_directive, report_progress
from cases.incidents.operations.directive import issue_directive, withdraw_directive
from cases.incidents.operations.figure import report_figure
from cases.incidents.operations.incident import put_incident
from cases.incidents.operations.plan import put_plan
from cases.incidents.operations.position import (
    add_position_line,
    approve_position_line,
    withdraw_position_line,
)

__all__ = [
    "acknowledge_directive",
    "add_position_line",
    "approve_position_line",
    "issue_directive",
    "put_incident",
    "put_plan",
    "report_figure",
    "report_progress",
    "withdraw_directive",
    "withdraw_position_line",
]
