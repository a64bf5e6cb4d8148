"""Telling the reception point and the missions whose people travel."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.notices import Params, notice_kind, tell
from cases.movements.models import Movement


def to_movement(reference: str, params: Params) -> str:
    """Lead to the page of the movement."""
    return reverse("movement", args=[reference])


for code, sentence in {
    "movement_frozen": _("The list of the movement %(reference)s is frozen: %(people)s people."),
    "movement_cancelled": _("The movement %(reference)s is cancelled."),
    "movement_departed": _("The movement %(reference)s has departed with %(people)s people."),
    "movement_arrived": _("The movement %(reference)s has arrived."),
    "movement_turned_back": _("The movement %(reference)s came back with everybody on it."),
}.items():
    notice_kind(code, sentence=sentence, address=to_movement, mailed=True)


def tell_of(code: str, actor: Actor, movement: Movement, **params: str) -> None:
    """Tell all others concerned: who organises, who receives, and whose people are on it."""
    for mission_id in concerned(movement, actor.mission_id):
        tell(
            code,
            mission_id=mission_id,
            audience="mission",
            reference=movement.number,
            params=params,
        )


def concerned(movement: Movement, without: int) -> Iterable[int]:
    """Return the missions of a movement; the reception point once a list was frozen."""
    ids = {movement.mission_id, *movement.mission_ids}
    if movement.reception_point_id is not None and movement.manifest:
        ids.add(movement.reception_point_id)
    return sorted(ids - {without})
