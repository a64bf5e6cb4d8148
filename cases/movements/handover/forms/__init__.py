"""Forms of handovers; loaded at the start, with what other pages tell of them."""

from cases.movements.handover import policies
from cases.movements.handover.course import handover_band
from cases.movements.handover.forms.lists import (
    AccountFor,
    AddToHandover,
    NoteHandoverHealth,
    NotePapers,
    PrepareHandover,
    ReportCount,
)
from cases.movements.handover.forms.signing import CorrectHandover, SignHandover, VoidHandover

__all__ = [
    "AccountFor",
    "AddToHandover",
    "CorrectHandover",
    "NoteHandoverHealth",
    "NotePapers",
    "PrepareHandover",
    "ReportCount",
    "SignHandover",
    "VoidHandover",
    "handover_band",
    "policies",
]
