"""The second wall of loads of a configuration: what was brought and shown stays what it was."""

from cases.core.security import Protected

CHANGES = (
    *("state", "stopped_because", "problems", "proposed_at", "decided_by_id"),
    *("decided_posting_id", "decided_at", "decide_reason", "round", "done", "stored"),
    *("ended_at", "expires_at", "version"),
)


def loads_of(sees_all: str) -> tuple[Protected, ...]:
    """Return the rule of loads: seen with the lists of the world, written by headquarters.

    Nothing about people stands in them; the role file says who reads them of those who may.
    """
    return (
        Protected(
            "cases_configurationload",
            f"(select app_sees('reference')) and ({sees_all} or not (select app_sees('people')))",
            writes=sees_all,
            locks=sees_all,
            inserts=f"{sees_all} and brought_by_id = (select app_staff()) "
            "and posting_id = (select app_posting()) and state = 'shown' and decided_by_id is null",
            columns=CHANGES,
        ),
    )
