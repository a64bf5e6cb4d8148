"""Roles as data: which operations a role may do. Source: `seeds/roles.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

READING = frozenset({"access.review"})
"""Rights to read that belong to no operation."""


@cache
def role_table() -> dict[str, frozenset[str]]:
    """Return role code -> permissions, read once from the role file."""
    path = Path(settings.SEEDS_DIR) / "roles.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {role: frozenset(row["operations"]) for role, row in content["role"].items()}


def operations_of(role: str) -> frozenset[str]:
    """Return the permissions of `role`; an unknown role has none."""
    return role_table().get(role, frozenset())
