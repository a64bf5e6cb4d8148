"""Who began a piece of work in the background, and whether she may still go on with it.

The posting is kept with the work, and the token where the work was begun by one: each chunk asks
both anew. So it never sees or does more than a call by that token would at that moment, and it
stops when the token is revoked, over, or no longer made for it.
"""

from collections.abc import Callable

from cases.core.actor import Actor
from cases.core.jobs.declared import Arguments

Held = Callable[[Actor, int], Actor | None]
"""(actor, id of a token) -> the same held to what the token is for; None when it is no good now."""
_held: list[Held] = []


def holds_to_token(function: Held) -> Held:
    """Let a later feature, which knows tokens, say what one lets its holder see and do now."""
    _held[:] = [function]
    return function


def begun_by(actor: Actor) -> Arguments:
    """Return what a job keeps of whoever begins it: ids, no more."""
    token = {} if actor.token_id is None else {"token_id": actor.token_id}
    return {"posting_id": actor.posting_id, **token}


def held_to(actor: Actor | None, token_id: int | None) -> Actor | None:
    """Return the actor as far as the token goes by which the work was begun; None: no further."""
    if actor is None or token_id is None:
        return actor
    (held,) = _held
    return held(actor, token_id)
