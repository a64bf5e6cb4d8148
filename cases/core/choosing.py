"""Acts that choose among rows of a record: where it has none of them, they are not possible now.

A form says it by a field that must be filled in (`Ref`, `Refs`, `Named`) and tells what can be
chosen; `always` marks one whose rows are there whatever the record is. The fields of all acts on a
record are answered by one query, read when the first such act is asked about. Lists of the API tell
no acts, so none asks this for each row.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, wrong_state
from cases.core.fields import Named, Ref, Refs
from cases.core.fields.references import Among
from cases.core.guards import Hindrance
from cases.core.registry import DECLARED, Declared, declared_for
from cases.core.together import Part, Some, together

NOTHING: Final = _("There is nothing on record here that this could be done to.")


def chosen_by(declared: Declared) -> list[Among]:
    """Return, for each choice that an act on a record needs, what there is to choose."""
    if declared.is_creation:
        return []
    fields = declared.form.base_fields.values()
    needed = [row for row in fields if isinstance(row, Ref | Refs | Named) and row.required]
    return [row.choosable for row in needed if row.choosable is not None]


def choices_of(acts: Iterable[Declared]) -> list[Among]:
    """Return what some acts choose from, each once."""
    return list(dict.fromkeys(among for declared in acts for among in chosen_by(declared)))


def choices_on(resource: str) -> list[Among]:
    """Return what the acts on a kind of record choose from."""
    return choices_of(declared_for(resource))


def parts_to_choose(actor: Actor, resource: str, row: Any) -> list[Part[Any]]:
    """Return whether there is something to choose, for whoever reads it along with other rows."""
    return [Some(among(actor, row)) for among in choices_on(resource)]


def lacking(choices: Sequence[Among], rows: Sequence[Sequence[Any]]) -> Hindrance:
    """Return what says which acts have nothing to be done to, of what was read of the choices."""
    missing = {among for among, found in zip(choices, rows, strict=True) if not found}

    def why_not(name: str) -> Refused | None:
        if missing.isdisjoint(chosen_by(DECLARED[name])):
            return None
        return wrong_state(NOTHING, "nothing_to_choose")

    return why_not


def nothing_to_choose(actor: Actor, resource: str, row: Any) -> Hindrance:
    """Return what says which acts on a record have nothing to be done to: at most one query."""

    @cache
    def read() -> Hindrance:
        choices = choices_of(
            act for act in declared_for(resource) if act.operation.is_open_to(actor)
        )
        return lacking(choices, together(*(Some(among(actor, row)) for among in choices)))

    return lambda name: read()(name) if chosen_by(DECLARED[name]) else None
