"""Head counts, for the tests that try every operation."""

from typing import Any

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.movements.musters.models import Muster, MusterStranger
from cases.movements.musters.operations import (
    close_muster,
    identify_stranger,
    mark_people,
    note_strangers,
    open_muster,
)
from cases.movements.musters.operations.holding import Search
from cases.movements.musters.operations.sent import SentMark
from cases.movements.musters.operations.strangers import SentStranger
from tests.factories import MissionFactory, PostingFactory
from tests.movements.counted import key
from tests.register import fresh
from tests.world_movements import on_frozen

Prepared = tuple[Any, dict[str, Any]]


def a_muster(actor: Actor) -> Muster:
    """Return a head count that has begun, of one person."""
    movement, _more = on_frozen(actor)
    return open_muster(actor, fresh(movement), point="assembly")


def person_at(muster: Muster) -> str:
    """Return the number of the case of whom the head count expects."""
    return str(muster.manifest.lines.get().case.reference)


def running(actor: Actor) -> Prepared:
    """A head count at which somebody is missing, and words on where she is."""
    muster = a_muster(actor)
    return muster, {"missing": [{"case": person_at(muster), "words": "On her way; Lan asks."}]}


def to_note(actor: Actor) -> Prepared:
    """A head count to which somebody comes without a case."""
    return a_muster(actor), {}


def to_mark(actor: Actor) -> Prepared:
    """A head count, and the mark of the example on its person."""
    muster = a_muster(actor)
    mark = {"case": person_at(muster), "mark": "present", "key": str(key("example"))}
    return muster, {"marks": [mark]}


def closed(actor: Actor) -> Prepared:
    """A head count that was closed."""
    muster = a_muster(actor)
    close_muster(actor, fresh(muster), missing=[Search(person_at(muster), "On her way.")])
    return muster, {}


def disputed(actor: Actor) -> Prepared:
    """A head count at which two officers have seen somebody differently."""
    muster = a_muster(actor)
    case = person_at(muster)
    mark_people(actor, muster, marks=[SentMark(case, "present", key(f"{muster.uuid} one"))])
    mission = MissionFactory._meta.model.objects.get(pk=actor.mission_id)
    with eyes(PostingFactory(mission=mission, role="case_officer").actor()) as other:
        mark_people(other, muster, marks=[SentMark(case, "absent", key(f"{muster.uuid} two"))])
    return muster, {"case": case}


def a_stranger(actor: Actor, muster: Muster | None = None) -> MusterStranger:
    """Return somebody who was taken down without a case."""
    muster = muster or a_muster(actor)
    sent = SentStranger(
        "Hùng (invented), as heard", key(f"{muster.uuid} nobody"), "m", "Says little."
    )
    note_strangers(actor, muster, strangers=[sent])
    return muster.strangers.get()


def without_case(actor: Actor) -> Prepared:
    """Somebody without a case."""
    return a_stranger(actor), {}


def said_to_be(actor: Actor) -> Prepared:
    """Somebody of whom was said that she needs no case."""
    stranger = a_stranger(actor)
    return identify_stranger(actor, fresh(stranger), words="Drives the bus."), {}


MUSTERS = {"musters": running, "muster-strangers": without_case}
OF_MUSTERS = {
    "close_muster": running,
    "mark_people": to_mark,
    "note_strangers": to_note,
    "open_muster": on_frozen,
    "reopen_stranger": said_to_be,
    "reopen_muster": closed,
    "settle_mark": disputed,
}
