"""What a briefing is written from: plain values, frozen with it.

Exact numbers stand here, so this is for headquarters alone. What goes out is made from it by
`composed`, which rounds and leaves out.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A number under a key of a table: a country, a stage, a sex; empty for not known."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is stuck with one body: open cases, and for how many days the longest one waits."""

    names: tuple[str, str, str]
    count: int
    days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What one body was asked by then: about how many persons, and on how many it answered."""

    names: tuple[str, str, str]
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a source, beside ours of the same moment.

    `gap` is a code: "same", "near" (ours rounds to it), "more" or "fewer" (with us), else why there
    is no counterpart: "others" (other people are counted), "uncounted" (our ledgers do not count
    it). `outlets` print the same figure.
    """

    metric: str
    country: str
    value: int
    men: int | None
    women: int | None
    qualifier: str
    as_of: str
    is_day: bool
    zone: str
    outlets: tuple[tuple[str, str, str], ...]
    is_disputed: bool
    ours: int | None
    gap: str


@dataclass(frozen=True, slots=True)
class Before:
    """The briefing of this kind published last: what it counted, and what we know now of its day.

    `then` is the number as it was known then, `by_now` that of the same moment as known now.
    """

    number: str
    as_of: str
    is_day: bool
    then: int
    by_now: int


@dataclass(frozen=True, slots=True)
class Told:
    """All values of a briefing; persons, where nothing else is said.

    `country` is where those who left `left` went, the place the first sentence is about.
    `present`, `sexes`, `ages`, `holders` count persons, the last three of those in `country`;
    `stages`, `outcomes`, `missions` count cases. Numbers below `smallest` are not told, others are
    rounded to `base`.
    """

    kind: str
    number: str
    incident: str
    titles: tuple[str, str, str]
    as_of: str
    is_day: bool
    known_at: str
    zone: str
    country: str
    embassies: tuple[str, ...]
    counted: int
    cases: int
    present: tuple[Count, ...]
    crossed: int
    sexes: tuple[Count, ...]
    ages: tuple[Count, ...]
    holders: tuple[Count, ...]
    stages: tuple[Count, ...]
    outcomes: tuple[Count, ...]
    missions: tuple[Count, ...]
    mission_names: tuple[tuple[str, str, str, str], ...]
    asked: tuple[Asked, ...]
    waiting: tuple[Waiting, ...]
    said: tuple[Said, ...]
    before: Before | None
    smallest: int
    base: int
    format: int = FORMAT

    @property
    def at(self) -> datetime:
        """The moment that the briefing speaks of."""
        return datetime.fromisoformat(self.as_of)

    def here(self) -> int:
        """Return how many were in the country that the first sentence is about."""
        return sum(row.count for row in self.present if row.key == self.country)

    def frozen(self) -> dict[str, Any]:
        """Return the values as they are stored."""
        frozen: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return frozen

    @classmethod
    def thawed(cls, frozen: dict[str, Any]) -> "Told":
        """Return the values that were stored."""
        rows = {name: counts(frozen[name]) for name in COUNTS}
        more: dict[str, Any] = {
            "titles": names(frozen["titles"]),
            "embassies": tuple(frozen["embassies"]),
            "mission_names": tuple(tuple(row) for row in frozen["mission_names"]),
            "asked": tuple(
                Asked(**row | {"names": names(row["names"])}) for row in frozen["asked"]
            ),
            "waiting": tuple(
                Waiting(**row | {"names": names(row["names"])}) for row in frozen["waiting"]
            ),
            "said": tuple(
                Said(**row | {"outlets": tuple(names(one) for one in row["outlets"])})
                for row in frozen["said"]
            ),
            "before": Before(**frozen["before"]) if frozen["before"] else None,
        }
        return cls(**frozen | rows | more)


COUNTS = ("present", "sexes", "ages", "holders", "stages", "outcomes", "missions")


def counts(rows: list[dict[str, Any]]) -> tuple[Count, ...]:
    """Return stored rows of a table."""
    return tuple(Count(**row) for row in rows)


def names(stored: list[str]) -> tuple[str, str, str]:
    """Return a stored name in English, Vietnamese, French; or any three words kept together."""
    first, second, third = stored
    return first, second, third


def digest_of(values: Any) -> str:
    """Return the SHA-256 of values, as JSON with sorted keys and no blanks."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
