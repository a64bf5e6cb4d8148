"""The second wall of figures that are kept: balances and snapshots."""

from cases.core.security import Protected

CHANGED = (
    *("digest", "frozen_at", "withdrawn_at", "withdrawn_by_id", "withdraw_reason"),
    "version",
)
OF_SNAPSHOT = "(select true from cases_snapshot as parent where parent.id = snapshot_id"
IS_BEING_FROZEN = f"{OF_SNAPSHOT} and parent.frozen_at is null)"
OF_CASE = "(select true from cases_case as own where own.id = case_id)"


def figures_of(sees_all: str) -> tuple[Protected, ...]:
    """Return the rules of what is kept of figures.

    Balances hold no people, but by place and holder they would describe those of other missions;
    the database alone writes them. What a snapshot
    holds is added until it is frozen. Whoever works on the incident of a snapshot reads its open
    totals, of whole days alone; the cases behind them are read where the case is in sight.
    """
    return (
        Protected("cases_figureclosing", sees_all, commands=("select",)),
        Protected("cases_figurebalance", sees_all, commands=("select",)),
        Protected(
            "cases_snapshot",
            f"{sees_all} or ((select app_sees('figures')) and may_count_incident(incident_id))",
            writes=sees_all,
            locks=sees_all,
            columns=CHANGED,
        ),
        Protected(
            "cases_snapshotvalue",
            f"{sees_all} or (is_open and {OF_SNAPSHOT} and parent.is_whole))",
            writes=f"{sees_all} and {IS_BEING_FROZEN}",
            commands=("select", "insert"),
        ),
        Protected(
            "cases_snapshotcase",
            f"{sees_all} or ({OF_SNAPSHOT}) and {OF_CASE})",
            writes=f"{sees_all} and {IS_BEING_FROZEN}",
            commands=("select", "insert"),
        ),
    )
