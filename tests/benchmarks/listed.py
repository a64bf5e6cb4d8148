"""A list as it reaches a mission: half of its people on record and misreported, half strangers.

Who is on record is drawn by the caller; what the list says of her goes through the error model of
`misreport.py`, sender by sender. Strangers are invented and misreported as well. The same seed
gives the same list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from cases.citizens.birth_dates import read_birth_date
from cases.citizens.search.newcomers import Newcomer
from tests.benchmarks.misreport import SENDERS, Misreports, Report, Truth
from tests.benchmarks.names import Names
from tests.benchmarks.people import born_on

SEED: Final = 20251127
STRANGERS: Final = 0.5
SEX_SAID: Final = 0.8
PROVINCE_SAID: Final = 0.5
PHONE_SAID: Final = 0.15
PASSPORT_SHARE: Final = 0.55
MODEL: Final = (
    f"{STRANGERS:.0%} strangers; sex said of {SEX_SAID:.0%}, province of {PROVINCE_SAID:.0%}, "
    f"phone of {PHONE_SAID:.0%} where there is one; senders and errors as for the search"
)


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody on record, as far as lists speak of her."""

    pk: int
    name: str
    born: date | None
    precision: str
    sex: str
    province: int | None
    kind: str
    number: str
    phone: str

    def true_birth(self, draw: Random) -> date:
        """Return the day of birth: where it is not on record the list may know it."""
        if self.born is None:
            found = born_on(draw, "day")
            assert found is not None
            return found
        month = draw.randrange(1, 13) if self.precision == "year" else self.born.month
        day = self.born.day if self.precision == "day" else draw.randrange(1, 29)
        return date(self.born.year, month, day)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is written, and who it is about; None for a stranger."""

    about: Registered | None
    report: Report
    sex: str
    province: int | None
    kind: str
    phone: str

    def newcomer(self, today: date) -> Newcomer:
        """Read the row."""
        reading = read_birth_date(self.report.birth_text, today) if self.report.birth_text else None
        numbers = self.report.numbers
        return Newcomer(
            full_name=self.report.full_name,
            births=reading.choices if reading else (),
            sex=self.sex,
            province=self.province,
            document_kind=self.kind if numbers else "",
            document_number=numbers[0] if numbers else "",
            document_country="VN",
            phones=(self.phone,) if self.phone else (),
        )


def listed(people: Sequence[Registered], rows: int, seed: int = SEED) -> list[Row]:
    """Return a list of so many rows, half of them about `people` as far as these go."""
    draw = Random(seed)
    made, names, senders = Misreports(draw), Names(Random(seed + 1)), sorted(SENDERS)
    found = [
        row_about(one, made, draw.choice(senders)) for one in people[: int(rows * (1 - STRANGERS))]
    ]
    while len(found) < rows:
        sex = draw.choice("mf")
        born = born_on(draw, "day")
        assert born is not None
        number = f"C{draw.randrange(10_000_000):07d}" if draw.random() < PASSPORT_SHARE else ""
        truth = Truth(" ".join(names.full(sex)), born, (number,) if number else ())
        report = made.report(truth, draw.choice(senders))
        said = sex if draw.random() < SEX_SAID else ""
        found.append(Row(None, report, said, None, "passport", ""))
    draw.shuffle(found)
    return found


def row_about(one: Registered, made: Misreports, sender: str) -> Row:
    """Return what a sender writes of somebody on record."""
    draw = made.random
    truth = Truth(one.name, one.true_birth(draw), (one.number,) if one.number else ())
    report = made.report(truth, sender)
    said = draw.random() < SEX_SAID, draw.random() < PROVINCE_SAID, draw.random() < PHONE_SAID
    return Row(
        one,
        report,
        one.sex if said[0] and one.sex in {"m", "f"} else "",
        one.province if said[1] else None,
        one.kind,
        one.phone if said[2] else "",
    )
