"""Exports, for the tests that try every operation and for their own."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.exports.models import Export
from cases.exports.operations import approve_export, ask_export, start_export
from cases.exports.rules import rules
from tests.register import a_case, fresh
from tests.world_money import desk_of

Prepared = tuple[Any, dict[str, Any]]
SAID = {"purpose": "reporting", "words": "Weekly report"}


def an_export(actor: Actor, **more: Any) -> Export:
    """Return an export that was asked for and counted."""
    return ask_export(actor, **({"kind": "cases", "format": "csv"} | SAID | more))


def a_large_export(actor: Actor, **more: Any) -> Export:
    """Return one that a second person decides on, without the many rows."""
    with patch(
        "cases.exports.slices.rules",
        lambda: replace(rules(), thresholds=dict.fromkeys(rules().thresholds, -1)),
    ):
        return an_export(actor, **more)


def waiting(actor: Actor, **more: Any) -> Export:
    """Return one that waits for a second person."""
    return start_export(actor, fresh(a_large_export(actor, **more)))


def started(actor: Actor, **more: Any) -> Export:
    """Return one that is being written; `run_jobs` writes it."""
    return start_export(actor, fresh(an_export(actor, **more)))


def approved(actor: Actor, second: Actor, **more: Any) -> Export:
    """Return a large one that somebody else approved."""
    with eyes(actor):
        export = waiting(actor, **more)
    with eyes(second):
        return approve_export(second, fresh(export), rows=export.counted)


def fresh_as(actor: Actor, export: Export) -> Export:
    """Return the export as it is now, for somebody."""
    with eyes(actor):
        row: Export = fresh(export)
        return row


def counted(actor: Actor) -> Prepared:
    """An export of one's own."""
    return an_export(actor), {}


def of_colleague(actor: Actor) -> Prepared:
    """An export that a colleague asked for and that waits."""
    with eyes(desk_of(actor)) as desk:
        a_case(desk)
        export = waiting(desk)
    return export, {}


def to_approve(actor: Actor) -> Prepared:
    """The same, with the number that is typed."""
    export, _more = of_colleague(actor)
    return export, {"rows": export.counted}


EXPORTS = {"exports": counted}
OF_EXPORTS = {"approve_export": to_approve, "refuse_export": of_colleague}
