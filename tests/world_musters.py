"""Head counts, for the tests that try every operation."""

from typing import Any

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.movements.musters.models import Muster
from cases.movements.musters.operations import close_muster, mark_people, open_muster
from cases.movements.musters.operations.holding import Search
from cases.movements.musters.operations.sent import SentMark
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
    other = PostingFactory(mission=mission, role="case_officer").actor()
    with eyes(other):
        mark_people(other, muster, marks=[SentMark(case, "absent", key(f"{muster.uuid} two"))])
    return muster, {"case": case}


MUSTERS = {"musters": running}
OF_MUSTERS = {
    "close_muster": running,
    "mark_people": to_mark,
    "open_muster": on_frozen,
    "reopen_muster": closed,
    "settle_mark": disputed,
}
