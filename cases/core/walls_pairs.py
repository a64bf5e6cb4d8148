"""The second wall of pairs of people: told apart by somebody, or perhaps one."""

from cases.core.security import Protected

ONLY_ADDED = ("select", "insert")


def of_different(sees_all: str, one: str, other: str) -> Protected:
    """Return the rule of two different people: one in sight would tell that there is the other."""
    return Protected("cases_notthesame", f"{sees_all} or ({one} and {other})", commands=ONLY_ADDED)


def of_possible_double(sees_all: str) -> Protected:
    """Return the rule of people perhaps registered twice: no mission learns of another one's."""
    return Protected("cases_possibledouble", sees_all, commands=ONLY_ADDED)
