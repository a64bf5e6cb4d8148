"""What a briefing is written from: plain values, frozen with it.

All numbers stand here exactly, so this is for headquarters alone. What goes out is made from it by
`composed`, which leaves out what singles people out.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

FORMAT = 7
EXACT_SINCE: Final = 3
LIVING_SINCE: Final = 5
COMPARED_SINCE: Final = 6
PARTED_SINCE: Final = 7
"""Before these attributes were rounded; who had died was counted among those in the hands of a
body; a few who ended otherwise could be told beside; parts of a number that a reader cannot work
out were told."""
OF_FORMAT_2: Final = frozenset({"exact_before", "base"})
"""What was stored while numbers were rounded, and is read no more."""
HOME: Final = "VN"
NAMELESS: Final = ("", "", "")


@dataclass(frozen=True, slots=True)
class Count:
    """A number under a key of a table: a country, a stage, a sex; empty for not known."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is stuck with one body: open cases, and for how many days the longest one waits.

    `is_least`: at least, where it is known to a month or to several days.
    """

    names: tuple[str, str, str]
    count: int
    days: int
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What one body was asked by then: about how many persons, and on how many it answered."""

    names: tuple[str, str, str]
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Against:
    """The count that contradicts a disputed figure, in values that were kept without its reason."""

    value: int
    as_of: str
    is_day: bool
    zone: str
    outlets: tuple[tuple[str, str, str], ...]
    scope: tuple[str, str, str] = NAMELESS

    @property
    def names(self) -> list[str]:
        """The names of those who print it, each once."""
        return list(dict.fromkeys(name for name, _on, _url in self.outlets))


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a source, beside ours of the same moment.

    `gap` is a code: "same", "near" (ours confirms it), "excluded" (the same number, which its words
    exclude), "more" or "fewer" (with us), else why ours is not told beside it: "uncounted" (neither
    present nor crossed: the sheet compares what it tells itself), "place" (it counts one place).
    `outlets` print the same figure. `as_of` is empty where the source gives no day. `place` is the
    code of the place that it counts, if it counts but one, `place_kind` what that is; `learnt` by
    how much ours has changed since the source spoke. `is_quoted`: somebody chose it for this
    briefing; `uuid` is that of the row; `whole`: of how many referred these entered the mechanism;
    `reason`: why it is disputed, as it was written down in each language; `against` was kept before
    it was. `scope`: what exactly is counted, as it was written down; values that were kept before
    it was have none.
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
    place: str = ""
    learnt: int = 0
    nationality: str = HOME
    place_names: tuple[str, str, str] = NAMELESS
    place_kind: str = ""
    is_quoted: bool = False
    uuid: str = ""
    whole: int | None = None
    against: Against | None = None
    reason: tuple[str, str, str] = NAMELESS
    scope: tuple[str, str, str] = NAMELESS

    @property
    def names(self) -> list[str]:
        """The names of those who print it, each once."""
        return list(dict.fromkeys(name for name, _on, _url in self.outlets))


@dataclass(frozen=True, slots=True)
class Before:
    """The briefing published about the moment before: what it counted, what we know now of its day.

    `then` is the number as it was known then, `manner` and `value` how it was told; `by_now` that
    of the same moment as known now.
    """

    number: str
    as_of: str
    is_day: bool
    then: int
    by_now: int
    manner: str = "hidden"
    value: int = 0


@dataclass(frozen=True, slots=True)
class Departure:
    """The next part of a journey as planned at the moment: day, means, countries.

    Neither hour nor place: whoever looks for those who fled is not told where to wait.
    """

    at: str
    zone: str
    mode: str
    from_country: str
    to_country: str
    count: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Where people were at one moment of the lines, and how many had crossed into the country."""

    at: str
    present: tuple[Count, ...]
    crossed: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """All values of a briefing; persons, where nothing else is said.

    `country` is where those who left `left` went, the place the first sentence is about.
    `present`, `sexes`, `ages`, `holders` count persons, the last three of those in `country`;
    `stages`, `outcomes`, `missions` count cases. Numbers of attributes below `smallest` are told as
    such. `told_before` are the numbers of attributes that briefings of the incident told exactly,
    by their addresses; `flow` is of moments up to `as_of`, for a report alone, and `flow_then` of
    the same moments, each as it was known then. `known_then`: how many were known of at the moment
    itself, where more may be known of it since. `confirmed`: cases of whose identity is verified
    and who was not at home by either ledger. `straddles`: some entry may have happened by then and
    does not count. `unsaid`: cases of persons of unknown nationality, in no other number; None in
    values that were kept before they were. `left_out` is decided at the approval: what the paper
    does not tell though it might.
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
    told_before: tuple[Count, ...] = ()
    departure: Departure | None = None
    flow: tuple[Flow, ...] = ()
    known_then: int | None = None
    flow_then: tuple[Flow, ...] = ()
    left_out: tuple[str, ...] = ()
    confirmed: int | None = None
    straddles: bool = False
    unsaid: int | None = None
    format: int = FORMAT

    @property
    def at(self) -> datetime:
        """The moment that the briefing speaks of."""
        return datetime.fromisoformat(self.as_of)

    @property
    def known(self) -> datetime:
        """The moment of whose knowledge it is, in the zone of the incident."""
        return datetime.fromisoformat(self.known_at).astimezone(ZoneInfo(self.zone))

    @property
    def is_hindsight(self) -> bool:
        """Whether more may be known of the moment than was known at it."""
        return self.known > self.at

    def here(self) -> int:
        """Return how many were in the country that the first sentence is about."""
        return sum(row.count for row in self.present if row.key == self.country)

    def frozen(self) -> dict[str, Any]:
        """Return the values as they are stored."""
        frozen: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return frozen

    @classmethod
    def thawed(cls, frozen: dict[str, Any], left_out: Sequence[str] = ()) -> "Told":
        """Return the values that were stored, and what its approval leaves out.

        Before format 3 attributes were rounded.
        """
        frozen = {name: value for name, value in frozen.items() if name not in OF_FORMAT_2}
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
            "said": tuple(thawed_said(row) for row in frozen["said"]),
            "before": Before(**frozen["before"]) if frozen["before"] else None,
            "left_out": tuple(left_out),
            "told_before": counts(frozen.get("told_before", [])),
            "departure": departure_in(frozen),
            "flow": flows(frozen.get("flow", [])),
            "flow_then": flows(frozen.get("flow_then", [])),
        }
        return cls(**frozen | rows | more)


def departure_in(frozen: dict[str, Any]) -> Departure | None:
    """Return the stored departure; one of the past that was told as known later is read no more."""
    stored = dict(frozen.get("departure") or {})
    known_at, as_of = (datetime.fromisoformat(frozen[name]) for name in ("known_at", "as_of"))
    is_of_now = "has_left" in stored and known_at > as_of
    stored.pop("has_left", None)
    return Departure(**stored) if stored and not is_of_now else None


def thawed_said(row: dict[str, Any]) -> Said:
    """Return a stored figure of others."""
    more: dict[str, Any] = {
        "outlets": tuple(names(one) for one in row["outlets"]),
        "place_names": names(row.get("place_names", NAMELESS)),
        "scope": names(row.get("scope", NAMELESS)),
        "reason": reason_in(row.get("reason", NAMELESS)),
    }
    if stored := row.get("against"):
        outlets = tuple(names(one) for one in stored["outlets"])
        scope = names(stored.get("scope", NAMELESS))
        more["against"] = Against(**stored | {"outlets": outlets, "scope": scope})
    return Said(**row | more)


def reason_in(stored: str | list[str]) -> tuple[str, str, str]:
    """Return why a figure is disputed; kept before it was in three languages, as in English."""
    return (stored, "", "") if isinstance(stored, str) else names(stored)


COUNTS = ("present", "sexes", "ages", "holders", "stages", "outcomes", "missions")


def counts(rows: list[dict[str, Any]]) -> tuple[Count, ...]:
    """Return stored rows of a table."""
    return tuple(Count(**row) for row in rows)


def flows(rows: list[dict[str, Any]]) -> tuple[Flow, ...]:
    """Return stored moments; those kept before crossings were do not tell of any."""
    return tuple(Flow(row["at"], counts(row["present"]), row.get("crossed", 0)) for row in rows)


def names(stored: Sequence[str]) -> tuple[str, str, str]:
    """Return a stored name in English, Vietnamese, French; or any three words kept together."""
    first, second, third = stored
    return first, second, third


def digest_of(values: Any) -> str:
    """Return the SHA-256 of values, as JSON with sorted keys and no blanks."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
