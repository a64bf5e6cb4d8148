"""A journey of seventy people, from ready until they are handed over at home, and a briefing.

Through the API, as another system would, each step once for each of a few journeys; the people are
registered before the clock runs. What is made stays: each run adds journeys to the register.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from django.utils import timezone

from cases.casework.operations import open_case, record_fact
from cases.citizens.operations import add_identity_document, register_citizen
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.incidents.models import Incident
from tests.benchmarks.names import Names
from tests.benchmarks.plan import incidents
from tests.benchmarks.reads import Reader
from tests.benchmarks.timing import Timing, timing_of

RIGHT: Final = "movement.plan"
WRITES_BRIEFINGS: Final = "briefing.draft"
PEOPLE: Final = 70
JOURNEYS: Final = 5
AT_ONCE: Final = 10
SEED: Final = 20251104
FROZEN: Final = "Ready to frozen list"
PRINTED: Final = "Manifest as PDF"
DEPARTED: Final = "Leg departs"
ARRIVED: Final = "Leg arrives"
MARKED: Final = "Marks sent at once"
HOME: Final = "Arrives at home"
HANDED: Final = "Handover signed"
BRIEFED: Final = "Briefing drafted"
STEPS: Final = (FROZEN, PRINTED, MARKED, DEPARTED, ARRIVED, HOME, HANDED)
VALID_UNTIL: Final = date(2035, 1, 31)


class Clock:
    """Takes the time of each step, over all journeys."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    @contextmanager
    def over(self, step: str) -> Iterator[None]:
        """Time the block as one step."""
        before = time.perf_counter()
        yield
        self.times.setdefault(step, []).append(time.perf_counter() - before)

    def timings(self) -> dict[str, Timing]:
        """Return what was taken."""
        return {step: timing_of(times) for step, times in self.times.items()}


def travelled(
    reader: Reader, say: Callable[[str], None], journeys: int, people: int = PEOPLE
) -> dict[str, Timing]:
    """Time journeys of a caller who plans them, or briefings of one who writes them."""
    clock = Clock()
    if reader.caller.actor.may(WRITES_BRIEFINGS):
        say(f"Briefings, {reader.caller.title.lower()} ...")
        for _number in range(journeys):
            brief(reader, clock)
    if reader.caller.actor.may(RIGHT) and not reader.caller.actor.is_headquarters:
        say(f"Journeys of {people} people, {reader.caller.title.lower()} ...")
        for number in range(journeys):
            Journey(reader, clock, Random(SEED + number), people).go()
    return clock.timings()


def brief(reader: Reader, clock: Clock) -> None:
    """Draft a briefing about the largest incident, as of now."""
    with clock.over(BRIEFED):
        act(reader, "briefings/draft/", incident=incidents()[0].code, kind="report")


def act(reader: Reader, address: str, **arguments: Any) -> str:
    """Do an operation by the API and return the reference of what came out."""
    key = str(uuid.uuid4())
    reply = reader.caller.act(f"/api/v1/{address}", key, **arguments)
    return str(reply.json()["reference"])


def get(reader: Reader, address: str) -> Any:
    """Read from the API."""
    return reader.caller.api(f"/api/v1/{address}").json()


class Journey:
    """One journey: a bus and a flight home."""

    def __init__(self, reader: Reader, clock: Clock, draw: Random, people: int) -> None:
        self.reader, self.clock = reader, clock
        self.now = timezone.now()
        self.cases = ready_people(reader.caller.actor, draw, self.now, people)

    def go(self) -> None:
        """Travel and be handed over."""
        number = self.planned()
        self.seated_and_frozen(number)
        with self.clock.over(PRINTED):
            self.reader.caller.page(f"/movements/{number}/manifests/1/files/airline.pdf")
        self.counted(number)
        self.on_the_way(number)
        self.handed_over(number)

    def at(self, hours: float) -> str:
        """Return a moment before now, as the API takes it."""
        return (self.now - timedelta(hours=hours)).isoformat()

    def planned(self) -> str:
        """Plan a bus and a flight; not timed."""
        incident = newest_incident(self.reader.caller.actor)
        number = act(
            self.reader,
            "movements/plan/",
            title="A journey of the bench",
            incident=incident.code,
            mode="bus",
            from_place="th-shelter",
            departs_at=self.at(20),
            to_place="th-airport",
            arrives_at=self.at(12),
        )
        act(
            self.reader,
            f"movements/{number}/add-leg/",
            mode="flight",
            from_place="th-airport",
            departs_at=self.at(10),
            to_place="vn-airport",
            arrives_at=self.at(8),
        )
        return number

    def seated_and_frozen(self, number: str) -> None:
        """Give everybody a seat and freeze the list."""
        with self.clock.over(FROZEN):
            act(self.reader, f"movements/{number}/seat/", cases=self.cases)
            act(self.reader, f"movements/{number}/freeze/")

    def counted(self, number: str) -> None:
        """Count people at boarding; all marks come at once, as after a time without a network."""
        muster = act(self.reader, f"movements/{number}/open-muster/", point="boarding")
        marks = [{"case": case, "mark": "present", "key": str(uuid.uuid4())} for case in self.cases]
        with self.clock.over(MARKED):
            act(self.reader, f"musters/{muster}/mark/", marks=marks)

    def on_the_way(self, number: str) -> None:
        """Let both legs depart and arrive."""
        legs = (("depart", 1, 19.5, DEPARTED), ("arrive", 1, 12, ARRIVED))
        flight = (("depart", 2, 10, DEPARTED), ("arrive", 2, 8, HOME))
        for verb, leg, hours, step in (*legs, *flight):
            with self.clock.over(step):
                when = self.at(hours)
                act(self.reader, f"movements/{number}/{verb}/", leg=leg, when=when)

    def handed_over(self, number: str) -> None:
        """Draw up a list, say of everybody that she is there, and sign; only the last is timed."""
        handover = act(
            self.reader,
            "handovers/prepare/",
            cases=self.cases,
            kind="home_gate",
            place="vn-airport",
            movement=number,
        )
        found = get(self.reader, f"handover-lines/?handover={handover}&limit=100")
        lines = [row["uuid"] for row in found["results"]]
        act(self.reader, f"handovers/{handover}/account-for/", lines=lines, state="handed")
        with self.clock.over(HANDED):
            act(
                self.reader,
                f"handovers/{handover}/sign/",
                when=self.at(7),
                handed_name="Bench Invented",
                received_name="Gate Invented",
                received_body="Border guard of the bench",
            )


def newest_incident(actor: Actor) -> Incident:
    """Return the open incident that began last."""
    with eyes(actor):
        rows = Incident.objects.visible_to(actor).filter(is_open=True)
        return rows.latest("started_on", "pk")


def ready_people(actor: Actor, draw: Random, now: datetime, people: int) -> list[str]:
    """Register people with a passport, ready to travel, a few in each transaction."""
    names, references = Names(draw), []
    incident = newest_incident(actor)
    for _chunk in range(people // AT_ONCE):
        with eyes(actor):
            for _number in range(AT_ONCE):
                references.append(ready(actor, incident, names, draw, now))
    return references


def ready(actor: Actor, incident: Incident, names: Names, draw: Random, now: datetime) -> str:
    """Register one person and bring her case to ready."""
    sex = draw.choice("mf")
    citizen = register_citizen(
        actor, full_name=" ".join(names.full(sex)), sex=sex, nationality="VN"
    )
    number = f"X{draw.randrange(10**7):07d}"
    add_identity_document(
        actor,
        citizen,
        kind="passport",
        number=number,
        status="with_holder",
        expires_on=VALID_UNTIL,
    )
    case = open_case(
        actor,
        citizen,
        incident=incident,
        report_source="relative",
        reported=When.at(now - timedelta(days=9)),
    )
    done = record_fact(
        actor,
        case,
        stage="ready",
        when=When.at(now - timedelta(days=2)),
        source="mission",
        reason="Invented for the bench.",
    )
    return str(done.reference)
