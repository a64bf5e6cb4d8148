"""Cases, their ledger of stages, legal bases, steps, notes, and moves between missions."""

from cases.casework.models.basis import CaseBasis, CaseBasisQuerySet
from cases.casework.models.case import Case, CaseQuerySet
from cases.casework.models.clock import Clock
from cases.casework.models.contact_entry import ContactEntry
from cases.casework.models.note import Note, SealedNote
from cases.casework.models.reminder import Reminder
from cases.casework.models.sealed import SealedPart, SealedPartQuerySet
from cases.casework.models.share import Share, ShareQuerySet
from cases.casework.models.statement import Statement
from cases.casework.models.step import Inquiry, Step, StepResult
from cases.casework.models.transfer import Transfer, TransferQuerySet
from cases.casework.models.transition import Transition, TransitionQuerySet
from cases.casework.models.unsealing import Unsealing, UnsealingQuerySet

__all__ = [
    "Case",
    "CaseBasis",
    "CaseBasisQuerySet",
    "CaseQuerySet",
    "Clock",
    "ContactEntry",
    "Inquiry",
    "Note",
    "Reminder",
    "SealedNote",
    "SealedPart",
    "SealedPartQuerySet",
    "Share",
    "ShareQuerySet",
    "Statement",
    "Step",
    "StepResult",
    "Transfer",
    "TransferQuerySet",
    "Transition",
    "TransitionQuerySet",
    "Unsealing",
    "UnsealingQuerySet",
]
