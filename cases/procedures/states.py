"""Which act is possible on a version of a playbook. Pure; no database, no actor."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, wrong_state
from cases.procedures.choices import PlaybookStatus

NOT_A_DRAFT = _("This version is published and never changes. Copy it and change the copy.")
RETIRED = _("This version is retired already.")
DRAFT_IS_THERE = _("This playbook already has a draft. Change that one.")
OF_DRAFTS = frozenset({"revise_playbook", "publish_playbook"})


def refusal_by_state(operation: str, status: str, *, has_draft: bool = False) -> Refused | None:
    """Return the 409 of an act that is not possible on a version; None where it is."""
    if operation in OF_DRAFTS and status != PlaybookStatus.DRAFT:
        return wrong_state(NOT_A_DRAFT, "playbook_not_draft")
    if operation == "retire_playbook" and status == PlaybookStatus.RETIRED:
        return wrong_state(RETIRED, "playbook_retired")
    if operation == "copy_playbook" and has_draft:
        return wrong_state(DRAFT_IS_THERE, "playbook_one_draft")
    return None
