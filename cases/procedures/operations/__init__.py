"""All that is done to the catalogue and to playbooks."""

from cases.procedures.operations.bases import put_legal_basis
from cases.procedures.operations.catalogue import put_limit, put_procedure
from cases.procedures.operations.playbooks import (
    copy_playbook,
    draft_playbook,
    publish_playbook,
    retire_playbook,
    revise_playbook,
)

__all__ = [
    "copy_playbook",
    "draft_playbook",
    "publish_playbook",
    "put_legal_basis",
    "put_limit",
    "put_procedure",
    "retire_playbook",
    "revise_playbook",
]
