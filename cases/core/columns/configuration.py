"""Columns of loads of a configuration."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

CONFIGURATION: dict[str, Sentence] = {
    "configurationload.brought_at": _("brought at"),
    "configurationload.brought_by": _("brought by"),
    "configurationload.decide_reason": _("why it was refused"),
    "configurationload.decided_at": _("decided at"),
    "configurationload.decided_by": _("decided by"),
    "configurationload.decided_posting": _("posting of whoever decided"),
    "configurationload.difference": _("what it changes"),
    "configurationload.digest": _("digest"),
    "configurationload.done": _("entries written so far"),
    "configurationload.ended_at": _("ended at"),
    "configurationload.expires_at": _("until"),
    "configurationload.files_differ": _("files that differ"),
    "configurationload.name": _("name of the file"),
    "configurationload.posting": _("posting of whoever brought it"),
    "configurationload.problems": _("what was refused"),
    "configurationload.proposed_at": _("proposed at"),
    "configurationload.size": _("bytes of the file"),
    "configurationload.state": _("state"),
    "configurationload.stopped_because": _("why it was stopped"),
    "configurationload.words": _("why it is loaded"),
    "configurationload.writes": _("entries to write"),
}
