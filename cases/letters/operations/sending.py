"""Sending a letter: its signed and stamped copy is attached, and from then on it is sent."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import Interval, When, ledger_moment
from cases.core.fields import Sent
from cases.core.operations import operation
from cases.core.waiting import put
from cases.files.choices import FileKind
from cases.files.examining.files import kind_of
from cases.files.examining.kinds import PICTURES
from cases.files.models import AttachedFile, Attachment
from cases.files.operations import attach_file
from cases.letters.models import Letter
from cases.letters.policies import refuse_in_state

BEFORE_LETTER: Sentence = _("A letter cannot be sent before its day.")
UNSIGNED: Sentence = _(
    "This is the file as it was issued, without signature and stamp. Attach the signed copy."
)
NOT_A_SCAN: Sentence = _("The signed copy is a PDF or a picture.")


@operation(may="letter.send", audit="letter.sent")
def send_letter(actor: Actor, letter: Letter, *, file: Sent, when: When | None = None) -> Letter:
    """Attach the signed, stamped copy of a letter, and record that it was sent and when.

    Where the copy was withdrawn, as the wrong file, another one takes its place: the letter was
    sent when it was sent.
    """
    refuse_in_state(letter, "send_letter")
    if kind_of(file) not in {FileKind.PDF, *PICTURES}:
        raise broken_rule(NOT_A_SCAN, "signed_copy_not_a_scan", "file")
    case = Case.objects.visible_to(actor).get(pk=letter.case_id)
    letter.signed_copy = signed_copy(actor, case, letter, file)
    if letter.sent_at is None:
        moment = ledger_moment([])
        interval = when.resolve(actor.zone, moment) if when else Interval(moment, moment)
        if interval.last < first_instant(letter, actor.zone):
            raise broken_rule(BEFORE_LETTER, "sent_before_letter", "when")
        letter.sent_at, letter.sent_recorded_at = interval.last, moment
        letter.sent_by_id = actor.staff_id
    put(letter, "signed_copy", "sent_at", "sent_recorded_at", "sent_by")
    return letter


def signed_copy(actor: Actor, case: Case, letter: Letter, file: Sent) -> Attachment:
    """Attach the copy to the case of the letter, for whoever reads what the letter says."""
    attachment = attach_file(
        actor, case, file=file, restricted=letter.restricted, description=letter.number
    )
    kept = AttachedFile.objects.visible_to(actor).get(attachment=attachment)
    if kept.sent_digest == letter.digest:
        raise broken_rule(UNSIGNED, "signed_copy_unsigned", "file")
    return attachment


def first_instant(letter: Letter, zone: str) -> datetime:
    """Return the first instant of the day of a letter, before which nothing came of it."""
    return datetime.combine(letter.dated_on, time.min, tzinfo=ZoneInfo(zone))
