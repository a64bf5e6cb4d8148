"""How a list of ten thousand is matched with the register: how fast, and how well.

Not everybody can be found: of a name of the commonest kind without a date there are hundreds. The
ceiling says how many could be: for each person as many as are looked at of one way, by the number
of people in sight who fit all that is left of her in the list.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import transaction

from cases.citizens.names.comparison import compare
from cases.citizens.names.folding import folded
from cases.citizens.names.keys import name_key
from cases.citizens.search.doubles import likely_doubles
from cases.citizens.search.judging import Candidate, Verdict
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.sets import CHUNK, MOST_BY_ONE, chunks, digest, told
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.partial import PartialDate
from tests.benchmarks.database import Connection
from tests.benchmarks.listed import Registered, Row, listed
from tests.benchmarks.reads import Reader
from tests.benchmarks.searching import is_day_left, sees
from tests.benchmarks.timing import Timing, timing_of

ROWS: Final = 10_000
FOR_CEILING: Final = 1_000
TODAY: Final = date(2025, 11, 25)
DRAWN: Final = """
select person.id, person.full_name, person.birth_on, person.birth_precision, person.sex,
  person.origin_province_id, coalesce(paper.kind, ''), coalesce(paper.number_key, ''),
  coalesce((select min(value) from cases_contactpoint as reach
    where reach.citizen_id = person.id and reach.kind = 'phone'), '')
from cases_citizen as person
left join lateral (select kind, number_key from cases_identitydocument
  where citizen_id = person.id order by id limit 1) as paper on true
where {sees} order by md5(person.id::text || 'list') limit %s
"""
ALIKE: Final = "select count(*) from (select from cases_searchkeys where {all} limit 2000) as known"


@dataclass
class Matched:
    """What came of a list."""

    rows: int = 0
    seconds: float = 0.0
    registered: int = 0
    looked_at: int = 0
    told_of: int = 0
    linked: int = 0
    linked_rightly: int = 0
    parked: int = 0
    glances: int = 0
    strangers: int = 0
    alarms: int = 0
    sampled: int = 0
    sampled_found: int = 0
    attainable: float = 0.0
    doubles: list[float] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """How many of those on record were among the candidates."""
        return self.looked_at / max(1, self.registered)

    @property
    def ceiling(self) -> float:
        """How many could be, of a sample."""
        return self.attainable / max(1, self.sampled)

    @property
    def of_attainable(self) -> float:
        """How many were, of those of the sample who could be."""
        return self.sampled_found / max(1e-9, self.attainable)

    @property
    def precision(self) -> float:
        """How many of those linked were linked to the right person."""
        return self.linked_rightly / max(1, self.linked)

    @property
    def timing(self) -> Timing:
        """The times of the checks for doubles."""
        return timing_of(self.doubles or [0.0])

    def share(self, count: int) -> float:
        """Return a count as a share of all rows."""
        return count / max(1, self.rows)


def matched(
    readers: list[Reader],
    backup: Connection,
    calls: int,
    say: Callable[[str], None],
    rows_wanted: int = ROWS,
) -> dict[str, Matched]:
    """Match a list as each caller, and check newcomers one by one."""
    results = {}
    for reader in readers:
        say(f"Matching as {reader.caller.title.lower()} ...")
        with backup, backup.cursor() as cursor:
            cursor.execute(DRAWN.format(sees=sees(reader)), [rows_wanted])
            people = [Registered(*row) for row in cursor.fetchall()]
        rows = listed(people, rows_wanted)
        done, found = match(reader.caller.actor, rows)
        sample = [at for at, row in enumerate(rows) if row.about is not None][:FOR_CEILING]
        done.sampled = len(sample)
        for at in sample:
            alone = alike(reader, backup, rows[at])
            done.attainable += min(1.0, MOST_BY_ONE / max(1, alone))
            done.sampled_found += found[at]
        done.doubles = checked(reader.caller.actor, people[:calls])
        results[reader.caller.title] = done
    return results


def match(actor: Actor, rows: Sequence[Row], today: date = TODAY) -> tuple[Matched, list[bool]]:
    """Read and match a list, some hundred rows in each transaction; also who was looked at."""
    done, found = Matched(), []
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        begun = time.perf_counter()
        with eyes(actor):
            newcomers = [row.newcomer(today) for row in some]
            (chunk,) = chunks(actor, newcomers)
            answers = [told(list(people.values())) for people in chunk.found]
        done.seconds += time.perf_counter() - begun
        for row, looked_at, people in zip(some, chunk.asked, answers, strict=True):
            found.append(row.about is not None and row.about.pk in looked_at)
            count(done, row, found[-1], people)
    return done, found


def count(done: Matched, row: Row, is_looked_at: bool, people: list[Candidate]) -> None:
    """Count what came of one row."""
    done.rows += 1
    pk = row.about.pk if row.about else None
    verdicts = {one.verdict for one in people}
    linked = [one.citizen["pk"] for one in people if one.verdict == Verdict.LINKED]
    done.linked += len(linked)
    done.linked_rightly += pk in linked
    is_parked = not linked and Verdict.LIKELY in verdicts
    done.parked += is_parked
    done.glances += verdicts == {Verdict.PERHAPS}
    if pk is None:
        done.strangers += 1
        done.alarms += bool(linked) or is_parked
    else:
        done.registered += 1
        done.looked_at += is_looked_at
        done.told_of += pk in [one.citizen["pk"] for one in people]


def alike(reader: Reader, backup: Connection, row: Row) -> int:
    """Return how many people in sight fit what is left of a person in a list, herself too."""
    one, report = row.about, row.report
    assert one is not None
    if row.phone or one.number in report.numbers:
        return 1
    compared = compare(name_key(report.full_name), name_key(one.name))
    short = {"extra", "different", "initial"}
    lost = {folded(reason.theirs) for reason in compared.reasons if reason.code in short}
    keys = [f"n:{word}" for word in folded(one.name).split() if word not in lost]
    said = report.birth.first if report.birth else None
    if said and one.born and said.year == one.born.year:
        keys = [f"{key}@{said.year}" for key in keys] + [f"y:{said.year}"]
        if one.precision == "day" and is_day_left(report, one.born):
            keys.append(f"b:{one.born:%Y%m%d}")
    if row.province:
        keys.append(f"o:{row.province}")
    if not reader.caller.actor.is_headquarters:
        keys.append(f"m:{reader.caller.actor.mission_id}")
    if not keys:
        return FOR_CEILING
    with backup, backup.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        together = " and ".join("keys @@ %s::tsquery" for _key in keys)
        cursor.execute(ALIKE.format(all=together), [digest(key) for key in keys])
        return int(cursor.fetchone()[0])


def checked(actor: Actor, people: Sequence[Registered]) -> list[float]:
    """Return how long each check of a newcomer for doubles takes; all have a day and a passport."""
    times = []
    for at, one in enumerate(people):
        birth = PartialDate(one.born or TODAY, "day")
        phones = (one.phone or "0912345678",)
        number = f"C{7_919 * at % 10_000_000:07d}"
        newcomer = Newcomer(
            one.name, birth, one.sex, one.province, "passport", number, "", phones, "VN"
        )
        begun = time.perf_counter()
        with transaction.atomic(), eyes(actor):
            likely_doubles(actor, newcomer)
        times.append(time.perf_counter() - begun)
    return times
