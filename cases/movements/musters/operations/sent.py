"""One mark as it was sent, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.casework.ledger import AFTER_DEATH
from cases.casework.models import Case
from cases.core.errors import Sentence
from cases.movements.musters.choices import ClockDoubt, Taken
from cases.movements.musters.models import Muster, MusterMark

TOLERATED: Final = timedelta(minutes=2)
"""How far a clock may be ahead without a word about it."""
PERSON_MARKED: Final = "mark_person"
"""On record beside the act itself, for each person under her case."""
UNKNOWN_CASE: Sentence = _("There is no case under this number in your sight.")
KEY_USED: Sentence = _("This mark carries the key of another one.")


@dataclass(frozen=True, slots=True)
class SentMark:
    """What a device sent: of whose case, how, when by its clock, under which key of its own."""

    case: str
    mark: str
    key: UUID
    seen_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class MarkAnswer:
    """What came of one mark; `why` says why it was not taken."""

    key: UUID
    result: str
    why: Sentence = ""
    code: str = ""


def refused(sent: SentMark, why: Sentence, code: str) -> MarkAnswer:
    """Return that a mark was not taken down."""
    return MarkAnswer(sent.key, Taken.REFUSED, why, code)


@dataclass(frozen=True, slots=True)
class Seen:
    """When somebody was seen and when we had it; what a clock said that is in doubt beside it."""

    seen_at: datetime
    clock_doubt: str
    said_at: datetime | None
    received_at: datetime


def seen_of(said: datetime | None, muster: Muster, received: datetime) -> Seen:
    """Return when it was seen: as the device said, but never before the count nor after now."""
    said = said or received
    if said > received:
        is_doubt = said - received > TOLERATED
        seen, doubt = received, ClockDoubt.AHEAD if is_doubt else ""
    elif said < muster.opened_at:
        is_doubt = muster.opened_at - said > TOLERATED
        seen, doubt = min(muster.opened_at, received), ClockDoubt.BEFORE if is_doubt else ""
    else:
        seen, doubt = said, ""
    return Seen(seen, doubt, said if doubt else None, received)


def answers_before(
    sent: Sequence[SentMark],
    cases: Mapping[str, Case],
    had: Mapping[UUID, MusterMark],
    late: Collection[UUID],
) -> dict[int, MarkAnswer]:
    """Return by place in the message what can be said of marks that make no row.

    `late`: the keys of those that would be of after a death.
    """
    found: dict[int, MarkAnswer] = {}
    keys: set[UUID] = set()
    for place, one in enumerate(sent):
        case, before = cases.get(one.case.upper()), had.get(one.key)
        if case is None:
            found[place] = refused(one, UNKNOWN_CASE, "unknown_case")
        elif before is not None and (before.case_id, before.mark) != (case.pk, one.mark):
            found[place] = refused(one, KEY_USED, "mark_key_used")
        elif before is not None or one.key in keys:
            found[place] = MarkAnswer(one.key, Taken.HAD)
        elif one.key in late:
            found[place] = refused(one, AFTER_DEATH, "after_death")
        keys.add(one.key)
    return found
