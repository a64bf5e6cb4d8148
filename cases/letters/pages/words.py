"""Letters in words: how far one is, and since when a reply is waited for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
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


def told_once(rows: Iterable[tuple[str, Contradiction]]) -> list[Contradiction]:
    """Return what contradicts in several letters, each sort once: a line for each case, by `at`."""
    alike = defaultdict[tuple[str, str], list[tuple[str, Contradiction]]](list)
    for at, row in rows:
        alike[row.code, row.remedy].append((at, row))
    return [
        replace(
            found[0][1],
            sentence="\n".join(f"{at}{row.sentence}" for at, row in found),
            url=found[0][1].url if len(found) == 1 else "",
        )
        for found in alike.values()
    ]
