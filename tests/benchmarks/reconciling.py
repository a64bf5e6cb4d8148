"""How a custody list is compared with the register: as many rows as the militia's list of 2025.

Its people are drawn from those of an incident whom the caller sees, and go through the error model
of `misreport.py`; the rest are strangers. The comparison runs as the worker does it, part by part,
each in a transaction of its own; the list itself is put in before the clock runs. A second version
without some of them and with others, in another order, is compared after it.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, Final

from django.db.models import Count
from django.utils import timezone

from cases.casework.models import Case
from cases.citizens.birth_dates import read_birth_date
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.intake.lists.choices import ListState, RowState, SenderKind
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.reconciliation.jobs import ROWS, reconcile
from cases.intake.reconciliation.models import Reconciliation
from tests.benchmarks.clients import BenchError
from tests.benchmarks.misreport import SENDERS, Misreports, Truth
from tests.benchmarks.names import Names
from tests.benchmarks.people import born_on
from tests.benchmarks.reads import Reader

LISTED: Final = 7_141
RIGHT: Final = "list.take_in"
SEED: Final = 7_141
STRANGERS: Final = 0.3
GONE: Final = 0.05
TODAY: Final = date(2025, 11, 25)
COLUMNS: Final = ("citizen__full_name", "citizen__birth_on", "citizen__sex")
Values = dict[str, str]


@dataclass
class Compared:
    """What came of a list."""

    rows: int = 0
    seconds: float = 0.0
    longest: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)


def compared(
    readers: Sequence[Reader], say: Callable[[str], None], rows: int = LISTED
) -> dict[str, list[Compared]]:
    """Compare a list and its next version as each caller who may take lists in."""
    found = {}
    for reader in readers:
        if reader.caller.actor.may(RIGHT):
            say(f"Comparing {rows:,} rows as {reader.caller.title.lower()} ...")
            try:
                found[reader.caller.title] = compared_twice(reader.caller.actor, rows)
            except BenchError as failed:
                say(f"{reader.caller.title}: {failed}")
    return found


def compared_twice(actor: Actor, rows: int = LISTED) -> list[Compared]:
    """Compare a list and its next version; return what came of each."""
    draw = Random(SEED)
    with eyes(actor):
        incident, country = most_abroad(actor)
        first = listed(actor, incident, country, rows, draw)
        received = put_in(actor, incident, first, None)
    done = [compare(actor, received, country)]
    kept = first[int(rows * GONE) :]
    later = [*kept, *strangers(rows - len(kept), draw)]
    draw.shuffle(later)
    with eyes(actor):
        newer = put_in(actor, incident, later, received)
    return [*done, compare(actor, newer, country)]


def most_abroad(actor: Actor) -> tuple[int, str]:
    """Return the incident and country in which the caller sees most people with an open case."""
    cases = Case.objects.visible_to(actor).exclude(citizen__now_country__in=["", "VN"])
    grouped = cases.exclude(stage__in=["", "closed"]).values_list(
        "incident", "citizen__now_country"
    )
    found = grouped.annotate(people=Count("pk")).order_by("-people", "incident").first()
    if found is None:
        raise BenchError("Nobody with an open case is abroad in sight of this caller.")
    return found[0], found[1]


def listed(actor: Actor, incident: int, country: str, rows: int, draw: Random) -> list[Values]:
    """Return what a list says: of some whom the caller sees, and of strangers."""
    made, senders = Misreports(draw), sorted(SENDERS)
    people = Case.objects.visible_to(actor).filter(incident_id=incident)
    there = people.filter(citizen__now_country=country).order_by("pk")
    known = list(there.values_list(*COLUMNS, "citizen__documents__number")[: rows * 2])
    draw.shuffle(known)
    found = [
        said(Truth(name, born, (number,) if number else ()), sex, made, draw.choice(senders))
        for name, born, sex, number in known[: int(rows * (1 - STRANGERS))]
        if born is not None
    ]
    found += strangers(rows - len(found), draw)
    draw.shuffle(found)
    return found


def strangers(count: int, draw: Random) -> list[Values]:
    """Return what a list says of people who are on no record."""
    names, made, senders = Names(draw), Misreports(draw), sorted(SENDERS)
    found = []
    for _ in range(count):
        sex, born = draw.choice("mf"), born_on(draw, "day")
        assert born is not None
        truth = Truth(" ".join(names.full(sex)), born, (f"X{draw.randrange(10_000_000):07d}",))
        found.append(said(truth, sex, made, draw.choice(senders)))
    return found


def said(truth: Truth, sex: str, made: Misreports, sender: str) -> Values:
    """Return what a sender writes of somebody, as a row of a list is read."""
    report = made.report(truth, sender)
    reading = read_birth_date(report.birth_text, TODAY) if report.birth_text else None
    values = {"full_name": report.full_name, "sex": sex if sex in {"m", "f"} else ""}
    if reading and reading.choices:
        values["birth"] = str(reading.choices[0])
    if report.numbers:
        values |= {"document_kind": "passport", "document_number": report.numbers[0]}
    return {name: text for name, text in values.items() if text}


def put_in(
    actor: Actor, incident: int, rows: Sequence[Values], former: ReceivedList | None
) -> ReceivedList:
    """Keep a list as its check leaves it."""
    received = ReceivedList.objects.create(
        mission_id=actor.mission_id,
        incident_id=incident,
        sender="Invented militia",
        sender_kind=SenderKind.MILITIA,
        received_on=TODAY,
        replaces=former,
        file_kind="csv",
        file_size=1,
        file_digest=hashlib.sha256(str(time.time_ns()).encode()).hexdigest(),
        sheets=[{"name": "1", "rows": len(rows), "width": 4, "is_hidden": False}],
        state=ListState.CHECKED,
        round=1,
        recorded_at=timezone.now(),
    )
    ListRow.objects.bulk_create(
        [
            ListRow(received=received, sheet=1, number=at, values=values, state=RowState.READY)
            for at, values in enumerate(rows, start=2)
        ],
        batch_size=1000,
    )
    return received


def compare(actor: Actor, received: ReceivedList, country: str) -> Compared:
    """Compare a list as the worker does, and time it."""
    done = Compared()
    with eyes(actor):
        row = Reconciliation.objects.create(
            received=received,
            mission_id=received.mission_id,
            as_of=TODAY,
            country=country,
            round=1,
            rows=received.rows.count(),
            started_at=timezone.now(),
        )
    arguments: dict[str, Any] | None = {
        "reconciliation_id": row.pk,
        "posting_id": actor.posting_id,
        "part": ROWS,
    }
    while arguments is not None:
        with timed(done), eyes(actor):
            arguments = reconcile.func(**arguments)
    with eyes(actor):
        row.refresh_from_db()
    done.rows, done.counts = row.checked, row.counts
    return done


@contextmanager
def timed(done: Compared) -> Iterator[None]:
    """Add what a part takes."""
    begun = time.perf_counter()
    yield
    took = time.perf_counter() - begun
    done.seconds += took
    done.longest = max(done.longest, took)
