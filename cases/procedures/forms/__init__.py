"""What the operations on procedures and playbooks take, declared once for web, API and admin."""

from cases.procedures.forms.bases import PutLegalBasis
from cases.procedures.forms.catalogue import PutLimit, PutProcedure
from cases.procedures.forms.playbooks import (
    CopyPlaybook,
    DraftPlaybook,
    PublishPlaybook,
    RetirePlaybook,
    RevisePlaybook,
)

__all__ = [
    "CopyPlaybook",
    "DraftPlaybook",
    "PublishPlaybook",
    "PutLegalBasis",
    "PutLimit",
    "PutProcedure",
    "RetirePlaybook",
    "RevisePlaybook",
]
