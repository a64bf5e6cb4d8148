"""The mails that point to notices: what they say, to whom, and sending one.

A mail says that there is a notice and about which reference, nothing of what it says: mail leaves
the house. Without a mail server nothing is sent and nothing fails; what would have been sent is
kept, and the notice is in the app in any case.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.utils import translation
from django.utils.translation import gettext as _

from cases.core import present
from cases.core.jobs.queue import BACKOFF
from cases.core.notices import NOTICE_KINDS
from cases.missions.models import Staff
from cases.notices.choices import Mailing, MailState
from cases.notices.models import Notice, OutboxMail
from cases.notices.queries import readers_of


def write_mails(notice: Notice, now: datetime) -> list[OutboxMail]:
    """Put the mails about one notice into the outbox."""
    readers = readers_of(notice, present.shown(now))
    is_needed = insists(notice) or readers.is_stand_in
    mails = [
        mail_to(staff, notice, now, readers.is_reached and (staff.is_mailed or is_needed))
        for staff in readers.staff
    ]
    made = OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
    notice.mailing = Mailing.DONE
    notice.save(update_fields=["mailing"])
    return made


def insists(notice: Notice) -> bool:
    """Return whether even who wants no mail is written to: its kind says so, or nobody else is."""
    kind = NOTICE_KINDS.get(notice.kind)
    went_elsewhere = notice.meant_staff_id or notice.meant_mission_id
    return bool(went_elsewhere or (kind is not None and kind.insists))


def mail_to(staff: Staff, notice: Notice, now: datetime, is_wanted: bool) -> OutboxMail:
    """Return the mail to one reader, in the reader's language; kept where it is not wanted."""
    is_sent = bool(settings.SENDS_MAIL and staff.email and is_wanted)
    with translation.override(staff.written_language):
        subject, body = words(notice.reference)
    return OutboxMail(
        notice=notice,
        to_staff=staff,
        address=staff.email,
        language=staff.written_language,
        subject=subject,
        body=body,
        state=MailState.WAITING if is_sent else MailState.KEPT,
        next_try_at=now if is_sent else None,
    )


def words(reference: str) -> tuple[str, str]:
    """Return subject and body: that there is a notice and about which reference."""
    if not reference:
        subject = _("You have a new notice")
        text = _("You have a new notice. Open the app to read it.")
    else:
        subject = _("You have a new notice about %(reference)s") % {"reference": reference}
        text = _("You have a new notice about %(reference)s. Open the app to read it.") % {
            "reference": reference
        }
    why = _("This message holds no more on purpose: mail is not a safe place for people's data.")
    return subject, f"{text}\n\n{why}\n"


def wait_before(attempt: int) -> timedelta:
    """Return how long a mail waits after its attempt of this number."""
    return BACKOFF[min(attempt, len(BACKOFF)) - 1]


def claim_next(now: datetime) -> OutboxMail | None:
    """Take the next mail that is due; it counts as tried before it is sent.

    Whoever is killed while sending leaves it to be sent again later: rather twice than never.
    """
    due = OutboxMail.objects.filter(state=MailState.WAITING, next_try_at__lte=now)
    mail = (
        due.select_for_update(skip_locked=True, no_key=True).order_by("next_try_at", "pk").first()
    )
    if mail is None:
        return None
    mail.attempts += 1
    mail.next_try_at = now + wait_before(mail.attempts)
    mail.save(update_fields=["attempts", "next_try_at"])
    return mail


def send(mail: OutboxMail) -> None:
    """Hand one mail to the server; the same id each time lets mail programs drop a second copy."""
    message = EmailMessage(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.address],
        headers={"Message-ID": f"<notice-{mail.notice_id}-{mail.to_staff_id}@{domain()}>"},
    )
    mailers.default.send_messages([message])


def domain() -> str:
    """Return the domain mails come from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"


def note_sent(mail: OutboxMail, now: datetime) -> None:
    """Keep that the server took it."""
    mail.state, mail.sent_at, mail.last_error = MailState.SENT, now, ""
    mail.next_try_at = None
    mail.save(update_fields=["state", "sent_at", "last_error", "next_try_at"])


def note_unsent(mail: OutboxMail, fault: Exception) -> None:
    """Keep the kind of fault, never its words: a server quotes the address."""
    mail.last_error = type(fault).__name__
    if mail.attempts > len(BACKOFF):
        mail.state, mail.next_try_at = MailState.FAILED, None
    mail.save(update_fields=["state", "last_error", "next_try_at"])
