"""The second wall of what people asked about their own data."""

from cases.core.security import Protected


def of_report(sees_all: str, sees_at: str, in_sight: str) -> Protected:
    """Return the rule of reports to persons: that one was asked for is the mission's own."""
    return Protected(
        "cases_personreport",
        f"{sees_all} or mission_id = {sees_at}",
        inserts=f"{sees_all} or (mission_id = {sees_at} and {in_sight})",
        commands=("select", "insert"),
    )


def of_rights_request(sees_all: str, sees_at: str, sees_file: str, in_sight: str) -> Protected:
    """Return the rule of requests: seen with the person, answered by the mission responsible.

    A mission that may only look at her takes down what she asks there all the same. What was asked
    stays what it was; only how it goes on is written.
    """
    writes = f"{sees_file} and ({sees_all} or (mission_id = {sees_at} and {in_sight}))"
    return Protected(
        "cases_rightsrequest",
        f"{sees_file} and ({sees_all} or {in_sight})",
        writes=writes,
        locks=writes,
        columns=(
            *("due_at", "confirmed_on", "extended_on", "extend_reason", "status", "settled_on"),
            *("settled_at", "settled_by_id", "outcome", "answer", "refusal_ground"),
            *("report_id", "basis_id", "told_ahead", "told_late", "version"),
        ),
    )
