"""People without a case at a head count: taken down each exactly once, then said who they are."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put
from cases.movements.musters.choices import Mark, Taken
from cases.movements.musters.models import Muster, MusterMark, MusterStranger
from cases.movements.musters.models.stranger import FOLLOWED_LENGTH
from cases.movements.musters.operations.marking import listed_cases
from cases.movements.musters.operations.sent import (
    KEY_USED,
    PERSON_MARKED,
    UNKNOWN_CASE,
    MarkAnswer,
    seen_of,
)

STRANGER_NOTED = "note_stranger"
"""On record beside the act itself, for each person."""
SETTLED: Sentence = _("Somebody has said who this is already.")
NOT_SETTLED: Sentence = _("Nobody has said yet who this is.")
WHO: Sentence = _("Say whose case it is, or why no case is needed.")
ONE_OF_TWO: Sentence = _("Name the case, or say why none is needed; not both.")
FULL: Sentence = _("No more words fit here.")
WAS_CALLED: Sentence = _("Taken down without a case as “%(name)s”. %(words)s")


@dataclass(frozen=True, slots=True)
class SentStranger:
    """Somebody as a device sent her: as heard, under a key of the device."""

    name: str
    key: UUID
    sex: str
    words: str = ""
    seen_at: datetime | None = None


@operation(may="muster.hold", audit="muster.strangers_noted", appends=True)
def note_strangers(
    actor: Actor, muster: Muster, *, strangers: Sequence[SentStranger]
) -> list[MarkAnswer]:
    """Take down people who have no case; each is answered for itself, none is taken down twice.

    Those that come in after the head count was closed are taken as well: they were there before.
    """
    received = ledger_moment([])
    had = by_key(actor, strangers)
    fresh = {one.key: one for one in strangers if one.key not in had}
    rows = [
        MusterStranger(
            muster=muster,
            name=one.name,
            sex=one.sex,
            words=one.words,
            key=one.key,
            seen_by_id=actor.staff_id,
            **asdict(seen_of(one.seen_at, muster, received)),
        )
        for one in fresh.values()
    ]
    MusterStranger.objects.bulk_create(rows, ignore_conflicts=True)
    kept = by_key(actor, strangers)
    made = [row for key, row in kept.items() if key in fresh and is_same(row, muster, fresh[key])]
    write_each("muster.stranger_noted", STRANGER_NOTED, made)
    told: set[UUID] = set()
    answers = []
    for one in strangers:
        row = kept.get(one.key)
        if row is None or not is_same(row, muster, one):
            answers.append(MarkAnswer(one.key, Taken.REFUSED, KEY_USED, "mark_key_used"))
        else:
            was_here = one.key in had or one.key in told
            answers.append(MarkAnswer(one.key, Taken.HAD if was_here else Taken.TAKEN))
        told.add(one.key)
    return answers


def by_key(actor: Actor, sent: Sequence[SentStranger]) -> dict[UUID, MusterStranger]:
    """Return what is here under these keys."""
    rows = MusterStranger.objects.visible_to(actor).filter(key__in={one.key for one in sent})
    return {row.key: row for row in rows}


def is_same(row: MusterStranger, muster: Muster, sent: SentStranger) -> bool:
    """Whether a row is what was sent."""
    return (row.muster_id, row.name, row.sex, row.words) == (
        muster.pk,
        sent.name,
        sent.sex,
        sent.words,
    )


@operation(may="muster.hold", audit="muster.stranger_identified")
def identify_stranger(
    actor: Actor, stranger: MusterStranger, *, case: str = "", words: str = ""
) -> MusterStranger:
    """Say who somebody without a case is, or why she needs none.

    With a case she was seen: a mark of the moment at which she was taken down says so.
    """
    refuse_settled(stranger)
    if not case and not words:
        raise broken_rule(WHO, "stranger_unsaid", "case")
    if case and words:
        raise broken_rule(ONE_OF_TWO, "stranger_one_of_two", "words")
    moment = ledger_moment([])
    if case:
        return settle_as(actor, stranger, named(actor, case), moment)
    follow(stranger, words)
    stranger.settled_at, stranger.settled_by_id = moment, actor.staff_id
    put(stranger, "followed", "settled_at", "settled_by")
    return stranger


def named(actor: Actor, number: str) -> Case:
    """Return the case under a number, as far as it is in sight; 422 otherwise."""
    rows = Case.objects.visible_to(actor).filter(citizen__anonymised_at__isnull=True)
    found = rows.filter(reference=number.upper()).first() if number.isprintable() else None
    if found is None:
        raise broken_rule(UNKNOWN_CASE, "unknown_case", "case")
    return found


def settle_as(
    actor: Actor, stranger: MusterStranger, case: Case, moment: datetime
) -> MusterStranger:
    """Write down whose case it is, and that she was there."""
    words = WAS_CALLED % {"name": stranger.name, "words": stranger.words}
    mark = MusterMark.objects.create(
        muster=stranger.muster,
        case=case,
        mark=Mark.PRESENT,
        seen_at=stranger.seen_at,
        received_at=moment,
        seen_by_id=actor.staff_id,
        key=uuid4(),
        words=str(words)[:500].strip(),
        is_extra=case.pk not in listed_cases(actor, stranger.muster),
    )
    write_each("muster.person_marked", PERSON_MARKED, [mark])
    stranger.case = case
    stranger.settled_at, stranger.settled_by_id = moment, actor.staff_id
    put(stranger, "case", "settled_at", "settled_by")
    return stranger


@operation(may="muster.hold", audit="muster.stranger_reopened")
def reopen_stranger(actor: Actor, stranger: MusterStranger, *, reason: str) -> MusterStranger:
    """Take back who somebody was said to be; the mark of then stays, and can be answered by one."""
    refuse_unsettled(stranger)
    follow(stranger, reason)
    stranger.case = stranger.settled_at = stranger.settled_by_id = None
    put(stranger, "followed", "case", "settled_at", "settled_by")
    return stranger


def follow(stranger: MusterStranger, words: str) -> None:
    """Add a line to what was said of what becomes of somebody; the same words once."""
    lines = [*stranger.followed.split("\n"), words] if stranger.followed else [words]
    if len(lines) > 1 and lines[-2] == words:
        return
    if len("\n".join(lines)) > FOLLOWED_LENGTH:
        raise broken_rule(FULL, "too_long", "words")
    stranger.followed = "\n".join(lines)


@ruled_out(MusterStranger)
def state_of_stranger(actor: Actor, stranger: MusterStranger) -> Hindrance:
    """Who she is, is said once, and taken back before it is said anew."""
    checks = {
        "identify_stranger": refuse_settled,
        "register_stranger": refuse_settled,
        "reopen_stranger": refuse_unsettled,
    }
    return lambda name: raised_by(checks[name], stranger) if name in checks else None


def refuse_settled(stranger: MusterStranger) -> None:
    """Raise 409 where somebody has said who this is."""
    if stranger.is_settled:
        raise wrong_state(SETTLED, "stranger_settled")


def refuse_unsettled(stranger: MusterStranger) -> None:
    """Raise 409 where nobody has said yet who this is."""
    if not stranger.is_settled:
        raise wrong_state(NOT_SETTLED, "stranger_not_settled")
