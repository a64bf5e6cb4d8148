"""The second wall of exports: of the mission that asked; what was asked for stays what it was."""

from cases.core.security import Protected

CHANGES = (
    *("state", "stopped_because", "decided_by_id", "decided_at", "decide_reason", "round", "done"),
    *("rows", "size", "digest", "stored", "ready_at", "ended_at", "expires_at", "version"),
)


def exports_of(sees_all: str, sees_at: str, sees_file: str) -> tuple[Protected, ...]:
    """Return the rule of exports; the file itself is handed out by code, to whoever asked."""
    return (
        Protected(
            "cases_export",
            f"{sees_file} and ({sees_all} or mission_id = {sees_at})",
            inserts=f"{sees_file} and mission_id = {sees_at} "
            "and asked_by_id = (select app_staff()) and posting_id = (select app_posting()) "
            "and state = 'counted' and decided_by_id is null",
            columns=CHANGES,
        ),
    )
