"""Those a report names, one on each line: name, birth, phone and document in any order."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.citizens.search.figures import figures
from cases.core.partial import PartialDate

MOST: Final = 20
"""People that are looked for in one report; a list of more is for the intake of lists."""
PERSONAL: Final = 12
LETTER: Final = re.compile(r"[^\W\d_]")
PARTS: Final = re.compile(r"[;,|\t]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a report names, as the line says: each part only where it can be only one thing."""

    line: str
    name: str
    birth: PartialDate | None = None
    phone: str = ""
    number: str = ""


def named(line: str, today: date) -> Named:
    """Take one line apart; what can be read in two ways is left to whoever reads the line."""
    found = figures(line, today)
    parts = [part.strip(" .-–:") for part in PARTS.split(found.rest)]
    name = next((part for part in parts if LETTER.search(part)), "")
    days = list(dict.fromkeys(found.days))
    birth = PartialDate(days[0], "day") if len(days) == 1 else None
    years = set(found.years) | {day.year for day in days}
    if birth is None and len(years) == 1:
        birth = PartialDate(date(years.pop(), 1, 1), "year")
    phones = [as_dialled(text, line) for text in dict.fromkeys(found.phones) if not is_card(text)]
    numbers = [text for text in dict.fromkeys(found.numbers) if text not in found.phones]
    numbers += [text for text in dict.fromkeys(found.phones) if is_card(text)]
    return Named(
        line=line,
        name=" ".join(name.split()),
        birth=birth,
        phone=phones[0] if len(phones) == 1 else "",
        number=numbers[0] if len(numbers) == 1 else "",
    )


def is_card(text: str) -> bool:
    """Return whether a number can be the twelve digits of a personal number, which begin with 0."""
    return len(text) == PERSONAL and text.startswith("0")


def as_dialled(phone: str, line: str) -> str:
    """Return a phone with the plus that stood before it."""
    return f"+{phone}" if f"+{phone[:2]}" in line else phone
