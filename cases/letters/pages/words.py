"""Letters in words: how far one is, and since when a reply is waited for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from cases.letters.choices import LetterState
from cases.letters.contradiction import Contradiction
from cases.letters.models import Letter
from cases.missions.days import wait_words, waited

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


def waiting_days(letter: Letter, now: datetime) -> str:
    """Return for how many days a letter waits for its reply; empty for one that does not."""
    if letter.state(letter.inquiry) != LetterState.WAITING:
        return ""
    assert letter.sent_at is not None
    assert letter.sent_from is not None
    return wait_words(waited(letter.sent_from, letter.sent_at, now, letter.mission.zone))


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
