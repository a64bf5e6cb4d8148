"""Columns of following up people who came home."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

FOLLOW_UP: dict[str, Sentence] = {
    "check_made": _("welfare check"),
    "condition": _("how the person is"),
    "counted_from": _("counted from"),
    "done_on": _("done on"),
    "drop_reason": _("why it is no longer needed"),
    "due_on": _("due on"),
    "earlier": _("earlier case"),
    "escalated_at": _("head of mission told at"),
    "first_due_on": _("due at first on"),
    "holds": _("still so"),
    "noticed_at": _("noticed at"),
    "put_off_reason": _("why it was put off"),
    "reminded_at": _("reminded at"),
    "told_at": _("told at"),
    "wants_support": _("wants support"),
    "welfarecheck.channel": _("in which way"),
    "welfarecheck.due_at": _("overdue from"),
    "welfarecheck.kind": _("which check"),
    "welfarecheck.mission": _("mission that makes it"),
    "welfarecheck.state": _("state of the check"),
}
