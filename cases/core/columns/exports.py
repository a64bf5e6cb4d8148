"""Columns of exports."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

EXPORTS: dict[str, Sentence] = {
    "export.asked_at": _("asked for at"),
    "export.asked_by": _("asked for by"),
    "export.asks": _("narrowed to"),
    "export.counted": _("rows counted"),
    "export.decide_reason": _("why it was refused"),
    "export.decided_at": _("decided at"),
    "export.decided_by": _("decided by"),
    "export.digest": _("digest"),
    "export.done": _("rows written so far"),
    "export.ended_at": _("ended at"),
    "export.expires_at": _("until"),
    "export.format": _("form of the file"),
    "export.kind": _("what stands in the file"),
    "export.language": _("language"),
    "export.mission": _("mission"),
    "export.needs_second": _("a second person decides"),
    "export.posting": _("posting of whoever asked"),
    "export.purpose": _("what it is for"),
    "export.ready_at": _("ready at"),
    "export.rows": _("rows in the file"),
    "export.size": _("bytes of the file"),
    "export.state": _("state"),
    "export.stopped_because": _("why it was stopped"),
    "export.token": _("API token by which it was asked for"),
    "export.words": _("for whom, and why"),
}
