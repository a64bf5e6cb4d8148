"""Background work on notices: writing the mails, and sending them."""

import time
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.notices.choices import Mailing
from cases.notices.mail import claim_next, note_sent, note_unsent, send, write_mails
from cases.notices.models import Notice

AT_ONCE = 200
SECONDS = 5.0


@job(title=_("Write mails about new notices"), sees=SYSTEM, every=timedelta(seconds=30))
def write_notice_mails() -> Arguments | None:
    """Put mails about notices that are due into the outbox, some at a time."""
    now = timezone.now()
    due = Notice.objects.visible_to(SYSTEM).filter(mailing=Mailing.DUE).order_by("pk")
    found = list(due.select_related("mission", "staff")[:AT_ONCE])
    for notice in found:
        write_mails(notice, now)
    return {} if len(found) == AT_ONCE else None


@job(title=_("Send mail"), sees=SYSTEM, every=timedelta(seconds=30), reaches_out=True)
def send_mail() -> Arguments | None:
    """Send what is due, each mail alone, for some seconds; what fails waits longer each time."""
    if not settings.SENDS_MAIL:
        return None
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with eyes(SYSTEM):
            mail = claim_next(timezone.now())
        if mail is None:
            return None
        fault: Exception | None = None
        try:
            send(mail)
        except (SMTPException, OSError, ValueError) as caught:
            fault = caught
        with eyes(SYSTEM):
            note_unsent(mail, fault) if fault else note_sent(mail, timezone.now())
    return {}
