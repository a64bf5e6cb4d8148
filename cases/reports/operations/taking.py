"""Taking a report down: as it came in, word for word."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import When, ledger_moment
from cases.core.operations import operation
from cases.incidents.models import Incident
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.reports.choices import ReportChannel, Sender
from cases.reports.keys import email_of, find_text, phone_of, text_key
from cases.reports.mail import Mail
from cases.reports.mails import read_mails
from cases.reports.models import ReceivedReport

OWN_ONLY: Sentence = _("A mission takes down its own reports. Headquarters passes them on.")
MOST_MAILS = 50
LONGEST_MAIL = 60_000
AT_POST = (MissionKind.EMBASSY, MissionKind.CONSULATE)


@operation(may="report.take_down", audit="received_report.taken_down")
def take_down_report(
    actor: Actor,
    *,
    channel: str,
    text: str,
    received: When | None = None,
    sender: str = "",
    sender_name: str = "",
    sender_relation: str = "",
    sender_phone: str = "",
    sender_email: str = "",
    subject: str = "",
    people: str = "",
    incident: Incident | None = None,
    mission: Mission | None = None,
) -> ReceivedReport:
    """Take down what somebody told us of people in need; nobody has opened it yet.

    A mission's own lies there. Of headquarters it lies where that says, else at headquarters, which
    passes it on. What came in twice is taken down twice: nothing is dropped here.
    """
    is_own = mission is None or mission.pk == actor.mission_id
    if not actor.is_headquarters and not is_own:
        raise broken_rule(OWN_ONLY, "not_own_mission", "mission")
    moment = ledger_moment([])
    came = (received or When.at(moment)).resolve(actor.zone, moment, field="received")
    if actor.is_headquarters:
        mission_id = mission.pk if mission is not None and mission.kind in AT_POST else None
    else:
        mission_id = actor.mission_id
    return ReceivedReport.objects.create(
        mission_id=mission_id,
        at_headquarters=mission_id is None,
        incident=incident,
        channel=channel,
        received_from=came.first,
        received_at=came.last,
        sender=sender or Sender.UNKNOWN,
        sender_name=sender_name,
        sender_relation=sender_relation,
        sender_phone=sender_phone,
        sender_email=sender_email,
        subject=subject,
        text=text,
        people=people,
        find_text=find_text(sender_name, sender_phone, sender_email, subject, people, text),
        text_key=text_key(text),
        phone_key=phone_of(sender_phone),
        email_key=email_of(sender_email),
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )


@operation(may="report.take_down", audit="received_report.mails_taken_down")
def take_down_mails(
    actor: Actor,
    *,
    text: str,
    how_many: int,
    incident: Incident | None = None,
    mission: Mission | None = None,
) -> ReceivedReport:
    """Take down several mails that were pasted at once, each as a report of its own.

    Whoever pastes them has seen how many there are; with another number nothing is written. What
    came in twice is taken down twice. The first of the reports is the answer.
    """
    mails = mails_of(text, how_many)
    moment = ledger_moment([])
    taken = [
        take_down_report(
            actor,
            channel=ReportChannel.MAIL.value,
            text=mail.text,
            # A date in the future is a wrong clock of the sender: then it came in now.
            received=When.at(mail.sent_at) if mail.sent_at and mail.sent_at <= moment else None,
            sender_name=mail.name[:200],
            sender_email=mail.address[:254],
            subject=mail.subject[:300],
            incident=incident,
            mission=mission,
        )
        for mail in mails
    ]
    return taken[0]


def mails_of(text: str, how_many: int) -> list[Mail]:
    """Return the mails of a text; 422 for words of no mail, too many, one too long, or others."""
    mails, before = read_mails(text)
    if not mails:
        raise broken_rule(
            _("No mail with its headers (from, date, subject) was found here."), "no_mail", "text"
        )
    if before:
        raise broken_rule(
            _("The first words belong to no mail. Paste each mail with its headers."),
            "no_headers",
            "text",
        )
    if len(mails) > MOST_MAILS:
        raise broken_rule(
            _("Take down at most %(most)s mails at once. There are %(count)s.")
            % {"most": MOST_MAILS, "count": len(mails)},
            "too_many",
            "text",
        )
    long = next((at for at, mail in enumerate(mails, start=1) if len(mail.text) > LONGEST_MAIL), 0)
    if long:
        raise broken_rule(
            _("Mail %(number)s is too long: at most %(most)s characters.")
            % {"number": long, "most": LONGEST_MAIL},
            "too_long",
            "text",
        )
    if len(mails) != how_many:
        raise broken_rule(
            _(
                "The text holds %(found)s mails, not %(said)s. Look at them before you take them "
                "down."
            )
            % {"found": len(mails), "said": how_many},
            "another_number",
            "how_many",
        )
    return mails
