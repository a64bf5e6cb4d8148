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
    "movement_unwritten": _(
        "People on the movement %(reference)s in whose cases %(mission)s may not write: "
        "%(people)s. Record on the cases of your people what became of them."
    ),
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


def tell_of_unwritten(actor: Actor, movement: Movement, people: int) -> None:
    """Tell the missions that ever had somebody on it that people of theirs were not written down.

    Whose cases those are is not the actor's to know: each sees her own people on the movement.
    """
    for mission_id in sorted({*movement.mission_ids} - {actor.mission_id}) if people else ():
        tell(
            "movement_unwritten",
            mission_id=mission_id,
            audience="mission",
            reference=movement.number,
            params={"people": str(people), "mission": actor.mission_code or "HQ"},
        )


def concerned(movement: Movement, without: int) -> Iterable[int]:
    """Return the missions of a movement; the reception point once a list was frozen."""
    ids = {movement.mission_id, *movement.mission_ids}
    if movement.reception_point_id is not None and movement.manifest:
        ids.add(movement.reception_point_id)
    return sorted(ids - {without})
