"""Cases chosen on the work list: which they are, what may be done with them, what came of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.errors import Problem, invalid
from cases.core.many import BULK_LIMIT, one_of_many, too_many
from cases.core.preconditions import version_of
from cases.core.registry import RESOURCES, Declared, declared_for

AT_ONCE: Final = ("advance", "assign")
AT_ONCE_AT_RECEPTION: Final = ("receive", "hand-over")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case by its number, in the version in which it was listed; None: in whatever version."""

    reference: str
    version: int | None

    def __str__(self) -> str:
        return self.reference if self.version is None else f"{self.reference}:{self.version}"


def chosen_in(texts: Sequence[str]) -> list[Chosen]:
    """Return the cases that a form names as `number:version`, each once; 422 for what is none."""
    if len(texts) > BULK_LIMIT:
        raise invalid([Problem("case", "too_many", too_many())])
    found: dict[str, Chosen] = {}
    for text in texts:
        reference, _colon, version = text.partition(":")
        if not re.fullmatch(RESOURCES["cases"].pattern, reference):
            raise invalid(
                [Problem("case", "bad_reference", _("This is not the number of a case."))]
            )
        found.setdefault(reference, Chosen(reference, version_of(version)))
    return list(found.values())


def acts_for(actor: Actor) -> list[Declared]:
    """Return what `actor` may do with many cases at once, in the order of the case page."""
    return [
        item
        for item in declared_for("cases")
        if not item.is_creation and item.form.bulk and actor.may(item.operation.may)
    ]


def act_named(actor: Actor, verb: str) -> Declared | None:
    """Return the act that a form asks for; nothing when it is none, or not for `actor`."""
    return next((item for item in acts_for(actor) if item.verb == verb), None)


def at_once(actor: Actor) -> list[Declared]:
    """Return the acts that stand on the list as buttons of their own."""
    verbs = AT_ONCE_AT_RECEPTION if actor.is_reception else AT_ONCE
    found = {item.verb: item for item in acts_for(actor)}
    return [found[verb] for verb in verbs if verb in found]


def others(actor: Actor) -> list[Declared]:
    """Return the acts that are chosen from a list, by their words."""
    first = at_once(actor)
    rest = [item for item in acts_for(actor) if item not in first]
    return sorted(rest, key=lambda item: str(item.form.title).casefold())


def names_of(actor: Actor, chosen: Sequence[Chosen]) -> dict[str, str]:
    """Return whom the cases are about, by number, as far as `actor` sees them."""
    references = [row.reference for row in chosen]
    cases = Case.objects.visible_to(actor).filter(reference__in=references)
    rows = cases.values_list("reference", "citizen__full_name")
    return {reference: name_shown(name) for reference, name in rows}


def act_on_all(
    actor: Actor, item: Declared, chosen: Sequence[Chosen], data: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Act on each case, one after the other; one that is refused stops no other.

    Each result has `reference`, `ok`, `sentence` and, when it was done, `version`.
    """
    return [
        {
            "reference": row.reference,
            **one_of_many(actor, item, row.reference, data, version=row.version),
        }
        for row in chosen
    ]
