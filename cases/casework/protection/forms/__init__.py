"""What the acts of protection take, declared once for web, API and admin."""

from cases.casework.protection import conditions, policies
from cases.casework.protection.course import protection_entries
from cases.casework.protection.forms.person import (
    EndKeepApart,
    EndVulnerability,
    FlagVulnerability,
    KeepTwoApart,
    RecordFitness,
)
from cases.casework.protection.forms.screening import (
    NoteAppeal,
    RecordAssessment,
    RecordDecision,
    WithdrawDecision,
)

__all__ = [
    "EndKeepApart",
    "EndVulnerability",
    "FlagVulnerability",
    "KeepTwoApart",
    "NoteAppeal",
    "RecordAssessment",
    "RecordDecision",
    "RecordFitness",
    "WithdrawDecision",
    "conditions",
    "policies",
    "protection_entries",
]
