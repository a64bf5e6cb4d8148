"""Partial dates: a year, a month or a day, never more precise than what was said (ISO 8601)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """`first` is the first possible day; `precision` is `year`, `month` or `day`."""

    first: date
    precision: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `1998`, `1998-04` or `1998-04-12`; ValueError for anything else."""
        match = PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError("not a partial date")
        year, month, day = match.groups()
        precision = "day" if day else "month" if month else "year"
        return cls(date(int(year), int(month or 1), int(day or 1)), precision)

    @property
    def last(self) -> date:
        """The last possible day."""
        if self.precision == "day":
            return self.first
        if self.precision == "year":
            return self.first.replace(month=12, day=31)
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    def __str__(self) -> str:
        length = {"year": 4, "month": 7, "day": 10}[self.precision]
        return self.first.isoformat()[:length]
