"""Who wants to know that a limit was changed or corrected: features above register here."""

from collections.abc import Callable

Listener = Callable[[int], None]
_listeners: list[Listener] = []
_corrections: list[Listener] = []


def on_limit_change(listener: Listener) -> Listener:
    """Register what is called with the id of a procedure after one of its limits was changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def limits_changed(procedure_id: int) -> None:
    """Tell everyone who has asked for it, inside the transaction of the change."""
    for listener in _listeners:
        listener(procedure_id)


def on_limit_correction(listener: Listener) -> Listener:
    """Register what is called with the id of a limit that now measures otherwise what it did."""
    if listener not in _corrections:
        _corrections.append(listener)
    return listener


def limit_corrected(limit_id: int) -> None:
    """Tell everyone who has asked for it, inside the transaction of the correction."""
    for listener in _corrections:
        listener(limit_id)
