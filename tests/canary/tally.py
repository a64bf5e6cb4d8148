"""Counts what came of calls: which words of Bangkok an answer held that it should not."""

from dataclasses import dataclass, field
from typing import Any

from tests.canary.planting import Plants
from tests.canary.reviewed import BY_ACCEPTING, IN_HISTORY, OF_REFERENCE, ONE_WALL, shown_to
from tests.matrix.actors import Asker
from tests.matrix.calls import Call
from tests.packed import words_of

MOST_SHOWN = 12


@dataclass
class Tally:
    """What came of all calls."""

    plants: Plants
    walls: int = 2
    calls: int = 0
    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def take(self, call: Call, asker: Asker, answer: Any) -> None:
        """Count an answer, and what is wrong with it."""
        self.calls += 1
        there = f"{call.method} {call.address} {call.asked or ''} by {asker.name}"
        if answer.status_code >= 500:
            self.faults.append(f"{there}: {answer.status_code}")
        found = self.plants.columns(everything_of(answer))
        self.seen.setdefault(asker.kind, set()).update(found)
        # What she wrote herself comes back to her in a form: no word of Bangkok's.
        own = self.plants.columns(f"{call.address} {call.body} {call.asked}")
        allowed = shown_to(asker)
        if OF_REFERENCE.search(call.address):
            allowed = allowed | IN_HISTORY
        if "/accept/" not in call.address:
            allowed = allowed - {BY_ACCEPTING}
        left = sorted(found - own - allowed)
        if self.walls == 1:
            left = [label for label in left if not label.startswith(ONE_WALL)]
        if left:
            self.leaks.append(f"{there}: {answer.status_code} {left}")


def everything_of(answer: Any) -> str:
    """Return the body, the headers, the cookies and where it led."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    led = getattr(answer, "redirect_chain", ())
    return f"{words_of(body)}{answer.headers}{answer.cookies}{led}"


def told(what: str, rows: list[str]) -> str:
    """Return the first of what went wrong, with how many there are."""
    return "\n".join([f"{len(rows)} {what}:", *rows[:MOST_SHOWN]])
