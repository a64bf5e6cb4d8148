"""Cases, their ledger of stages, and notes."""

from cases.casework.models.case import Case, CaseQuerySet
from cases.casework.models.note import Note
from cases.casework.models.transition import Transition, TransitionQuerySet

__all__ = ["Case", "CaseQuerySet", "Note", "Transition", "TransitionQuerySet"]
