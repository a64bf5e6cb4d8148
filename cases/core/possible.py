"""What an actor may do on a record now, and else why not: one answer for pages, API and admin."""

from dataclasses import dataclass
from typing import Any

from cases.core.actor import Actor
from cases.core.choosing import nothing_to_choose
from cases.core.errors import Refused, Sentence
from cases.core.guards import FINAL, hindrance, ruled_out_now
from cases.core.registry import Declared, declared_for


@dataclass(frozen=True, slots=True)
class Possible:
    """An operation on a record and, if it is not possible now, why."""

    declared: Declared
    why_not: Sentence = ""
    code: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether it may be done now."""
        return not self.code


def unless(declared: Declared, refusal: Refused | None) -> Possible:
    """Return an operation as possible, but for a refusal."""
    return Possible(declared, refusal.message, refusal.code) if refusal else Possible(declared)


def possible_on(actor: Actor, resource: str, row: Any) -> list[Possible]:
    """Return the operations on a record that the actor has a right to, with why not.

    In the order of declaration, those that put the row in anew among them. The guard of the row
    speaks first, then its state, then that there is nothing to choose for it; what will never be
    done again is left out.
    """
    not_ours, not_now = hindrance(actor, row), ruled_out_now(actor, row)
    nothing = nothing_to_choose(actor, resource, row)
    found = []
    for declared in declared_for(resource):
        if declared.is_on_record and declared.operation.is_open_to(actor):
            name = declared.name
            refusal = not_ours(name) or not_now(name) or nothing(name)
            if refusal is None or refusal.code not in FINAL:
                found.append(unless(declared, refusal))
    return found


def acts_now(actor: Actor, resource: str, row: Any) -> list[Declared]:
    """Return the operations on a record that the actor may do now, in the order of declaration."""
    return [item.declared for item in possible_on(actor, resource, row) if item.is_possible]


def refusal_now(actor: Actor, row: Any, declared: Declared) -> Refused | None:
    """Return why an operation on a record is not possible now: its guard speaks first."""
    name, nothing = declared.name, nothing_to_choose(actor, declared.resource, row)
    return hindrance(actor, row)(name) or ruled_out_now(actor, row)(name) or nothing(name)


def hindered(actor: Actor, row: Any, declared: Declared, refusal: Refused | None) -> list[str]:
    """Return for its page why an act is not possible now, as long as nothing was tried."""
    if refusal is not None or declared.is_creation:
        return []
    now = refusal_now(actor, row, declared)
    return [str(now.message)] if now else []
