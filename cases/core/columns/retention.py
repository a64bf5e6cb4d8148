"""Columns of retention: holds, asked anonymisations, reports."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

RETENTION: dict[str, Sentence] = {
    "age_band": _("age when the case was opened"),
    "anonymised_at": _("anonymised at"),
    "anonymisation.status": _("state"),
    "approved_at": _("approved at"),
    "approved_by": _("approved by"),
    "answered_by": _("answered by"),
    "counts": _("rows of the machine"),
    "done_at": _("done at"),
    "finished_at": _("carried out at"),
    "ground": _("why"),
    "held_by": _("held back by"),
    "lift_reason": _("why lifted"),
    "lifted_at": _("lifted at"),
    "lifted_by": _("lifted by"),
    "looked_at": _("people looked at"),
    "made_at": _("made at"),
    "placed_at": _("placed at"),
    "placed_by": _("placed by"),
    "ready_at": _("ready at"),
    "retentionitem.reference": _("person or case"),
    "retentionitem.state": _("state"),
    "rule": _("rule"),
    "run": _("report"),
    "total": _("people due"),
}
