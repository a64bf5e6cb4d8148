"""Letters in words: how far one is, and since when a reply is waited for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.casework.progress.resting import rests_of, waited_open
from cases.letters.choices import LetterState
from cases.letters.contradiction import Contradiction
from cases.letters.models import Letter
from cases.missions.days import wait_words

Row = dict[str, Any]
TONES = {
    LetterState.OWN: "",
    LetterState.ISSUED: "wait",
    LetterState.SENT: "good",
    LetterState.WAITING: "wait",
    LetterState.ANSWERED: "good",
    LetterState.REPLACED: "",
    LetterState.WITHDRAWN: "stop",
}


def tag_of(letter: Letter) -> Row:
    """Return label and tone of the state of a letter."""
    state = letter.state(letter.inquiry)
    return {"label": state.label, "tone": TONES[state]}


def waiting_days(letters: Sequence[Letter], now: datetime) -> dict[int, str]:
    """Return for how many days letters wait for a reply, by their ids; not of those that do not."""
    waiting = [row for row in letters if row.state(row.inquiry) == LetterState.WAITING]
    zones = {row.case_id: (row.case.mission.zone,) for row in waiting}
    rests = rests_of(zones) if zones else {}
    waits = (
        waited_open(*sent(row), now, row.mission.zone, rests.get(row.case_id, ()))
        for row in waiting
    )
    return {row.pk: wait_words(wait) for row, wait in zip(waiting, waits, strict=True)}


def sent(letter: Letter) -> tuple[datetime, datetime]:
    """Return the first and the last instant at which a letter can have been sent."""
    assert letter.sent_at is not None
    assert letter.sent_from is not None
    return letter.sent_from, letter.sent_at


@dataclass(frozen=True, slots=True)
class Told:
    """One sort of contradiction as a page tells it: with a place to mend it for each case."""

    code: str
    sentence: str
    remedy: str
    stops: bool
    url: str = ""
    places: Sequence[Row] = ()
    """Of several cases each, by its number, with the page."""


def told_once(rows: Iterable[tuple[str, Contradiction]]) -> list[Told]:
    """Return what contradicts in several letters, each sort once: a line for each case.

    Each row comes with the number of its case, or with none where there is one letter.
    """
    alike = defaultdict[tuple[str, str], list[tuple[str, Contradiction]]](list)
    for case, row in rows:
        alike[row.code, row.remedy].append((case, row))
    return [told_of(found) for found in alike.values()]


def told_of(found: Sequence[tuple[str, Contradiction]]) -> Told:
    """Return one sort of contradiction of some cases."""
    first = found[0][1]
    lines = (f"{case}: {row.sentence}" if case else row.sentence for case, row in found)
    places = {row.url: {"label": case, "url": row.url} for case, row in found if row.url}
    is_one = bool(places) and (len(places) == 1 or not found[0][0])
    return Told(
        code=first.code,
        sentence="\n".join(lines),
        remedy=first.remedy,
        stops=first.stops,
        url=next(iter(places)) if is_one else "",
        places=[] if is_one else list(places.values()),
    )
