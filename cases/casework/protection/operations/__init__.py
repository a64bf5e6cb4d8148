"""All that is done to protect the person of a case."""

from cases.casework.protection.operations.apart import end_keep_apart, keep_apart
from cases.casework.protection.operations.fitness import record_fitness
from cases.casework.protection.operations.flags import end_vulnerability, flag_vulnerability
from cases.casework.protection.operations.screening import (
    note_appeal,
    record_assessment,
    record_decision,
    withdraw_decision,
)

__all__ = [
    "end_keep_apart",
    "end_vulnerability",
    "flag_vulnerability",
    "keep_apart",
    "note_appeal",
    "record_assessment",
    "record_decision",
    "record_fitness",
    "withdraw_decision",
]
