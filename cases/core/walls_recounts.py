"""The second wall of recounts: what was listed stays; only how far it is and a decision change."""

from collections.abc import Callable

from cases.core.security import Protected

AFTERWARDS = (
    *("state", "moved", "found", "rejudged", "acquitted", "accused", "written", "reason"),
    *("decided_at", "decided_by_id", "version"),
)
"""What is ever written of a recount that is there."""


def recounts_of(of_case: Callable[..., Protected], sees_all: str) -> tuple[Protected, ...]:
    """Return the rules: read with reference data, written by headquarters and what lists."""
    return (
        Protected(
            "cases_recount",
            "(select app_sees('reference'))",
            writes=sees_all,
            locks=sees_all,
            inserts=sees_all,
            columns=AFTERWARDS,
        ),
        of_case("cases_recountedclock", "select", "insert"),
    )
