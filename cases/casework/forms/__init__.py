"""What the operations on cases take, declared once for web, API and admin."""

from cases.casework import locks
from cases.casework.forms.corrections import (
    CorrectCrossing,
    CorrectStay,
    CorrectTransition,
    VoidCrossing,
    VoidStay,
    VoidTransition,
)
from cases.casework.forms.desk import AddNote, AssignCase
from cases.casework.forms.stages import (
    AdvanceCase,
    CloseCase,
    HoldCase,
    OpenCase,
    RecordFact,
    ReopenCase,
    ResumeCase,
    VoidCase,
)
from cases.casework.forms.way import RecordCrossing, RecordStay

__all__ = [
    "AddNote",
    "AdvanceCase",
    "AssignCase",
    "CloseCase",
    "CorrectCrossing",
    "CorrectStay",
    "CorrectTransition",
    "HoldCase",
    "OpenCase",
    "RecordCrossing",
    "RecordFact",
    "RecordStay",
    "ReopenCase",
    "ResumeCase",
    "VoidCase",
    "VoidCrossing",
    "VoidStay",
    "VoidTransition",
    "locks",
]
