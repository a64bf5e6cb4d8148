"""A movement with the person of the matrix on it, and everything that hangs on one."""

from datetime import date
from typing import Any
from uuid import uuid4

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.movements.musters.operations import mark_people, note_strangers, open_muster
from cases.movements.musters.operations.sent import SentMark
from cases.movements.musters.operations.strangers import SentStranger
from cases.movements.operations import add_escort, record_host_note
from tests.factories import AuthorityFactory
from tests.register import fresh
from tests.world_movements import a_movement, a_ready_case, frozen, seated


def travel(owner: Actor, case: Case | None = None) -> dict[str, Any]:
    """Return, by the area of an address, a movement and its frozen list."""
    movement = a_movement(owner)
    for one in (
        fresh(case) if case else a_ready_case(owner),
        a_ready_case(owner, stage="verified"),
    ):
        seated(owner, movement, one, reason="Decided, invented.")
    add_escort(owner, fresh(movement), kind="police", name="Invented Officer")
    record_host_note(
        owner,
        fresh(movement),
        authority=AuthorityFactory(),
        sent_on=date(2025, 11, 1),
        asked_for="Exit clearance.",
    )
    frozen(owner, movement)
    muster = open_muster(owner, fresh(movement), point="assembly")
    line = muster.manifest.lines.select_related("case").order_by("position")[0]
    mark = SentMark(line.case.reference, "absent", uuid4(), words="Invented words.")
    mark_people(owner, muster, marks=[mark])
    nobody = SentStranger("Invented name, as heard", uuid4(), "u", "Invented words, as said.")
    note_strangers(owner, muster, strangers=[nobody])
    return {
        "muster-strangers": muster.strangers.get().uuid,
        "movements": movement.number,
        "manifests": movement.manifests.get().uuid,
        "musters": muster.uuid,
        "movement-codes": movement.passengers.order_by("pk")[0].uuid,
    }
