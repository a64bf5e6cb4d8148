"""Tables of procedures, playbooks and legal bases."""

from cases.procedures.models.bases import LegalBasis
from cases.procedures.models.catalogue import Limit, Procedure
from cases.procedures.models.playbooks import Playbook, PlaybookGate, PlaybookStep

__all__ = ["LegalBasis", "Limit", "Playbook", "PlaybookGate", "PlaybookStep", "Procedure"]
