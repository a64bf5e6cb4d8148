"""Who wants to know that a limit was changed or corrected: features above register here."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """A limit that now measures otherwise what it did: why, by whom, and on which procedures."""

    limit_id: int
    procedure_ids: tuple[int, ...]
    reason: str
    by_id: int | None


Listener = Callable[[int], None]
CorrectionListener = Callable[[Correction], None]
_listeners: list[Listener] = []
_corrections: list[CorrectionListener] = []


def on_limit_change(listener: Listener) -> Listener:
    """Register what is called with the id of a procedure after one of its limits was changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def limits_changed(procedure_id: int) -> None:
    """Tell everyone who has asked for it, inside the transaction of the change."""
    for listener in _listeners:
        listener(procedure_id)


def on_limit_correction(listener: CorrectionListener) -> CorrectionListener:
    """Register what is called with a correction.

    Who registers lets `limits_changed` follow for its procedures, once it has seen how things
    stood before.
    """
    if listener not in _corrections:
        _corrections.append(listener)
    return listener


def limit_corrected(correction: Correction) -> None:
    """Tell everyone who has asked for it, inside the transaction of the correction."""
    for listener in _corrections:
        listener(correction)
