"""What the operations on incidents take, declared once for web, API and admin."""

from cases.incidents.forms.directive import (
    AcknowledgeDirective,
    IssueDirective,
    PutPlan,
    ReportProgress,
    WithdrawDirective,
)
from cases.incidents.forms.figure import ReportFigure
from cases.incidents.forms.incident import PutIncident
from cases.incidents.forms.position import (
    AddPositionLine,
    ApprovePositionLine,
    WithdrawPositionLine,
)

__all__ = [
    "AcknowledgeDirective",
    "AddPositionLine",
    "ApprovePositionLine",
    "IssueDirective",
    "PutIncident",
    "PutPlan",
    "ReportFigure",
    "ReportProgress",
    "WithdrawDirective",
    "WithdrawPositionLine",
]
