"""Which act is possible on a version of a playbook. Pure; no database, no actor."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence
from cases.procedures.choices import PlaybookStatus

NOT_A_DRAFT = _("This version is published and never changes. Copy it and change the copy.")
RETIRED = _("This version is retired already.")
DRAFT_IS_THERE = _("This playbook already has a draft. Change that one.")
OF_DRAFTS = frozenset({"revise_playbook", "publish_playbook"})


def hindrance(name: str, status: str, *, has_draft: bool = False) -> tuple[str, Sentence]:
    """Return code and sentence of what forbids an operation, both empty when nothing does."""
    if name in OF_DRAFTS and status != PlaybookStatus.DRAFT:
        return "playbook_not_draft", NOT_A_DRAFT
    if name == "retire_playbook" and status == PlaybookStatus.RETIRED:
        return "playbook_retired", RETIRED
    if name == "copy_playbook" and has_draft:
        return "playbook_one_draft", DRAFT_IS_THERE
    return "", ""
