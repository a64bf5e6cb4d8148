"""How a list of ten thousand rows comes in, as the pages and the worker do it.

A text file with Vietnamese headings is received and read in the process for files, its rows are
looked at by the job, chunk by chunk, each in a transaction of its own: read, matched with the
register, compared with each other. Half of its people are on record and misreported. A second list
of strangers alone, each with a passport, is confirmed and written by the other job; that one adds
so many cases to the largest mission, so it is taken in as the last of all.
"""

import csv
import io
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, Final

from cases.casework.models import Case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.fields import Sent
from cases.core.jobs import queue
from cases.core.jobs.declared import Arguments
from cases.incidents.models import Incident
from cases.intake.lists.choices import RowState, SenderKind
from cases.intake.lists.jobs import LANES, LOOKING, check_list, write_list
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.operations import confirm_list, map_list, receive_list
from cases.intake.lists.queries import layouts_of
from cases.places.models import Province
from tests.benchmarks.database import Connection
from tests.benchmarks.lanes import worked_in_lanes
from tests.benchmarks.listed import Registered, Row, listed
from tests.benchmarks.matching import DRAWN, ROWS
from tests.benchmarks.misreport import Report
from tests.benchmarks.names import Names
from tests.benchmarks.people import born_on
from tests.benchmarks.reads import Reader
from tests.benchmarks.searching import sees

RIGHT: Final = "list.take_in"
TODAY: Final = date(2025, 11, 25)
HEADINGS: Final = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số hộ chiếu", "Quê quán", "SĐT")
SEXES: Final = {"m": "Nam", "f": "Nữ"}
LARGEST: Final = "Largest mission"
CHECKED: Final = "Read, looked at and matched"
WRITTEN: Final = "Written"
Cells = Sequence[object]


@dataclass
class TakenIn:
    """What came of a list, in seconds."""

    rows: int = 0
    received: float = 0.0
    checked: float = 0.0
    written: float = 0.0
    longest: float = 0.0
    states: dict[str, int] = field(default_factory=dict)
    cases: int = 0


def taken_in(
    readers: Sequence[Reader], backup: Connection, say: Callable[[str], None], rows: int = ROWS
) -> dict[str, dict[str, TakenIn]]:
    """Take in a list as each caller who may; then one of strangers at the largest mission."""
    found: dict[str, dict[str, TakenIn]] = {CHECKED: {}, WRITTEN: {}}
    able = [reader for reader in readers if reader.caller.actor.may(RIGHT)]
    for reader in able:
        say(f"A list of {rows:,} rows as {reader.caller.title.lower()} ...")
        actor = reader.caller.actor
        received, done = checked(actor, misreported(reader, backup, rows))
        with eyes(actor):
            done.states = states_of(received)
        found[CHECKED][reader.caller.title] = done
    for reader in able:
        if reader.caller.title == LARGEST:
            say(f"{rows:,} strangers written ...")
            found[WRITTEN][LARGEST] = written(reader.caller.actor, strangers(rows))
    forget_jobs()
    return found


def forget_jobs() -> None:
    """Take the jobs out of the queue that were done here without it."""
    with eyes(SYSTEM):
        queued = queue.rows().filter(
            task_path__in=[job.module_path for job in (check_list, write_list)]
        )
        queued.delete()


def misreported(reader: Reader, backup: Connection, rows: int) -> list[Cells]:
    """Return the cells of a list, half of whose people the caller sees."""
    with backup, backup.cursor() as cursor:
        cursor.execute(DRAWN.format(sees=sees(reader)), [rows])
        people = [Registered(*row) for row in cursor.fetchall()]
    with eyes(reader.caller.actor):
        provinces = dict(Province.objects.values_list("pk", "name"))
    return [cells(at, row, provinces) for at, row in enumerate(listed(people, rows), start=1)]


def cells(at: int, row: Row, provinces: dict[int, str]) -> Cells:
    """Return one row of the file."""
    said: Report = row.report
    number = said.numbers[0] if said.numbers else ""
    province = provinces[row.province] if row.province else ""
    return (
        *(at, said.full_name, said.birth_text, SEXES.get(row.sex, "")),
        *(number, province, row.phone),
    )


def strangers(rows: int) -> list[Cells]:
    """Return the cells of people who are on no record: another seed in each run."""
    draw = Random(time.time_ns())
    names = Names(draw)
    found: list[Cells] = []
    for at in range(1, rows + 1):
        sex, born = draw.choice("mf"), born_on(draw, "day")
        assert born is not None
        number = f"Z{draw.randrange(100_000_000):08d}"
        name = " ".join(names.full(sex))
        found.append((at, name, f"{born:%d/%m/%Y}", SEXES[sex], number, "", ""))
    return found


def text_of(rows: Iterable[Cells]) -> bytes:
    """Return a file with its headings, below a title that no other run has: none comes twice."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([f"Danh sách {time.time_ns()}"])
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return file.getvalue().encode()


def checked(actor: Actor, rows: Sequence[Cells]) -> tuple[ReceivedList, TakenIn]:
    """Receive a list and look at its rows."""
    done = TakenIn(rows=len(rows))
    begun = time.perf_counter()
    with eyes(actor):
        received = receive_list(
            actor,
            incident=Incident.objects.get(pk=busiest(actor)),
            sender="Invented office",
            sender_kind=SenderKind.OWN,
            received_on=TODAY,
            file=Sent("list.csv", text_of(rows)),
        )
        received.refresh_from_db()
        received = map_list(
            actor,
            received,
            columns=layouts_of(received),
            day_order="day_first",
            short_years="western",
            nationality="ours",
        )
    done.received = time.perf_counter() - begun
    done.checked = looked_at(actor, received, done)
    return received, done


def written(actor: Actor, rows: Sequence[Cells]) -> TakenIn:
    """Receive a list of strangers, confirm it and register them."""
    received, done = checked(actor, rows)
    with eyes(actor):
        received.refresh_from_db()
        received = confirm_list(actor, received)
    done.longest = 0.0
    done.written = worked_off(actor, received, write_list, done)
    with eyes(actor):
        done.states = states_of(received)
    done.cases = done.states.get(RowState.WRITTEN, 0)
    return done


def busiest(actor: Actor) -> int:
    """Return the incident of the newest case in sight."""
    return Case.objects.visible_to(actor).order_by("-pk").values_list("incident_id", flat=True)[0]


def states_of(received: ReceivedList) -> dict[str, int]:
    """Return how many rows are in which state."""
    return dict(Counter(received.rows.values_list("state", flat=True)))


def looked_at(actor: Actor, received: ReceivedList, done: TakenIn) -> float:
    """Sort the rows out, then look at them in lanes; return the seconds."""
    arguments: Arguments = {
        "list_id": received.pk,
        "round_number": received.round,
        "posting_id": actor.posting_id,
    }
    begun = time.perf_counter()
    while arguments.get("part") != LOOKING:
        with eyes(actor):
            arguments = check_list.func(**arguments)
    forget_jobs()
    sorted_out = time.perf_counter() - begun
    lanes, done.longest = worked_in_lanes(arguments, LANES)
    return sorted_out + lanes


def worked_off(actor: Actor, received: ReceivedList, job: Any, done: TakenIn) -> float:
    """Do all chunks of a job; return the seconds."""
    arguments: Arguments | None = {
        "list_id": received.pk,
        "round_number": received.round,
        "posting_id": actor.posting_id,
    }
    all_begun = time.perf_counter()
    while arguments is not None:
        begun = time.perf_counter()
        with eyes(actor):
            arguments = job.func(**arguments)
        done.longest = max(done.longest, time.perf_counter() - begun)
    return time.perf_counter() - all_begun
