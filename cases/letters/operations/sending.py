"""Sending letters: the signed and stamped copy is attached, and from then on they are sent."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.audit import write_each
from cases.core.errors import Problem, Refused, Sentence, broken_rule
from cases.core.facts import Interval, When, ledger_moment
from cases.core.fields import Sent
from cases.core.operations import operation
from cases.core.waiting import put
from cases.files.choices import FileKind
from cases.files.examining.files import examined, kind_of
from cases.files.examining.kinds import PICTURES
from cases.files.operations import attach_file
from cases.files.operations.attaching import Place, attach_once, group_of, standing_on
from cases.letters.models import Letter, LetterBatch
from cases.letters.operations.asking import ask_with
from cases.letters.operations.meanwhile import refuse_meanwhile
from cases.letters.policies import (
    none_left,
    refusal_to_send_all,
    refusal_with_others,
    refuse_in_state,
)
from cases.letters.press import is_print
from cases.letters.queries import letters_in

BEFORE_LETTER: Sentence = _("A letter cannot be sent before its day.")
UNSIGNED: Sentence = _(
    "This is a file as this system printed it, without signature and stamp. Attach the signed copy."
)
OF_ANOTHER: Sentence = _(
    "This file is the signed copy of another letter already: %(number)s. Attach the copy of this "
    "one."
)
NOT_A_SCAN: Sentence = _("The signed copy is a PDF or a picture.")
ON_THE_CASE: Sentence = _(
    "This file stands on the case already as another paper. Withdraw it there, then send the "
    "letter with it."
)
SENT = (
    *("signed_copy", "sent_from", "sent_at", "sent_recorded_at", "sent_by", "sent_accepted"),
    "inquiry",
)


@operation(may="letter.send", audit="letter.sent")
def send_letter(
    actor: Actor,
    letter: Letter,
    *,
    file: Sent,
    when: When | None = None,
    accepted: Sequence[str] = (),
) -> Letter:
    """Attach the signed, stamped copy of a letter, and record that it was sent and when.

    With that the body it asks is asked, and the letter that it replaces is replaced. What has come
    up since it was issued, and would keep it from being issued now, stops it, but for what is
    `accepted` by whoever has looked at it.

    Where the copy was withdrawn, as the wrong file, another one takes its place: the letter was
    sent when it was sent.
    """
    refuse_in_state(letter, "send_letter")
    refuse_no_copy(actor, file, letter.batch_id, [letter])
    moment = ledger_moment([])
    looked = refuse_meanwhile(actor, [letter], last_of(actor, when, moment), accepted)
    case = Case.objects.visible_to(actor).get(pk=letter.case_id)
    if standing_on(actor, [case.pk], digest_of(file)):
        raise broken_rule(ON_THE_CASE, "copy_on_the_case", "file")
    # For whoever reads what the letter says.
    letter.signed_copy = attach_file(
        actor, case, file=file, restricted=letter.restricted, description=letter.number
    )
    mark_sent(actor, [letter], when, moment, looked)
    put(letter, *SENT)
    return letter


@operation(may="letter.send", audit="letter.sent_together")
def send_letters(
    actor: Actor,
    batch: LetterBatch,
    *,
    file: Sent,
    when: When | None = None,
    accepted: Sequence[str] = (),
) -> LetterBatch:
    """Attach one signed, stamped scan of letters that were issued together, and send them.

    Those that were withdrawn, replaced or sent with a copy of their own stay as they are, and so do
    those on whose cases the actor may not act. The scan is kept once. It names everybody in the
    batch, also whose letter is left out, so whoever attaches it sees all of them: 409 else. As long
    as something stands against one that is left, none is sent.
    """
    letters = list(letters_in(actor, batch))
    refusals = [refusal_with_others(actor, letter) for letter in letters]
    refusal = refusal_to_send_all(batch, letters)
    if refusal is not None or all(refusals):
        raise refusal or none_left(letters, refusals)
    ready = [row for row, left in zip(letters, refusals, strict=True) if left is None]
    refuse_no_copy(actor, file, batch.pk, letters)
    moment = ledger_moment([])
    looked = refuse_meanwhile(actor, ready, last_of(actor, when, moment), accepted)
    found = examined(file)
    attach_file.allow(actor)
    known = standing_on(actor, [row.case_id for row in ready], digest_of(file))
    if known:
        raise on_their_cases([row for row in ready if row.case_id in known])
    group = group_of(actor, None, ready[0].restricted)
    places = [Place(row.case, description=row.number, restricted=group) for row in ready]
    copies = attach_once(actor, places, found, {row.case_id for row in letters})
    for letter, copy in zip(ready, copies, strict=True):
        letter.signed_copy = copy
        letter.version += 1
    mark_sent(actor, ready, when, moment, looked)
    write_columns(ready, [*SENT, "version"])
    write_each("letter.sent", send_letter.name, ready)
    return batch


def refuse_no_copy(actor: Actor, file: Sent, batch: int | None, letters: Sequence[Letter]) -> None:
    """422 for what can be no scan of something signed, or is the copy of a letter of no `batch`.

    Whatever was printed here is known by what it says of itself, also a draft and a briefing.
    """
    if kind_of(file) not in {FileKind.PDF, *PICTURES}:
        raise broken_rule(NOT_A_SCAN, "signed_copy_not_a_scan", "file")
    if is_print(file.content):
        raise broken_rule(UNSIGNED, "signed_copy_unsigned", "file")
    others = Letter.objects.visible_to(actor).filter(
        signed_copy__file__sent_digest=digest_of(file),
        signed_copy__withdrawn_at__isnull=True,
    )
    of_batch = Q(batch=batch) if batch is not None else Q(pk=letters[0].pk)
    other = others.exclude(of_batch).order_by("pk").first()
    if other is not None:
        words = OF_ANOTHER % {"number": other.number}
        raise broken_rule(words, "signed_copy_of_another", "file")


def digest_of(file: Sent) -> str:
    """Return the digest by which the same file is known again."""
    return hashlib.sha256(file.content).hexdigest()


def mark_sent(
    actor: Actor,
    letters: Sequence[Letter],
    when: When | None,
    moment: datetime,
    looked: Mapping[int, list[str]],
) -> None:
    """Put on letters when they were sent, and by whom, unless they were before: then they ask.

    `looked`: what was looked at of each, by its id.
    """
    new = [letter for letter in letters if letter.sent_at is None]
    if not new:
        return
    interval = when.resolve(actor.zone, moment) if when else Interval(moment, moment)
    for letter in new:
        if interval.first < first_instant(letter, actor.zone):
            raise broken_rule(BEFORE_LETTER, "sent_before_letter", "when")
        letter.sent_from, letter.sent_at = interval.first, interval.last
        letter.sent_recorded_at, letter.sent_by_id = moment, actor.staff_id
        letter.sent_accepted = looked.get(letter.pk, [])
    ask_with(actor, new, when, moment)


def last_of(actor: Actor, when: When | None, moment: datetime) -> datetime | None:
    """Return the last instant at which letters went; None for now."""
    return when.resolve(actor.zone, moment).last if when else None


def on_their_cases(letters: Sequence[Letter]) -> Refused:
    """422: on the cases of which letters the file stands already."""
    problems = [
        Problem("file", "copy_on_the_case", f"{row.number}: {ON_THE_CASE}") for row in letters
    ]
    return Refused(ON_THE_CASE, "copy_on_the_case", 422, problems=problems)


def first_instant(letter: Letter, zone: str) -> datetime:
    """Return the first instant of the day of a letter, before which nothing came of it."""
    return datetime.combine(letter.dated_on, time.min, tzinfo=ZoneInfo(zone))
