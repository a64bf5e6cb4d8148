"""Forms of the reports that come in; loaded at the start, with what the course tells of them."""

from cases.reports import staying
from cases.reports.course import report_entries
from cases.reports.forms.mails import TakeDownMails
from cases.reports.forms.taking import TakeDownReport
from cases.reports.forms.work import (
    CloseReport,
    JoinReport,
    LinkReport,
    OpenReport,
    PassReport,
    PutBackReport,
    ReopenReport,
    ReturnReport,
    SeparateReport,
    TakeReport,
    UnlinkReport,
)

__all__ = [
    "CloseReport",
    "JoinReport",
    "LinkReport",
    "OpenReport",
    "PassReport",
    "PutBackReport",
    "ReopenReport",
    "ReturnReport",
    "SeparateReport",
    "TakeDownMails",
    "TakeDownReport",
    "TakeReport",
    "UnlinkReport",
    "report_entries",
    "staying",
]
