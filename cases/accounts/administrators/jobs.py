"""Mail about changes to administrators: administrators have no inbox, the list is their first page.

A mail says that there is something to look at and nothing of what it is: mail leaves the house.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.actor import SYSTEM
from cases.core.audit import write_each
from cases.core.context import eyes
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.missions.administrators import deciders
from cases.missions.choices import AdministratorChangeState as State
from cases.missions.models import AdministratorChange, Staff
from cases.notices.mail import domain

logger = logging.getLogger(__name__)
AT_ONCE: Final = 200
DONE: Final = frozenset({State.CONFIRMED, State.AT_ONCE})


@job(
    title=gettext_lazy("Tell administrators of changes to one of them"),
    sees=SYSTEM,
    reaches_out=True,
)
def tell_of_change(*, change_id: int) -> None:
    """Write to the other administrators what waits, and to whom it is about what was done."""
    if not settings.SENDS_MAIL:
        return
    with eyes(SYSTEM):
        change = AdministratorChange.objects.visible_to(SYSTEM).of_whom().get(pk=change_id)
        readers = readers_of(change)
    for staff in readers:
        message = mail_to(staff, change)
        try:
            mailers.default.send_messages([message])
        except (SMTPException, OSError, ValueError) as fault:
            # Never its words: a server quotes the address. The list says it in any case.
            logger.warning("An administrator could not be told: %s.", type(fault).__name__)


@job(
    title=gettext_lazy("Let go of changes to administrators that nobody confirmed in time"),
    sees=SYSTEM,
    every=timedelta(minutes=30),
)
def expire_changes() -> Arguments | None:
    """Note that the next of them are over, and tell whoever asked and who could have decided."""
    waiting = AdministratorChange.objects.visible_to(SYSTEM).filter(state=State.WAITING)
    over = waiting.filter(expires_at__lte=timezone.now()).order_by("expires_at", "pk")
    some = list(over.select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
    for change in some:
        change.state = State.EXPIRED
        change.save(update_fields=["state"])
        tell_of_change.enqueue(change_id=change.pk)
    if some:
        write_each("administrator.change_expired", "expire_changes", some)
    return {} if len(some) == AT_ONCE else None


def readers_of(change: AdministratorChange) -> list[Staff]:
    """Return who is written to: who may decide; once it is over, all of them, and whoever asked.

    Whose account it is hears of what was done, not of what was not.
    """
    if change.state == State.WAITING:
        ids = {*change.deciders} - {change.asked_by_id}
    else:
        ids = {*deciders(without=set()), change.asked_by_id} - {change.staff_id}
        ids |= {change.staff_id} if change.state in DONE else set()
        ids -= {change.asked_by_id if change.state == State.AT_ONCE else change.decided_by_id}
    rows = Staff.objects.filter(pk__in=ids).exclude(email="").order_by("pk")
    return list(rows)


def mail_to(staff: Staff, change: AdministratorChange) -> EmailMessage:
    """Return the mail to one reader, in the reader's language."""
    with translation.override(staff.language):
        subject, body = words(change, staff)
    state = f"administrators:{change.uuid}:{change.state}:{staff.pk}"
    headers = {"Message-ID": f"<change-{uuid5(NAMESPACE_URL, state)}@{domain()}>"}
    sender = settings.DEFAULT_FROM_EMAIL
    return EmailMessage(subject, body, sender, [staff.email], headers=headers)


def words(change: AdministratorChange, staff: Staff) -> tuple[str, str]:
    """Return subject and body."""
    if change.state == State.WAITING:
        subject = _("A change to an administrator waits for you")
        text = _("Another administrator asked for it. Open Staff in Homeward and decide.")
    elif staff.pk == change.staff_id:
        subject = _("Your account was changed")
        text = _("Administrators have changed your account in Homeward.")
    elif change.state == State.EXPIRED:
        subject = _("Nobody decided on a change to an administrator in time")
        text = _("It was not done. Open Staff in Homeward: it can be asked for anew.")
    else:
        subject = _("A change to an administrator was decided on")
        text = _("Open Staff in Homeward to see what was done.")
    doubt = _("If you did not expect this, speak with the other administrators at once.")
    return subject, f"{text}\n\n{doubt}\n"
