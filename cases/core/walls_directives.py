"""The second wall of directives, reports on them, plans and position lines."""

from collections.abc import Callable

from cases.core.security import Protected

APPROVED = "(select app_sees('figures')) and approved_at is not null"
"""What is said about an incident, for who reads what others reported of it."""


def directives_of(
    sees_all: str, sees_at: str, child_of: Callable[[str, str], str]
) -> tuple[Protected, ...]:
    """Return the rules of what headquarters orders missions to do, and what they plan."""
    return (
        Protected(
            "cases_directive",
            f"{sees_all} or (select true from cases_directivemission as addressee where "  # noqa: S608 - our own names
            f"addressee.directive_id = cases_directive.id and addressee.mission_id = {sees_at})",
            writes=sees_all,
            columns=("withdrawn_at", "withdraw_reason", "version"),
        ),
        Protected(
            "cases_directivemission",
            f"{sees_all} or mission_id = {sees_at}",
            # Who is addressed reads it: a mission that could address itself would read all.
            inserts=sees_all,
            columns=("state", "acknowledged_at", "acknowledged_by_id"),
        ),
        Protected(
            "cases_directivereport",
            child_of("cases_directivemission", "addressee_id"),
            commands=("select", "insert"),
        ),
        Protected(
            "cases_missionplan",
            f"{sees_all} or mission_id = {sees_at}",
            commands=("select", "insert"),
        ),
        Protected(
            "cases_positionline",
            f"{sees_all} or ({APPROVED})",
            writes=sees_all,
            locks=sees_all,
            columns=(
                *("approved_at", "approved_by_id", "withdrawn_at", "withdraw_reason", "version"),
            ),
        ),
    )
