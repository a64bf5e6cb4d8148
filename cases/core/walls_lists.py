"""The second wall of lists: evidence of the mission that received them."""

from collections.abc import Callable

from cases.core.security import Protected


def lists_of(
    sees_all: str, sees_at: str, sees_file: str, with_list: str, in_sight: str
) -> tuple[Protected, ...]:
    """Return the rules of lists, their rows and what the columns of a sender mean.

    What a list is stays what it was. Of a row the cells may be emptied and never rewritten, which
    a trigger sees to; it is put on a person only where she is in sight.
    """
    own = f"{sees_file} and ({sees_all} or mission_id = {sees_at})"
    of_list = f"{sees_file} and ({with_list})"
    return (
        Protected(
            "cases_receivedlist",
            own,
            inserts=f"{sees_file} and mission_id = {sees_at}",
            columns=(
                *("notes", "layout", "day_order", "short_years", "nationality", "state", "round"),
                *("reference", "withdraw_reason", "withdrawn_at", "version"),
            ),
        ),
        Protected(
            "cases_listrow",
            of_list,
            writes=f"{of_list} and (citizen_id is null or {sees_all} or {in_sight})",
            columns=(
                *("cells", "corrected", "values", "problems", "state", "reason", "apart"),
                *("because", "citizen_id", "case_id", "settled_at", "settled_by_id", "version"),
            ),
        ),
        Protected(
            "cases_sendermapping",
            own,
            inserts=f"{sees_file} and mission_id = {sees_at}",
            columns=("headings", "remembered_at", "remembered_by_id"),
        ),
    )


def reconciliations_of(
    sees_all: str,
    sees_at: str,
    sees_file: str,
    child_of: Callable[[str, str], str],
    in_sight: Callable[[str], str],
) -> tuple[Protected, ...]:
    """Return the rules of comparisons and of their entries.

    With whom a list was compared stays what it was, and what was found once it is done, which a
    trigger sees to. An entry is put on a person only where she is in sight.
    """
    own = f"{sees_file} and ({sees_all} or mission_id = {sees_at})"
    of_list = f"{sees_file} and ({child_of('cases_reconciliation', 'reconciliation_id')})"
    person = in_sight("cases_pileentry.citizen_id")
    return (
        Protected(
            "cases_reconciliation",
            own,
            columns=(
                *("state", "stopped_because", "checked", "reached", "counts", "finished_at"),
                "version",
            ),
        ),
        Protected(
            "cases_pileentry",
            of_list,
            writes=f"{of_list} and (citizen_id is null or {sees_all} or {person})",
            columns=(
                *("citizen_id", "candidate_id", "found", "pile", "match", "differences"),
                *("is_expected", "former_id", "changes", "done", "because", "done_at"),
                *("done_by_id", "version"),
            ),
        ),
    )
