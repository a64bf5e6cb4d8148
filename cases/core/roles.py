"""Roles as data: what a role may do, and what it may look at. Source: `seeds/roles.toml`.

What a role looks at are a few words, the same in both walls: `visible_to(actor)` asks the actor,
row security the setting `app.sees`. A role without a word sees nothing of that kind, so a role that
says nothing sees nothing.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from cases.core.configured import path_of

PEOPLE: Final = "people"
"""Cases, people and everything that follows from them: directives, plans and notices too."""
FILE: Final = "file"
"""What is written on a case beside its position: course, steps, notes, moves, former values."""
FIGURES: Final = "figures"
"""Incidents and what others reported of them."""
REFERENCE: Final = "reference"
"""Missions, places, authorities, calendars, procedures, playbooks."""
PUBLISHED: Final = "published"
"""What was published: sheets of briefings, and nothing of how they came about."""
AUDIT: Final = "audit"
"""The record of what was done, which holds no personal content."""
SIGHTS: Final = frozenset({PEOPLE, FILE, FIGURES, REFERENCE, PUBLISHED, AUDIT})
GROUPS: Final = frozenset({"protection", "health", "money"})
"""What of a case only some roles read; the groups that a procedure may name."""
READING: Final = frozenset(
    {"access.review", "configuration.read", "retention.read", "token.oversee"}
)
"""Rights to read that belong to no operation."""
REVIEW: Final = "review"
"""Who opened what is restricted, and why."""
UNSEAL: Final = "unseal"
"""What is restricted beyond the own groups, while it was opened with a reason."""
APART: Final = "apart"
"""Which two people are not to be seated or housed together."""
FOLLOWING: Final = {
    "access.review": REVIEW,
    "case.open_sealed": UNSEAL,
    "citizen.keep_apart": APART,
}
"""Right -> the word of what it lets see: the second wall knows words, not rights."""
ANY_OTHER: Final = "*"


@cache
def role_file() -> dict[str, Any]:
    """Return the role file, read once."""
    path = path_of("roles.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def role_rows() -> dict[str, dict[str, Any]]:
    """Return role code -> its row of the role file."""
    rows: dict[str, dict[str, Any]] = role_file()["role"]
    return rows


@cache
def role_table() -> dict[str, frozenset[str]]:
    """Return role code -> permissions."""
    return {role: frozenset(row["operations"]) for role, row in role_file()["role"].items()}


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Return whether one of `roles` asks for a second factor; an unknown role does."""
    known = role_file()["role"]
    return any(known.get(role, {}).get("second_factor", True) for role in roles)


def are_incompatible(one: str, other: str, *, same_mission: bool) -> bool:
    """Return whether nobody may have both roles at one time."""
    if one == other:
        return False
    for pair in role_file().get("incompatible", ()):
        if pair["at"] == "same_mission" and not same_mission:
            continue
        named = pair["roles"]
        if {one, other} == set(named) or (ANY_OTHER in named and {one, other} & set(named)):
            return True
    return False


def operations_of(role: str) -> frozenset[str]:
    """Return the permissions of `role`; an unknown role has none."""
    return role_table().get(role, frozenset())


@cache
def sights_of(role: str) -> frozenset[str]:
    """Return the words of what `role` looks at, its restricted groups too."""
    row = role_rows().get(role, {})
    seen = frozenset(row.get("sees", ()))
    if PEOPLE not in seen:
        return seen
    rights = operations_of(role)
    follows = {word for right, word in FOLLOWING.items() if right in rights}
    return seen | frozenset(row.get("groups", ())) | follows


def belongs_at(role: str, kind: str) -> bool:
    """Return whether `role` is held at a mission of this kind; anywhere unless the file says so."""
    kinds = role_rows().get(role, {}).get("at", ())
    return not kinds or kind in kinds
