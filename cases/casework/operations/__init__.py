"""Operations on cases and on the whereabouts of their people."""

from cases.casework.operations.corrections import correct_transition, void_transition
from cases.casework.operations.desk import add_note, assign_case
from cases.casework.operations.opening import open_case, void_case
from cases.casework.operations.stages import (
    advance_case,
    close_case,
    hold_case,
    record_fact,
    reopen_case,
    resume_case,
)
from cases.casework.operations.way import (
    correct_crossing,
    correct_stay,
    record_crossing,
    record_stay,
    void_crossing,
    void_stay,
)

__all__ = [
    "add_note",
    "advance_case",
    "assign_case",
    "close_case",
    "correct_crossing",
    "correct_stay",
    "correct_transition",
    "hold_case",
    "open_case",
    "record_crossing",
    "record_fact",
    "record_stay",
    "reopen_case",
    "resume_case",
    "void_case",
    "void_crossing",
    "void_stay",
    "void_transition",
]
