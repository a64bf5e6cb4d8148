"""All that is done about a report that came in."""

from cases.reports.operations.desks import pass_report, return_report
from cases.reports.operations.linking import (
    join_report,
    link_report,
    separate_report,
    unlink_report,
)
from cases.reports.operations.taking import take_down_mails, take_down_report
from cases.reports.operations.work import (
    close_report,
    open_report,
    put_back_report,
    reopen_report,
    take_report,
)

__all__ = [
    "close_report",
    "join_report",
    "link_report",
    "open_report",
    "pass_report",
    "put_back_report",
    "reopen_report",
    "return_report",
    "separate_report",
    "take_down_mails",
    "take_down_report",
    "take_report",
    "unlink_report",
]
