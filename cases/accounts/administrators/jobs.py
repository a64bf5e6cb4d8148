"""Mail about changes to administrators: administrators have no inbox, the list is their first page.

A mail says that there is something to look at and nothing of what it is: mail leaves the house.
"""

import logging
from smtplib import SMTPException
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs import job
from cases.missions.administrators import deciders
from cases.missions.choices import AdministratorChangeState
from cases.missions.models import AdministratorChange, Staff
from cases.notices.mail import domain

logger = logging.getLogger(__name__)


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


def readers_of(change: AdministratorChange) -> list[Staff]:
    """Return who is written to: who may decide; once it is done, all of them and whose it is."""
    involved = {change.asked_by_id, change.decided_by_id}
    if change.state == AdministratorChangeState.WAITING:
        ids = set(change.deciders)
    else:
        ids = {*deciders(without=involved), change.staff_id, change.asked_by_id}
    ids.discard(change.decided_by_id if change.decided_by_id else change.asked_by_id)
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
    if change.state == AdministratorChangeState.WAITING:
        subject = _("A change to an administrator waits for you")
        text = _("Another administrator asked for it. Open Staff in Homeward and decide.")
    elif staff.pk == change.staff_id:
        subject = _("Your account was changed")
        text = _("Administrators have changed your account in Homeward.")
    else:
        subject = _("A change to an administrator was decided on")
        text = _("Open Staff in Homeward to see what was done.")
    doubt = _("If you did not expect this, speak with the other administrators at once.")
    return subject, f"{text}\n\n{doubt}\n"
