"""How often a misreported person is among the first five, and how long the search takes.

People are drawn from those the caller sees, reported by the error model of `misreport.py`, and
looked for through the API. Not everybody can be found: where more than five share all that was
reported, chance decides. The ceiling says how many could: for each person five by the number of
people in sight who fit what is left of her name, her year and what else was asked with.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, Final

from cases.citizens.names.comparison import compare
from cases.citizens.names.folding import folded
from cases.citizens.names.keys import name_key
from cases.citizens.search.doubles import swapped
from tests.benchmarks.clients import JSON, expect
from tests.benchmarks.database import Connection
from tests.benchmarks.misreport import SENDERS, Misreports, Report, Truth
from tests.benchmarks.reads import Reader
from tests.benchmarks.timing import Timing, timing_of

SEED: Final = 20251126
FIRST: Final = 5
ADDRESS: Final = "/api/v1/citizens/search/"
YEAR, PROVINCE, DAY = "Birth year", "Year and province", "Whole date"
WAYS: Final = (YEAR, PROVINCE, DAY)
DRAWN: Final = """
select person.uuid::text, person.full_name, person.birth_on, province.name, province.id,
  coalesce((select min(number_key) from cases_identitydocument as paper
    where paper.citizen_id = person.id), '')
from cases_citizen as person join cases_province as province
  on province.id = person.origin_province_id
where person.birth_precision = 'day' and ({sees}) order by md5(person.id::text) limit %s
"""
ALIKE: Final = """
select count(*) from cases_searchkeys as known join cases_citizen as person
  on person.id = known.citizen_id where known.keys @@ %(asked)s::tsquery and {further}
"""
SEES: Final = (
    "exists (select from cases_citizensight as sight "
    "where sight.citizen_id = person.id and sight.mission_id = {mission})"
)
FURTHER: Final = {
    YEAR: "true",
    PROVINCE: "person.origin_province_id = %(province)s",
    DAY: "(%(is_day_lost)s or person.birth_on = %(born)s)",
}
"""What is left beside the name and the year; of a date that the report has wrong the year alone."""


@dataclass(frozen=True)
class Drawn:
    """Somebody who is looked for."""

    uuid: str
    name: str
    born: date
    province: str
    province_id: int
    number: str


@dataclass
class Searched:
    """What came of all searches of one kind by one caller."""

    looked_for: int = 0
    among_first: int = 0
    attainable: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How many of those looked for were among the first five."""
        return self.among_first / max(1, self.looked_for)

    @property
    def ceiling(self) -> float:
        """How many could be."""
        return self.attainable / max(1, self.looked_for)

    @property
    def timing(self) -> Timing:
        """The times of the calls."""
        return timing_of(self.times or [0.0])


def searched(
    readers: list[Reader], backup: Connection, calls: int, say: Callable[[str], None]
) -> dict[str, dict[str, Searched]]:
    """Look for so many people in each way, as each caller."""
    results: dict[str, dict[str, Searched]] = {}
    for way in WAYS:
        say(f"Search: {way.lower()} ...")
        for reader in readers:
            done = Searched()
            for one, report in reported(reader, backup, calls):
                look_for(reader, way, one, report, done)
                alone = FIRST / max(1, alike(reader, backup, way, one, report))
                done.attainable += min(1.0, alone)
            results.setdefault(way, {})[reader.caller.title] = done
    return results


def reported(reader: Reader, backup: Connection, calls: int) -> Iterator[tuple[Drawn, Report]]:
    """Yield people in sight with what was reported of each, the same in every run."""
    draw = Random(SEED)
    reports, senders = Misreports(draw), sorted(SENDERS)
    with backup, backup.cursor() as cursor:
        cursor.execute(DRAWN.format(sees=sees(reader)), [calls])
        people = [Drawn(*row) for row in cursor.fetchall()]
    for one in people:
        truth = Truth(one.name, one.born, (one.number,) if one.number else ())
        report = reports.report(truth, draw.choice(senders))
        if report.birth is not None:
            yield one, report


def look_for(reader: Reader, way: str, one: Drawn, report: Report, done: Searched) -> None:
    """Search once and count what came of it."""
    assert report.birth is not None
    said = report.birth_text if way == DAY else str(report.birth.first.year)
    words = " ".join([report.full_name, said, *([one.province] if way == PROVINCE else [])])
    sent = reader.caller.token | {"CONTENT_TYPE": JSON}
    body = json.dumps({"words": words}).encode()
    begun = time.perf_counter()
    answer = reader.caller.site.call("POST", ADDRESS, sent, body)
    done.times.append(time.perf_counter() - begun)
    results: list[Any] = expect(answer, ADDRESS, 200).json()["results"]
    done.looked_for += 1
    done.among_first += one.uuid in [row["citizen"]["uuid"] for row in results[:FIRST]]


def alike(reader: Reader, backup: Connection, way: str, one: Drawn, report: Report) -> int:
    """Return how many people in sight fit what is left of a person in a report, herself too."""
    compared = compare(name_key(report.full_name), name_key(one.name))
    lost = {folded(reason.theirs) for reason in compared.reasons if reason.code == "extra"}
    left = [word for word in folded(one.name).split() if word not in lost]
    keys = [f"n:{word}@{one.born.year}" for word in left] or [f"y:{one.born.year}"]
    if not reader.caller.actor.is_headquarters:
        keys.append(f"m:{reader.caller.actor.mission_id}")
    digests = [hashlib.md5(key.encode(), usedforsecurity=False).hexdigest()[:8] for key in keys]
    asked = {
        "asked": " & ".join(f"'{digest}'" for digest in digests),
        "province": one.province_id,
        "born": one.born,
        "is_day_lost": not is_day_left(report, one.born),
    }
    with backup, backup.cursor() as cursor:
        cursor.execute(ALIKE.format(further=FURTHER[way]), asked)
        return int(cursor.fetchone()[0])


def is_day_left(report: Report, born: date) -> bool:
    """Return whether a report has the day of birth, if only with day and month exchanged."""
    if report.birth is None or report.birth.precision != "day":
        return False
    return report.birth.first in {born, *swapped(born)}


def sees(reader: Reader) -> str:
    """Return the condition of people whom the caller sees."""
    actor = reader.caller.actor
    return "true" if actor.is_headquarters else SEES.format(mission=actor.mission_id)
