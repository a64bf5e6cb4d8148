"""The second wall of exports: of the mission that asked; what was asked for stays what it was."""

from cases.core.security import Protected

CHANGES = (
    *("state", "stopped_because", "decided_by_id", "decided_at", "decide_reason", "round", "done"),
    *("rows", "size", "digest", "stored", "ready_at", "ended_at", "expires_at", "version"),
)


def exports_of(sees_all: str, sees_at: str, sees_file: str) -> tuple[Protected, ...]:
    """Return the rule of exports; the file itself is handed out by code, to whoever asked.

    Of each kind only for roles that look at what stands in it: people, figures, or what was told
    in public. Who sees no people sees what she has asked for herself.
    """
    kinds = (
        f"({sees_file} "
        "or (kind in ('figures', 'totals', 'snapshots') and (select app_sees('figures'))) "
        "or (kind = 'published' and (select app_sees('published'))))"
    )
    own = "asked_by_id = (select app_staff()) and posting_id = (select app_posting())"
    return (
        Protected(
            "cases_export",
            f"{kinds} and ({sees_all} or mission_id = {sees_at} or ({own}))",
            inserts=f"{kinds} and mission_id = (select app_mission()) and {own} "
            "and state = 'counted' and decided_by_id is null",
            columns=CHANGES,
        ),
    )
