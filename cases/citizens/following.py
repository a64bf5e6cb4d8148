"""Who wants to know that something about a person changed: features below register here."""

from collections.abc import Callable

from cases.citizens.models import Citizen
from cases.core.actor import Actor

Follower = Callable[[Actor, Citizen], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Register what follows from a change of a person, such as what her cases still lack."""
    _followers.append(follower)


def tell_followers(actor: Actor, citizen: Citizen) -> None:
    """Let everything follow that follows from a change of this person; operations call it last."""
    for follower in _followers:
        follower(actor, citizen)
