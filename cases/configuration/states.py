"""The state table of loads: what can be done in which state. Pure; no database, no actor."""

from typing import Final

from cases.configuration.choices import LoadState

SHOWN, WAITING = LoadState.SHOWN.value, LoadState.WAITING.value
LOADING = LoadState.LOADING.value

ALLOWED: Final[dict[str, frozenset[str]]] = {
    "propose_load": frozenset({SHOWN}),
    "confirm_load": frozenset({WAITING}),
    "refuse_load": frozenset({WAITING}),
    "withdraw_load": frozenset({SHOWN, WAITING, LOADING}),
}
"""Operation -> the states in which it is possible."""


def is_allowed(operation: str, state: str) -> bool:
    """Return whether the table has this act in this state."""
    return state in ALLOWED.get(operation, frozenset())
