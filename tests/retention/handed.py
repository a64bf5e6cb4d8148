"""Handovers of the person of the file, with a marker in every word."""

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.movements.handover.operations import (
    account_for,
    add_to_handover,
    correct_handover,
    note_handover_health,
    note_papers,
    void_handover,
)
from tests.register import a_case, fresh
from tests.world_handover import OPENED, a_handover, signed


def handed(actor: Actor, case: Case, mark: str) -> None:
    """Let her be added, absent, handed over; a correction be begun and voided."""
    first = a_handover(actor, [a_case(actor, reported=OPENED)], kind="from_host")
    add_to_handover(actor, fresh(first), case=fresh(case), reason=mark)
    line = first.lines.get(case=case)
    words = {"reason": mark, "whereabouts": mark}
    account_for(actor, fresh(first), lines=[line], state="absent", **words)
    said = {"belongings": mark, "remarks": mark, "received_body": mark, "papers": ["passport"]}
    note_papers(actor, fresh(first), lines=[fresh(line)], changes=said)
    note_handover_health(actor, fresh(first), line=fresh(line), words=mark)
    void_handover(actor, fresh(first), reason=mark)
    done = signed(actor, a_handover(actor, [fresh(case)], kind="from_host"), remarks=mark)
    correct_handover(actor, fresh(done), reason=mark)
