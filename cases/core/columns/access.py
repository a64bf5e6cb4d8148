"""Columns of tokens and sessions."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

ACCESS: dict[str, Sentence] = {
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
