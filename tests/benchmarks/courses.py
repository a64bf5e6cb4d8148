"""The course of one case through its stages: which acts, when they happened and became known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.benchmarks.plan import DAY, END

ADVANCE: Final = "advance"
CLOSE: Final = "close"
Step = tuple[str, Mapping[str, object]]

STAGES: Final = ("contacted", "verified", "ready", "departed", "arrived")
UP: Final[tuple[Step, ...]] = tuple((ADVANCE, {"stage": stage}) for stage in STAGES)
HOLD: Final[Step] = ("hold", {"held": True, "hold_reason": "awaiting_document"})
RESUME: Final[Step] = ("resume", {"held": False})
ROUTES: Final[tuple[tuple[Step, ...], ...]] = (
    (),
    UP[:1],
    UP,
    (UP[0], HOLD, RESUME, *UP[1:]),
    (UP[0], HOLD, RESUME),
)
WEIGHTS: Final = (64.0, 20.0, 7.0, 2.0, 7.0)
OUTCOMES: Final = ("lost_contact", "own_means", "declined", "onward", "not_national")
OPERATIONS: Final = {
    "advance": ("advance_case", "case.advanced"),
    "fact": ("record_fact", "case.fact_recorded"),
    "hold": ("hold_case", "case.held"),
    "resume": ("resume_case", "case.resumed"),
    "close": ("close_case", "case.closed"),
}
USUAL_WAIT: Final = 25 * DAY
LONG_WAIT: Final = 500 * DAY
LONG_SHARE: Final = 0.14
FACT_SHARE: Final = 0.1
LATE_SHARE: Final = 0.03


@dataclass(slots=True)
class Act:
    """One row of the ledger before it is put in place."""

    kind: str
    changes: Mapping[str, object]
    occurred_from: int
    occurred_at: int
    recorded_at: int
    operation: str = "open_case"
    event: str = "case.opened"
    source: str = "mission"
    reason: str = ""

    @property
    def arrives(self) -> bool:
        """Whether the person came home by this act."""
        return self.changes.get("stage") == "arrived"


def opening(mission_id: int, came_in: int, told: int) -> Act:
    """Return the opening: dated when the person came into the incident, often within some hours."""
    changes = {"stage": "reported", "mission_id": mission_id}
    return Act("open", changes, earliest(came_in), came_in, told, source="relative")


def earliest(happened: int) -> int:
    """Return the first possible moment: every other time is known only within half a day."""
    return happened - DAY // 2 if happened % 2 else happened


def later_acts(random: Random, told: int, *, is_waiting: bool) -> Iterator[Act]:
    """Yield what was done after the opening, until the case was closed or the register ends."""
    route = random.choices(ROUTES, WEIGHTS)[0]
    if is_waiting:
        route = route[:1]
    waits = [random.expovariate(1 / USUAL_WAIT) for _ in range(len(route) + 1)]
    if random.random() < LONG_SHARE:
        waits[random.randrange(len(waits))] = random.expovariate(1 / LONG_WAIT)
    before = at = told
    for wait, (kind, changes) in zip(waits, steps(random, route, is_waiting), strict=False):
        at += 60 + int(wait)
        if at > END:
            return
        act = made(random, kind, changes, at, before)
        before = act.occurred_at
        yield act


def steps(random: Random, route: tuple[Step, ...], is_waiting: bool) -> Iterator[Step]:
    """Yield the steps of a route and its closing; some steps come to us as facts."""
    for kind, changes in route:
        is_fact = kind == ADVANCE and random.random() < FACT_SHARE
        yield ("fact" if is_fact else kind), changes
    if not is_waiting:
        came_home = len(route) > len(STAGES) - 1
        outcome = "handed_over" if came_home else random.choice(OUTCOMES)
        yield CLOSE, {"stage": "closed", "outcome": outcome}


def made(random: Random, kind: str, changes: Mapping[str, object], at: int, before: int) -> Act:
    """Return one act; a fact happened up to a day before we were told, an act at its moment."""
    operation, event = OPERATIONS[kind]
    first = happened = at
    if kind == "fact":
        happened = max(before + 1, at - random.randrange(DAY))
        first = earliest(happened)
    return Act(kind, changes, first, happened, at, operation, event)


def late_news(random: Random, acts: list[Act]) -> Act | None:
    """Return news that belongs before the closing of a case closed at once, for a few of those."""
    if len(acts) != 2 or acts[1].kind != CLOSE or random.random() > LATE_SHARE:
        return None
    opened, closed = acts
    room = closed.occurred_at - opened.occurred_at
    known = closed.recorded_at + random.randrange(DAY, 20 * DAY)
    if room < DAY or known > END:
        return None
    happened = opened.occurred_at + room // 2
    return Act(
        "fact",
        {"stage": "contacted"},
        happened - 3600,
        happened,
        known,
        "record_fact",
        "case.fact_recorded",
        source="relative",
    )
