"""What the generated register is like: its size, its missions and incidents, its years.

Everything follows from the number of cases and the seed. The years end at a fixed day, so that two
runs of different days make the same rows.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from consular.env import ROOT

SEED: Final = 20251022
MISSIONS: Final = 300
HEADQUARTERS: Final = 1
LARGEST: Final = 2
SMALLEST: Final = MISSIONS
UNDER_WAY: Final = MISSIONS + 1
"""A mission beside the others whose cases all are open, with several clocks running on each."""
UNDER_WAY_SHARE: Final = 0.027
UNDER_WAY_DAYS: Final = 40
LARGEST_SHARE: Final = 0.10
HEADQUARTERS_SHARE: Final = 0.005
SMALLEST_SHARE: Final = 0.0001
FEWEST: Final = 100
BEGIN: Final = int(datetime(2016, 1, 1, tzinfo=UTC).timestamp())
END: Final = int(datetime(2025, 11, 30, tzinfo=UTC).timestamp())
DAY: Final = 86_400
COUNTRIES: Final = ("MM", "KH", "LA", "CN", "PH", "MY", "SG", "ID", "TW", "KR", "JP", "AE")
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SOURCES: Final = (
    "cases/migrations/*.py",
    "cases/core/schema.py",
    "cases/core/security.py",
    "cases/core/calendars.py",
    "cases/citizens/names/*.py",
    *(f"cases/casework/progress/{name}.py" for name in ("blockers", "clocks", "gates")),
    *(
        f"tests/benchmarks/{name}.py"
        for name in (
            "courses", "keys", "ledger", "loading", "names", "people", "plan", "playbooks",
            "reference", "register", "rows", "steps", "tables", "ways", "work",
        )
    ),
)  # fmt: skip


@dataclass(frozen=True)
class MissionPlan:
    """A mission of the register: its id, code, host country and share of all cases."""

    id: int
    code: str
    country: str
    share: float


@dataclass(frozen=True)
class IncidentPlan:
    """An incident and the years in which people come into it; weight among those of its time."""

    id: int
    code: str
    begin: int
    end: int
    weight: float


@dataclass(frozen=True)
class Plan:
    """The parameters of a register."""

    cases: int
    seed: int = SEED

    @property
    def of_smallest(self) -> int:
        """How many cases the smallest mission has; enough for a page even in a small register."""
        return min(max(FEWEST, round(self.cases * SMALLEST_SHARE)), max(1, self.cases // 10))

    @property
    def under_way(self) -> int:
        """How many cases come on top at the mission in which all work is under way."""
        return round(self.cases * UNDER_WAY_SHARE)

    @property
    def fingerprint(self) -> str:
        """What a kept database was made from; another value and it is made anew."""
        return f"cases={self.cases} seed={self.seed} made_by={digest_of_sources(ROOT)}"

    def random(self, purpose: str) -> Random:
        """Return the random numbers of one purpose, the same in every run."""
        return Random(f"{self.seed} {purpose}")

    def opened_at(self, index: int) -> int:
        """Return when case `index` became known; the register grows a little every year."""
        if index >= self.cases:
            share = (index - self.cases + 0.5) / self.under_way
            return END - int(DAY * (1 + UNDER_WAY_DAYS * (1 - share)))
        return BEGIN + int((END - BEGIN - DAY) * ((index + 0.5) / self.cases) ** 0.8)


def digest_of_sources(root: Path) -> str:
    """Return the digest of the generator, the migrations and their SQL."""
    content = hashlib.sha256()
    for pattern in SOURCES:
        for file in sorted(root.glob(pattern)):
            content.update(file.read_bytes())
    return content.hexdigest()[:12]


def missions() -> list[MissionPlan]:
    """Return headquarters, the largest mission, those between, the smallest, the one under way."""
    special = {
        HEADQUARTERS: ("HAN", "VN", HEADQUARTERS_SHARE),
        LARGEST: ("LRG", "TH", LARGEST_SHARE),
        SMALLEST: ("SML", "AE", 0.0),
    }
    between = [row for row in range(1, MISSIONS + 1) if row not in special]
    weights = {row: 1 / (position + 8) for position, row in enumerate(between)}
    rest = (1 - LARGEST_SHARE - HEADQUARTERS_SHARE) / sum(weights.values())
    planned = []
    for row in range(1, MISSIONS + 1):
        code, country, share = special.get(row) or (
            f"M{LETTERS[row // 26]}{LETTERS[row % 26]}",
            COUNTRIES[row % len(COUNTRIES)],
            weights[row] * rest,
        )
        planned.append(MissionPlan(row, code, country, share))
    return [*planned, MissionPlan(UNDER_WAY, "WAY", "TH", 0.0)]


def shares(planned: list[MissionPlan]) -> list[float]:
    """Return the running sum of shares, for drawing missions."""
    return list(accumulate(mission.share for mission in planned))


def moment(year: int, month: int) -> int:
    """Return the first second of a month."""
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp())


def incidents() -> list[IncidentPlan]:
    """Return the everyday distress of each year, five crises a year and one that fills two years.

    The large one holds about a fifth of all cases; its figures are the slowest.
    """
    planned = [IncidentPlan(1, "2020-04-flights-home", moment(2020, 4), moment(2022, 7), 16.0)]
    for year in range(2016, 2026):
        planned.append(
            IncidentPlan(
                len(planned) + 1, f"{year}-everyday", moment(year, 1), moment(year + 1, 1), 2.0
            )
        )
        for month in (1, 3, 5, 8, 10):
            planned.append(
                IncidentPlan(
                    len(planned) + 1,
                    f"{year}-{month:02d}-crisis",
                    moment(year, month),
                    moment(year, month) + 150 * DAY,
                    1.0,
                )
            )
    return planned
