"""The second wall of pairs of people: told apart by somebody, or perhaps one."""

from collections.abc import Callable

from cases.core.security import Protected

ONLY_ADDED = ("select", "insert")


def of_different(sees_all: str, one: str, other: str) -> Protected:
    """Return the rule of two different people: one in sight would tell that there is the other."""
    return Protected("cases_notthesame", f"{sees_all} or ({one} and {other})", commands=ONLY_ADDED)


def of_possible_double(sees_all: str) -> Protected:
    """Return the rule of people perhaps registered twice: no mission learns of another one's."""
    return Protected("cases_possibledouble", sees_all, commands=ONLY_ADDED)


def of_same_person(sees_all: str, in_sight: Callable[..., str], to_write: str) -> Protected:
    """Return the rule of links: seen with both records, made and ended where both may be written.

    What a link went through stands on it: it has no former values, which whoever sees the double
    alone would read.
    """
    one, other = "cases_sameperson.citizen_id", "cases_sameperson.into_id"
    writes = f"{sees_all} or ({in_sight(one, to_write)} and {in_sight(other, to_write)})"
    return Protected(
        "cases_sameperson",
        f"{sees_all} or ({in_sight(one)} and {in_sight(other)})",
        writes=writes,
        locks=writes,
        columns=(
            *(
                "status",
                "needs",
                "goes_on",
                "reasons",
                "recorded_at",
                "recorded_by_id",
                "operation",
            ),
            *("undone_at", "rejected_at", "ended_by_id", "ended_reason", "version"),
        ),
    )
