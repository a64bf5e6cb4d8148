"""Tables of procedures and playbooks."""

from cases.procedures.models.catalogue import Limit, Procedure
from cases.procedures.models.playbooks import Playbook, PlaybookGate, PlaybookStep

__all__ = ["Limit", "Playbook", "PlaybookGate", "PlaybookStep", "Procedure"]
