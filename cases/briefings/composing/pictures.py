"""The picture of a situation report: where people were over time, with a table beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import Amount, amount_words, country
from cases.briefings.composing.numbers import Numbers
from cases.briefings.composing.tables import TableRows
from cases.briefings.composing.told import HOME, Told
from cases.core.text import labelled
from cases.letters.days import numeric
from cases.publishing.drawing import Bars, drawn_bars

LETTER: Final = 9.8
"""The width of a letter of a number in a drawing, bold, as large as it is on a phone."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as plain numbers, the same in words, and the table that stands beside it."""

    title: str
    names: tuple[str, ...]
    words: str
    bars: dict[str, Any]
    table: TableRows


def pictures(told: Told, numbers: Numbers) -> Iterator[Picture]:
    """Yield the picture of where people were; of one moment, or of nobody, nothing is drawn."""
    if len(told.flow) < 2:
        return
    series = [(f"present/{told.country}", country(told.country)), ("elsewhere", _("Elsewhere"))]
    if told.country != HOME:
        series.append((f"present/{HOME}", country(HOME)))
    series.append(("present/", _("Not known")))
    rows = [
        (label, [cell_at(nth, name, told, numbers) for name, _l in series])
        for nth, label in enumerate(labels(told))
    ]
    kept = [
        place
        for place in range(len(series))
        if any(cells[place].firmness != "none" for _label, cells in rows)
    ]
    if not kept:
        return
    names = tuple(series[place][1] for place in kept)
    shown = [(label, [cells[place] for place in kept]) for label, cells in rows]
    title = _("Where people were, over time")
    texts = [(label, [amount_words(cell) for cell in cells]) for label, cells in shown]
    drawn = [(label, lengths(cells)) for label, cells in shown]
    yield Picture(
        title=title,
        names=names,
        words=". ".join(labelled(label, ", ".join(words)) for label, words in texts),
        bars=frozen(drawn_bars(names, drawn, room(texts)), texts),
        table=TableRows(
            title,
            (_("Day"), *names),
            tuple((label, *words) for label, words in texts),
        ),
    )


def labels(told: Told) -> list[str]:
    """Return the days of the moments in numbers; the last, that of the report, with its hour."""
    zone = ZoneInfo(told.zone)
    days = [datetime.fromisoformat(one.at).astimezone(zone) for one in told.flow]
    hour = "" if told.is_day else f"{told.at.astimezone(zone):%H:%M}"
    found = [numeric(day.date()) for day in days]
    return [*found[:-1], " ".join(word for word in (found[-1], hour) if word)]


def cell_at(nth: int, name: str, told: Told, numbers: Numbers) -> Amount:
    """Return how a number of a moment is told; that of the report is told once on the sheet."""
    return numbers.of(name) if nth == len(told.flow) - 1 else numbers.of(f"flow/{nth}/{name}")


def room(texts: list[tuple[str, list[str]]]) -> int:
    """Return how much room the words beside the longest bar take."""
    longest = max(len(word) for _label, words in texts for word in words)
    return 8 + ceil(longest * LETTER)


def lengths(cells: list[Amount]) -> list[int]:
    """Return what is drawn: what is told."""
    return [cell.value if cell.firmness == "exact" else 0 for cell in cells]


def frozen(bars: Bars, texts: list[tuple[str, list[str]]]) -> dict[str, Any]:
    """Return a drawing as it is stored, shown and printed; each bar with its number in words."""
    return {
        "width": bars.width,
        "height": bars.height,
        "bar": bars.bar,
        "lines": [
            {
                "label": line.label,
                "text_y": line.text_y,
                "bars": [
                    {
                        "series": bar.series,
                        "y": bar.y,
                        "width": bar.width,
                        "text_x": bar.text_x,
                        "text_y": bar.text_y,
                        "count": text,
                    }
                    for bar, text in zip(line.bars, words, strict=True)
                ],
            }
            for line, (_label, words) in zip(bars.lines, texts, strict=True)
        ],
    }
