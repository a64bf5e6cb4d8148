"""Letters in words: how far one is, and since when a reply is waited for."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from cases.letters.choices import LetterState
from cases.letters.models import Letter
from cases.missions.days import days_since

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
    days = days_since(letter.sent_at, now, letter.mission.zone)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
