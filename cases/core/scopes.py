"""Scopes as data: the words by which a token does less than its role. Source: `seeds/scopes.toml`.

They narrow and never widen: `Actor` asks the role and the scopes, and says to the second wall only
what both let see.
"""

import tomllib
from collections.abc import Collection
from functools import cache
from typing import Any

from cases.core.configured import path_of
from cases.core.roles import FOLLOWING, GROUPS, READING, operations_of, sights_of


@cache
def scope_rows() -> dict[str, dict[str, Any]]:
    """Return word -> its row of the file, read once."""
    path = path_of("scopes.toml")
    rows: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["scope"]
    return rows


@cache
def rights_within(scopes: frozenset[str]) -> frozenset[str]:
    """Return the permissions that some scopes let through; one that is not known lets none."""
    rows = scope_rows()
    return frozenset(
        right for word in scopes & rows.keys() for right in rows[word].get("operations", ())
    )


@cache
def sights_within(scopes: frozenset[str]) -> frozenset[str]:
    """Return the words of what some scopes let see, with those that follow from a right."""
    rows = [scope_rows()[word] for word in scopes & scope_rows().keys()]
    named = {word for row in rows for key in ("sees", "groups") for word in row.get(key, ())}
    follows = {word for right, word in FOLLOWING.items() if right in rights_within(scopes)}
    return frozenset(named | follows)


def scopes_with(right: str) -> list[str]:
    """Return the scopes that let a permission through, in the order of the file."""
    return [word for word, row in scope_rows().items() if right in row.get("operations", ())]


def scopes_seeing(word: str) -> list[str]:
    """Return the scopes that let see what a word names, in the order of the file."""
    key = "groups" if word in GROUPS else "sees"
    return [scope for scope, row in scope_rows().items() if word in row.get(key, ())]


def without_effect(scopes: Collection[str], role: str) -> list[str]:
    """Return which of some scopes give a role nothing.

    One to write with gives none of its acts then; what it sees besides is for the acts.
    """
    return [word for word in scopes if not has_effect(frozenset({word}), role)]


def has_effect(scope: frozenset[str], role: str) -> bool:
    """Return whether a role gets anything by a scope."""
    rights = rights_within(scope)
    if rights & operations_of(role):
        return True
    return rights <= READING and bool(sights_within(scope) & sights_of(role))
