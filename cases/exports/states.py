"""The state table of exports: what can be done in which state. Pure; no database, no actor."""

from typing import Final

from cases.exports.choices import ExportState

COUNTED, WAITING = ExportState.COUNTED.value, ExportState.WAITING.value
WRITING, READY = ExportState.WRITING.value, ExportState.READY.value

ALLOWED: Final[dict[str, frozenset[str]]] = {
    "start_export": frozenset({COUNTED}),
    "approve_export": frozenset({WAITING}),
    "refuse_export": frozenset({WAITING}),
    "withdraw_export": frozenset({COUNTED, WAITING, WRITING, READY}),
}
"""Operation -> the states in which it is possible."""


def is_allowed(operation: str, state: str) -> bool:
    """Return whether the table has this act in this state."""
    return state in ALLOWED.get(operation, frozenset())
