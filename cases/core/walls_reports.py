"""The second wall of reports that came in, and of what links them to cases."""

from cases.core.security import Protected

HOW_FAR = (
    *("mission_id", "at_headquarters", "status", "opened_at", "opened_by_id", "taken_at"),
    *("taken_by_id", "same_as_id", "joined_at", "joined_by_id", "close_reason", "close_note"),
    *("closed_at", "closed_by_id", "return_reason", "returned_at", "version"),
)
"""What is ever written of a report that is there; what came in stays word for word."""


def of_received_report(sees_all: str, sees_at: str, sees_file: str) -> Protected:
    """Return the rule of reports: of the mission that has it, and of headquarters.

    The row after the act must be in sight too: a mission gives none to another by itself.
    """
    return Protected(
        "cases_receivedreport",
        f"{sees_file} and ({sees_all} or mission_id = {sees_at})",
        columns=HOW_FAR,
    )


def of_report_link(sees_all: str, of_file: str, sees_at: str) -> Protected:
    """Return the rule of links: seen with the case, made and undone by whoever has the report.

    Without the half of the report a link would say by its success that a report is there.
    """
    report = "(select true from cases_receivedreport as told where told.id = report_id)"
    case = "(select true from cases_case as parent where parent.id = case_id)"
    sees = f"{of_file} and ({sees_all} or {case})"
    writes = f"{of_file} and {report} and ({sees_all} or {case})"
    return Protected(
        "cases_reportlink",
        sees,
        writes=f"{writes}",
        inserts=f"{writes} and ({sees_all} or mission_id = {sees_at})",
        columns=("undone_at", "undone_by_id"),
        locks=writes,
    )
