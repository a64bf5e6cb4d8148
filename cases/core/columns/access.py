"""Columns of tokens, sessions and changes to administrators."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

ACCESS: dict[str, Sentence] = {
    "administratorchange.act": _("what is done"),
    "administratorchange.asked_at": _("asked for at"),
    "administratorchange.asked_by": _("asked for by"),
    "administratorchange.decide_reason": _("reason of the decision"),
    "administratorchange.decided_at": _("decided at"),
    "administratorchange.decided_by": _("decided by"),
    "administratorchange.done_at": _("done at"),
    "administratorchange.ends_on": _("last day"),
    "administratorchange.expires_at": _("until"),
    "administratorchange.mission": _("mission"),
    "administratorchange.reason": _("why it was asked for"),
    "administratorchange.role": _("role"),
    "administratorchange.staff": _("whose account"),
    "administratorchange.starts_on": _("first day"),
    "administratorchange.state": _("state"),
    "apitoken.created": _("made at"),
    "apitoken.expiry": _("ends at"),
    "apitoken.label": _("name of the token"),
    "apitoken.last_used_at": _("last used"),
    "apitoken.made_by": _("made by"),
    "apitoken.posting": _("posting it acts for"),
    "apitoken.scopes": _("what it is for"),
    "apitoken.user": _("account it acts for"),
    "staffsession.agent": _("browser"),
    "staffsession.seen_at": _("last seen"),
}
