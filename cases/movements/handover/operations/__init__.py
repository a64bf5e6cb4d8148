"""All acts on handovers."""

from cases.movements.handover.operations.accounting import (
    account_for,
    note_handover_health,
    note_papers,
    report_count,
)
from cases.movements.handover.operations.preparing import add_to_handover, prepare_handover
from cases.movements.handover.operations.signing import sign_handover
from cases.movements.handover.operations.undoing import correct_handover, void_handover

__all__ = [
    "account_for",
    "add_to_handover",
    "correct_handover",
    "note_handover_health",
    "note_papers",
    "prepare_handover",
    "report_count",
    "sign_handover",
    "void_handover",
]
