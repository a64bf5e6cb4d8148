"""The state table of a report: which act is possible in which state. Pure; no database."""

from collections.abc import Mapping
from typing import Final

from cases.reports.choices import ReportStatus

TO_DO: Final = (ReportStatus.UNOPENED, ReportStatus.OPENED, ReportStatus.TAKEN)
"""In these somebody still has to do something; the others are settled."""
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "open_report": frozenset(ReportStatus.values),
    "take_report": frozenset({ReportStatus.OPENED}),
    "put_back_report": frozenset({ReportStatus.TAKEN}),
    "register_reported": frozenset({ReportStatus.OPENED, ReportStatus.TAKEN, ReportStatus.LINKED}),
    "link_report": frozenset(
        {ReportStatus.OPENED, ReportStatus.TAKEN, ReportStatus.LINKED, ReportStatus.CLOSED}
    ),
    "unlink_report": frozenset({ReportStatus.LINKED}),
    "join_report": frozenset({ReportStatus.OPENED, ReportStatus.TAKEN}),
    "separate_report": frozenset({ReportStatus.JOINED}),
    "close_report": frozenset({ReportStatus.OPENED, ReportStatus.TAKEN}),
    "reopen_report": frozenset({ReportStatus.CLOSED}),
    "pass_report": frozenset(TO_DO),
    "return_report": frozenset(TO_DO),
}
"""Operation -> the states in which it is possible. Whoever decides on a report has opened it; to
pass it on or give it back its envelope is enough. Opening it again changes nothing; a closed one
that turns out to be about somebody is linked at once."""


def allows(status: str, operation: str) -> bool:
    """Return whether the table has this act in this state."""
    return status in ALLOWED[operation]
