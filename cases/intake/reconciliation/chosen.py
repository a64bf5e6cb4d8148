"""Entries ticked on a pile: which they are, what is done with them, what came of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.errors import Problem, invalid, not_for_role
from cases.core.many import BULK_LIMIT, one_of_many, too_many
from cases.core.preconditions import version_of
from cases.core.registry import RESOURCES, Declared, declared_for
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.pages.lines import entry_lines
from cases.intake.reconciliation.queries import entries_in


@dataclass(frozen=True, slots=True)
class Ticked:
    """An entry by its identifier, in the version in which it was listed."""

    key: str
    version: int | None

    def __str__(self) -> str:
        return self.key if self.version is None else f"{self.key}:{self.version}"


def ticked_in(texts: Sequence[str]) -> list[Ticked]:
    """Return the entries that a form names as `identifier:version`, each once."""
    if len(texts) > BULK_LIMIT:
        raise invalid([Problem("entry", "too_many", too_many())])
    found: dict[str, Ticked] = {}
    for text in texts:
        key, _colon, version = text.partition(":")
        if not re.fullmatch(RESOURCES["pile-entries"].pattern, key):
            message = _("This is not the identifier of an entry.")
            raise invalid([Problem("entry", "bad_reference", message)])
        found.setdefault(key, Ticked(key, version_of(version)))
    if not found:
        message = _("Tick entries first; then say what is to be done with them.")
        raise invalid([Problem("entry", "none_chosen", message)])
    return list(found.values())


def act_named(actor: Actor, verb: str) -> Declared:
    """Return the act on many entries that a form asks for; 403 when it is none, or not for us."""
    for item in declared_for("pile-entries"):
        if item.verb == verb and item.form.bulk and actor.may(item.operation.may):
            return item
    raise not_for_role()


def ticked_lines(
    actor: Actor, compared: Reconciliation, ticked: Sequence[Ticked]
) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the entries in words, as far as they are of this comparison, and their ids."""
    rows = entries_in(actor, compared).filter(uuid__in=[row.key for row in ticked])
    entries: list[PileEntry] = list(
        rows.select_related("row", "row__received").order_by("citizen_id", "number")
    )
    for entry in entries:
        entry.reconciliation = compared
    return entry_lines(actor, entries), [entry.pk for entry in entries]


def act_on_all(
    actor: Actor,
    item: Declared,
    lines: Sequence[Mapping[str, Any]],
    ticked: Sequence[Ticked],
    data: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Act on each entry, in the order of the people, since they are locked in it.

    One that is refused stops no other. Each result has `name`, `ok` and `sentence`.
    """
    versions = {row.key: row.version for row in ticked}
    return [
        {
            "name": line["name"],
            **one_of_many(actor, item, line["key"], data, version=versions[line["key"]]),
        }
        for line in lines
    ]
