"""Background work on notices: writing the mails, and sending them."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.jobs.sets import Pace, work_on
from cases.notices.choices import Mailing
from cases.notices.mail import claim_next, note_sent, note_unsent, send, write_mails
from cases.notices.models import Notice

AT_ONCE = 200
SECONDS = 5.0


@job(title=_("Write mails about new notices"), sees=SYSTEM, every=timedelta(seconds=30))
def write_notice_mails(**pace: int) -> Arguments | None:
    """Put mails about notices that are due into the outbox, some at a time."""
    now = Pace(AT_ONCE, **pace)
    due = Notice.objects.visible_to(SYSTEM).filter(mailing=Mailing.DUE).order_by("pk")
    found = list(due.select_related("mission", "staff")[: now.size])
    if not found:
        return None
    done, next_one = work_on(found, partial(write_mails_of, timezone.now()), write_alone, now)
    return next_one.arguments() if len(found) == now.size or not done else None


def write_mails_of(now: datetime, notices: Sequence[Notice]) -> None:
    """Put the mails about some notices into the outbox."""
    for notice in notices:
        write_mails(notice, now)


def write_alone(notice: Notice, reference: str) -> None:
    """Leave a notice of which no mail can be written to a job of its own, which fails where seen.

    In the app it stands in any case.
    """
    notice.mailing = Mailing.NONE
    notice.save(update_fields=["mailing"])
    write_mails_about.enqueue(notice_id=notice.pk)


@job(title=_("Write mails about one notice"), sees=SYSTEM)
def write_mails_about(*, notice_id: int) -> None:
    """Put mails about a notice into the outbox at which the others were not held up."""
    write_mails(Notice.objects.visible_to(SYSTEM).get(pk=notice_id), timezone.now())


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
