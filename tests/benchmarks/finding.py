"""How often whoever is meant by a report of others is among the first five, kind by kind.

Reports and strangers come from the error model of `reports_of_others.py`, drawn from all people on
record with the same seeds in every run. Each is typed into the one box as headquarters. Beside each
share stands that of the oracle, which knows model and register: no search could do better. Of
strangers it is counted how many open somebody by themselves.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from cases.core.context import eyes
from cases.core.searched import searchable
from cases.overview.find import Finding, find
from tests.benchmarks.database import Connection
from tests.benchmarks.reads import Reader
from tests.benchmarks.reports_of_others import (
    FIRST_PAGE,
    KINDS,
    Known,
    Register,
    Reported,
    reports,
    strangers,
)
from tests.benchmarks.timing import timing_of

SEEDS: Final = (20251201, 20251202)
FOR_EACH_CALL: Final = 5
"""So many reports of each hardness are typed where other parts make one call."""
STRANGERS: Final = 200
STRANGERS_FOR_EACH_CALL: Final = 10
TODAY: Final = date(2025, 11, 25)
NOW: Final = datetime(2025, 11, 25, 5, tzinfo=UTC)
Say = Callable[[str], None]
KNOWN: Final = """
select person.uuid::text, person.full_name, person.sex, person.birth_on, person.birth_precision,
  array(select value from cases_name where citizen_id = person.id order by id),
  array(select number_key from cases_identitydocument where citizen_id = person.id order by id),
  array(select value from cases_contactpoint where citizen_id = person.id and kind = 'phone'
    order by id),
  coalesce(province.name, ''), person.origin_commune,
  coalesce((select full_name from cases_relative
    where citizen_id = person.id and relation = 'mother' order by id limit 1), ''),
  coalesce((select full_name from cases_relative
    where citizen_id = person.id and relation = 'father' order by id limit 1), ''),
  array(select phone from cases_relative where citizen_id = person.id and phone <> '' order by id)
from cases_citizen as person
left join cases_province as province on province.id = person.origin_province_id
order by person.id
"""


@dataclass
class Share:
    """Of how many reports whoever was meant came first or among the first, and could have."""

    typed: int = 0
    first: int = 0
    found: int = 0
    attainable: float = 0.0

    def add(self, place: int | None, ceiling: float) -> None:
        """Count a report whose right person came at a place from 0, or not at all."""
        self.typed += 1
        self.first += place == 0
        self.found += place is not None and place < FIRST_PAGE
        self.attainable += ceiling

    @property
    def of_attainable(self) -> float:
        """How many of those who could be were among the first."""
        return self.found / max(1e-9, self.attainable)

    @property
    def line(self) -> str:
        """The share found, the ceiling, their ratio, and how many came first, as columns."""
        typed = max(1, self.typed)
        found, could, first = self.found / typed, self.attainable / typed, self.first / typed
        return f"{self.typed:>7}{found:>8.3f}{could:>8.3f}{self.of_attainable:>8.3f}{first:>8.3f}"


@dataclass
class Reports:
    """What came of all reports: by hardness and kind, and how long each search took."""

    shares: dict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    opened: int = 0
    opened_wrongly: int = 0
    times: list[float] = field(default_factory=list)


def people_on_record(backup: Connection) -> list[Known]:
    """Return everybody on record as the error model knows people."""
    with backup, backup.cursor() as cursor:
        cursor.execute(KNOWN)
        return [known_of(row) for row in cursor.fetchall()]


def known_of(row: tuple[Any, ...]) -> Known:
    """Return somebody on record; a birth without a day is not known."""
    key, name, sex, born, precision, names, papers, phones, *rest = row
    province, commune, mother, father, kin = rest
    return Known(
        key, name, sex, born, precision, tuple(names), tuple(papers), tuple(phones),
        province, commune, mother, father, tuple(kin), TODAY,
    )  # fmt: skip


def found_by_reports(reader: Reader, backup: Connection, calls: int, say: Say) -> None:
    """Type reports of people on record and of strangers, and print what came of them."""
    people = people_on_record(backup)
    register = Register(people)
    for seed in SEEDS:
        done = Reports()
        for hardness in ("ordinary", "hard"):
            for report in reports(people, seed, calls * FOR_EACH_CALL, hardness):
                typed(reader, register, report, hardness, done)
        unknown = min(STRANGERS, calls * STRANGERS_FOR_EACH_CALL)
        alarms = [
            report
            for report in strangers(people, seed, unknown)
            if find_now(reader, report).opened is not None
        ]
        print_reports(say, f"{len(people):,} people, seed {seed}", done)
        say(f"  of {unknown} strangers {len(alarms)} opened somebody by themselves")
        for report in alarms:
            say(f"    {report.text!r} ({report.kind})")


def typed(
    reader: Reader, register: Register, report: Reported, hardness: str, done: Reports
) -> None:
    """Type one report and count what came of it for each of its kinds."""
    begun = time.perf_counter()
    found = find_now(reader, report)
    done.times.append(time.perf_counter() - begun)
    people = [str(one.citizen["uuid"]) for one in found.people]
    place = people.index(report.key) if report.key in people else None
    ceiling = register.ceiling(report)
    kinds = [kind for kind in report.kind.split("+") if KINDS[kind].group == hardness]
    for kind in ("", *kinds):
        done.shares[hardness, kind].add(place, ceiling)
    done.opened += found.opened is not None
    done.opened_wrongly += found.opened is not None and place != 0


def find_now(reader: Reader, report: Reported) -> Finding:
    """Return what the page finds for the line of a report."""
    with eyes(reader.caller.actor):
        return find(reader.caller.actor, searchable(report.text), NOW)


def print_reports(say: Say, about: str, done: Reports) -> None:
    """Print one line a kind, the one that lost most first."""
    say("")
    say(f"Reports of others: {about}")
    say(f"{'':<34}{'typed':>7}{'found':>8}{'could':>8}{'ratio':>8}{'first':>8}")
    for (hardness, kind), share in sorted(
        done.shares.items(), key=lambda row: (row[0][0] == "hard", row[0][1] != "", lost(row[1]))
    ):
        say(f"{hardness:<10}{kind or 'all':<24}{share.line}")
    timing = timing_of(done.times)
    say(f"  found: among the first {FIRST_PAGE}; could: by the oracle; ratio: of those who could")
    say(f"  opened at once: {done.opened}, of these somebody else {done.opened_wrongly}")
    say(f"  median {timing.median:.1f} ms, 95th percentile {timing.p95:.1f} ms")


def lost(share: Share) -> float:
    """Order kinds by how many who could be found were not, the most first."""
    return share.found - share.attainable
