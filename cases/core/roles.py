"""Roles as data: which operations a role may do. Source: `seeds/roles.toml`."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

READING = frozenset({"access.review"})
"""Rights to read that belong to no operation."""
ANY_OTHER = "*"


@cache
def role_file() -> dict[str, Any]:
    """Return the role file, read once."""
    path = Path(settings.SEEDS_DIR) / "roles.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


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
