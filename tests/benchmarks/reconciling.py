"""How a custody list is compared with the register: as many rows as the militia's list of 2025.

Its people are drawn from those of an incident whom the caller sees, and go through the error model
of `misreport.py`; the rest are strangers. The comparison runs as the worker does it, part by part,
each in a transaction of its own; the list itself is put in before the clock runs. A second version
without some of them and with others, in another order, is compared after it.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, Final

from django.utils import timezone

from cases.casework.models import Case
from cases.citizens.birth_dates import read_birth_date
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.intake.lists.choices import ListState, RowState, SenderKind
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.reconciliation.jobs import ROWS, reconcile
from cases.intake.reconciliation.models import Reconciliation
from tests.benchmarks.misreport import SENDERS, Misreports, Truth
from tests.benchmarks.names import Names
from tests.benchmarks.people import born_on

LISTED: Final = 7_141
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


def compared_twice(actor: Actor, rows: int = LISTED) -> list[Compared]:
    """Compare a list and its next version; return what came of each."""
    draw = Random(SEED)
    with eyes(actor):
        incident = incident_of(actor)
        first = listed(actor, incident, rows, draw)
        received = put_in(actor, incident, first, None)
    done = [compare(actor, received)]
    kept = first[int(rows * GONE) :]
    later = [*kept, *strangers(rows - len(kept), draw)]
    draw.shuffle(later)
    with eyes(actor):
        newer = put_in(actor, incident, later, received)
    return [*done, compare(actor, newer)]


def incident_of(actor: Actor) -> int:
    """Return the incident in which the caller sees most people who are still abroad."""
    cases = Case.objects.visible_to(actor).filter(citizen__now_country="TH")
    found = list(cases.exclude(stage__in=["", "closed"]).values_list("incident_id", flat=True))
    return max(set(found), key=found.count)


def listed(actor: Actor, incident: int, rows: int, draw: Random) -> list[Values]:
    """Return what a list says: of some whom the caller sees, and of strangers."""
    made, senders = Misreports(draw), sorted(SENDERS)
    people = Case.objects.visible_to(actor).filter(incident_id=incident).order_by("pk")
    known = list(people.values_list(*COLUMNS, "citizen__documents__number")[: rows * 2])
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


def compare(actor: Actor, received: ReceivedList) -> Compared:
    """Compare a list as the worker does, and time it."""
    done = Compared()
    with eyes(actor):
        row = Reconciliation.objects.create(
            received=received,
            mission_id=received.mission_id,
            as_of=TODAY,
            country="TH",
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
