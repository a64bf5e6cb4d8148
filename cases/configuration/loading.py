"""Loading a set: what was shown, by the declared operations, all of it or nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from django.db.models import Model

from cases.configuration.choices import Change
from cases.configuration.comparing import Comparison, compare
from cases.configuration.registry import KINDS
from cases.configuration.sets import Files
from cases.core.actor import Actor
from cases.core.audit import write_audit

LOADED = ("configuration.loaded", "load_configuration")


class OtherwiseError(Exception):
    """What would change is not what was shown; `found` is what it is now."""

    def __init__(self, found: Comparison) -> None:
        super().__init__("the difference is another one")
        self.found = found


def load_entries(
    actor: Actor,
    folder: Path,
    files: Files,
    expecting: str,
    *,
    about: Sequence[Model] = (),
    told: Callable[[int], object] = lambda done: None,
) -> Comparison:
    """Write what differs; the caller has opened the transaction and takes its turn.

    Refused when the difference is not the one that was shown. Afterwards nothing may differ any
    more: what was written is what was shown, or nothing is. The entry of the record is `about`
    these rows; `told` is called with how many entries are written so far.
    """
    shown = compare(actor, folder, files)
    if shown.digest != expecting:
        raise OtherwiseError(shown)
    carry_out(actor, shown, told)
    left = compare(actor, folder, files)
    if left.writes:
        raise OtherwiseError(left)
    touched = sorted({row.kind.table for row in shown.writes} | {row.name for row in shown.files})
    write_audit(*LOADED, about, fields=touched)
    return shown


def carry_out(actor: Actor, shown: Comparison, told: Callable[[int], object]) -> None:
    """Carry out every kind in its order."""
    done = 0
    both = (Change.CHANGED, Change.NEW)
    for kind in KINDS:
        groups = [(change,) for change in both] if kind.changed_first else [both]
        for group in groups:
            entries = shown.entries_of(kind, *group)
            if entries:
                known = {kind.key_of(values) for values in kind.stored(actor)}
                kind.carry_out(actor, entries, known)
                done += len(entries)
                told(done)
