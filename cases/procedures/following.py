"""Who wants to know that a limit was changed: features above register here."""

from collections.abc import Callable

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def on_limit_change(listener: Listener) -> Listener:
    """Register what is called with the id of a procedure after one of its limits was changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def limits_changed(procedure_id: int) -> None:
    """Tell everyone who has asked for it, inside the transaction of the change."""
    for listener in _listeners:
        listener(procedure_id)
