"""The second wall of following up people who came home."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_sealed import of_group

BOTH = (
    "(select true from cases_case as later where later.id = case_id) "
    "and (select true from cases_case as home where home.id = earlier_id)"
)
OF_ITS_CHECK = (
    "(select true from cases_welfarecheck as made where made.id = check_made_id "
    "and made.case_id = cases_welfarefinding.case_id)"
)
SYSTEM = "(select app_kind()) = 'system'"
AFTERWARDS = (
    *("mission_id", "state", "due_on", "due_at", "put_off_reason", "drop_reason", "done_on"),
    *("counted_from", "first_due_on"),
    *("channel", "settled_at", "settled_by_id", "reminded_at", "escalated_at", "version"),
)
"""What is ever written of a check that is there: from when, when and by whom, what became of it."""


def follow_up_of(
    of_case: Callable[..., Protected], sees_all: str, of_file: str
) -> tuple[Protected, ...]:
    """Return the rules of welfare checks, of what they found, and of earlier returns.

    Of a return in another case nothing is seen unless both cases are; the database alone makes such
    rows, and the system notes that they were told.
    """
    finding = of_group(of_case("cases_welfarefinding", "select", "insert"))
    return (
        replace(of_case("cases_welfarecheck"), columns=AFTERWARDS),
        replace(finding, inserts=f"{finding.writes} and {OF_ITS_CHECK}"),
        Protected(
            "cases_earlierreturn",
            f"{of_file} and ({sees_all} or ({BOTH}))",
            writes=SYSTEM,
            locks=SYSTEM,
            commands=("select", "update"),
            columns=("told_at",),
        ),
    )
