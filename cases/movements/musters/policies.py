"""Who holds a head count: whoever sees the movement; closing it is for who opened it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.sharing import forbidden
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence
from cases.core.guards import Hindrance, guard, nothing_hinders
from cases.movements.musters.choices import MusterPoint
from cases.movements.musters.models import Muster, MusterStranger

NOT_OURS: Sentence = _("Another mission holds this head count. You can mark people, not end it.")
ONLY_ARRIVALS: Sentence = _("At a reception point people are counted at the arrival.")
NOT_OUR_STRANGER: Sentence = _("Another mission counted here; it says who this person is.")
ENDING: Final = frozenset({"close_muster", "reopen_muster"})


@guard(Muster)
def guard_muster(actor: Actor, muster: Muster) -> Hindrance:
    """Marks come from everybody who counts; the end from the mission that holds or organises it."""
    ours = {muster.mission_id, muster.movement.mission_id}
    if actor.is_headquarters or actor.mission_id in ours:
        return nothing_hinders

    def refuse(name: str) -> Refused | None:
        return forbidden(NOT_OURS, "muster_not_ours") if name in ENDING else None

    return refuse


@guard(MusterStranger)
def guard_stranger(actor: Actor, stranger: MusterStranger) -> Hindrance:
    """Who it is says a mission that holds or organises it, or whoever took her down."""
    ours = {stranger.muster.mission_id, stranger.muster.movement.mission_id}
    is_own = actor.staff_id is not None and stranger.seen_by_id == actor.staff_id
    if actor.is_headquarters or actor.mission_id in ours or is_own:
        return nothing_hinders
    return lambda _name: forbidden(NOT_OUR_STRANGER, "stranger_not_ours")


def refusal_of_point(actor: Actor, point: str) -> Refused | None:
    """Return why somebody may not count at a point: reception counts who arrives."""
    if actor.is_reception and point != MusterPoint.ARRIVAL:
        return forbidden(ONLY_ARRIVALS, "only_arrivals")
    return None
