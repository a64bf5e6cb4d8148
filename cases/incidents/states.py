"""The states of a directive at one mission: a pure table.

Acknowledging comes first, so that headquarters can tell who has not even read it. Work that was
said to be done may be taken up again; what is done is not done twice.
"""

from cases.incidents.choices import DirectiveState

FOLLOWING: dict[str, frozenset[str]] = {
    DirectiveState.PENDING: frozenset({DirectiveState.ACKNOWLEDGED}),
    DirectiveState.ACKNOWLEDGED: frozenset({DirectiveState.IN_PROGRESS, DirectiveState.DONE}),
    DirectiveState.IN_PROGRESS: frozenset({DirectiveState.IN_PROGRESS, DirectiveState.DONE}),
    DirectiveState.DONE: frozenset({DirectiveState.IN_PROGRESS}),
}


def may_follow(state: str, following: str) -> bool:
    """Return whether a mission in `state` may come to `following`."""
    return following in FOLLOWING[state]
