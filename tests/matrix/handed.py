"""A handover on which the person of the matrix stands, with a marker in every word."""

from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.movements.handover.operations import account_for, note_handover_health, note_papers
from tests.register import fresh
from tests.world_handover import a_handover

MARK = "Zqhanded"
HEALTH = "Zqhealth"


def hand_over(owner: Actor, case: Case) -> dict[str, Any]:
    """Return, by the area of an address, a list with what was said of her."""
    handover = a_handover(owner, [case], kind="from_host")
    line = handover.lines.get()
    words = {"reason": MARK, "whereabouts": MARK}
    account_for(owner, fresh(handover), lines=[line], state="absent", **words)
    said = {"belongings": MARK, "remarks": MARK, "received_body": MARK}
    note_papers(owner, fresh(handover), lines=[fresh(line)], changes=said)
    if owner.sees("health"):
        note_handover_health(owner, fresh(handover), line=fresh(line), words=HEALTH)
    return {"handovers": handover.number}


def marked_handover() -> tuple[str, ...]:
    """Return the markers of who sees the person: the reception point reads the list, too."""
    return (MARK,)
