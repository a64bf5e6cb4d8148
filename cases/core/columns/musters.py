"""Columns of head counts and marks."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

MUSTERS: dict[str, Sentence] = {
    "muster.movement": _("movement"),
    "muster.leg": _("leg"),
    "muster.point": _("point of the way"),
    "muster.place": _("place"),
    "muster.manifest": _("frozen list"),
    "muster.mission": _("held by"),
    "muster.opened_at": _("opened at"),
    "muster.opened_by": _("opened by"),
    "muster.closed_at": _("closed at"),
    "muster.closed_by": _("closed by"),
    "muster.reopened_at": _("opened again at"),
    "muster.reopened_by": _("opened again by"),
    "muster.reopen_reason": _("why it was opened again"),
    "muster.alarmed_at": _("head of mission was told at"),
    "mustermark.muster": _("head count"),
    "mustermark.mark": _("mark"),
    "mustermark.seen_at": _("seen at"),
    "mustermark.said_at": _("as the device said"),
    "mustermark.clock_doubt": _("doubt about the clock"),
    "mustermark.received_at": _("received at"),
    "mustermark.seen_by": _("seen by"),
    "mustermark.key": _("key of the device"),
    "mustermark.words": _("words"),
    "mustermark.searched": _("words on who is missing"),
    "mustermark.is_extra": _("in no list"),
    "mustermark.settles": _("settles"),
    "mustermark.settles_other": _("settles, the other word"),
}
