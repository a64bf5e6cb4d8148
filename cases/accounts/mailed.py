"""One-time links by mail: sent straight away once they are saved, and stored nowhere on the way.

The link stands in no row, so that neither the outbox nor a worker can hold it: whoever reads the
database, or a copy of it, could begin with it. A server that does not answer within seconds has
not taken it; then whoever made the link hands it over.
"""

import logging
from collections.abc import Callable
from functools import partial
from smtplib import SMTPException
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.utils import translation
from django.utils.translation import gettext as _

from cases.accounts.choices import LinkPurpose
from cases.accounts.links import Made, take_made
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.core.revealed import Revealed
from cases.notices.mail import domain

UNSENT = "mail_failed"
AT_ONCE = "at_once"
"""The mailer that gives up sooner, see `consular/settings/mail.py`."""
logger = logging.getLogger(__name__)


def reveal_link(reference: str, absolute: Callable[[str], str]) -> Revealed | None:
    """Return the link made just now, once, and how it is mailed where that is possible."""
    made = take_made(reference)
    if made is None:
        return None
    link = absolute(made.address)
    if not (settings.SENDS_MAIL and made.staff.email):
        return Revealed(link)
    return Revealed(link, made.staff.email, partial(mail_link, made, link))


def mail_link(made: Made, link: str) -> bool:
    """Hand the link to the mail server; whether it took it is on record, not what it said."""
    with translation.override(made.staff.written_language):
        subject, body = words(made, link)
    message = EmailMessage(
        subject,
        body,
        settings.DEFAULT_FROM_EMAIL,
        [made.staff.email],
        headers={"Message-ID": f"<link-{uuid4()}@{domain()}>"},
    )
    try:
        mailers[AT_ONCE].send_messages([message])
    except (SMTPException, OSError, ValueError) as fault:
        # Never its words: a server quotes what it was told.
        logger.warning("A one-time link could not be mailed: %s.", type(fault).__name__)
        refused = UNSENT
    else:
        refused = ""
    with eyes(made.actor):
        write_audit("link.mailed", "mail_link", [made.staff], refused=refused)
    return not refused


def words(made: Made, link: str) -> tuple[str, str]:
    """Return subject and body, in the language of whoever gets it."""
    account = {"username": made.staff.username}
    first = {
        LinkPurpose.INVITATION: _("An account was made for you: %(username)s.") % account,
        LinkPurpose.PASSWORD: _("The password of your account %(username)s was reset.") % account,
        LinkPurpose.FACTOR: _("The second factor of your account %(username)s was reset.")
        % account,
    }[made.purpose]
    how = _("Open this link within 24 hours to begin; it works once:")
    doubt = _("If you did not expect this, do not open it and tell your administrator.")
    return _("Your account in Homeward"), f"{first}\n\n{how}\n{link}\n\n{doubt}\n"
