"""The lines of a situation report: each main figure as known then and as known at the drafting."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import Amount, amount_words, country, moment, number
from cases.briefings.composing.numbers import Numbers
from cases.briefings.composing.tables import TableRows
from cases.briefings.composing.told import HOME, Flow, Told
from cases.core.text import labelled
from cases.letters.days import numeric
from cases.publishing.drawing import drawn_lines


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as plain numbers, the same in words, and the table that stands beside it.

    `names` are those of the two lines; `top` is the highest number, `edges` are the first and
    the last day. Sheets from before the lines hold `bars` instead.
    """

    title: str
    names: tuple[str, str]
    words: str
    lines: dict[str, Any]
    top: str
    edges: tuple[str, str]
    table: TableRows


def pictures(told: Told, numbers: Numbers) -> Iterator[Picture]:
    """Yield the line of each figure; of one moment alone there is nothing to draw."""
    if len(told.flow) < 2 or len(told.flow_then) != len(told.flow):
        return
    days = labels(told)
    known = moment(told.known_at, told.zone, is_day=False)
    names = (_("As known at each moment"), _("As known on %(day)s") % {"day": known})
    for name, title in titles(told, numbers):
        now = [now_at(nth, name, told, numbers) for nth in range(len(told.flow))]
        then = [then_at(nth, name, told, cell) for nth, cell in enumerate(now)]
        if all(cell.firmness == "none" for cell in (*then, *now)):
            continue
        words = [[amount_words(cell) for cell in cells] for cells in (then, now)]
        ends = [datetime.fromisoformat(one.at) for one in told.flow]
        lines = drawn_lines(
            list(zip(ends, map(height, then), strict=True)),
            list(zip(ends, map(height, now), strict=True)),
            (words[0][-1], words[1][-1]),
        )
        yield Picture(
            title=title,
            names=names,
            words=". ".join(
                labelled(known, ", ".join(row)) for known, row in zip(names, words, strict=True)
            ),
            lines=asdict(lines),
            top=number(lines.top),
            edges=(days[0], days[-1]),
            table=TableRows(title, (_("Day"), *names), tuple(zip(days, *words, strict=True))),
        )


def titles(told: Told, numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Yield the address of each figure that is told and what it is called."""
    yield "counted", _("Persons with a case, whenever opened")
    if not numbers.tells_countries:
        return
    yield f"present/{told.country}", _("In %(country)s") % {"country": country(told.country)}
    if told.country != HOME:
        yield f"present/{HOME}", _("In %(country)s") % {"country": country(HOME)}
    yield elsewhere(told)
    yield "present/", _("Not known where")
    yield "crossed", _("Had crossed into %(country)s") % {"country": country(told.country)}


def elsewhere(told: Told) -> tuple[str, str]:
    """Return the figure of all other countries; of one alone it is that one, as in the annex."""
    tables = (told.present, *(one.present for one in (*told.flow, *told.flow_then)))
    codes = {row.key for rows in tables for row in rows} - {"", HOME, told.country}
    if len(codes) != 1:
        return "elsewhere", _("Elsewhere")
    (code,) = codes
    return f"present/{code}", _("In %(country)s") % {"country": country(code)}


def labels(told: Told) -> list[str]:
    """Return the days of the moments in numbers; the last, that of the report, with its hour."""
    zone = ZoneInfo(told.zone)
    days = [datetime.fromisoformat(one.at).astimezone(zone) for one in told.flow]
    hour = "" if told.is_day else f"{told.at.astimezone(zone):%H:%M}"
    found = [numeric(day.date()) for day in days]
    return [*found[:-1], " ".join(word for word in (found[-1], hour) if word)]


def now_at(nth: int, name: str, told: Told, numbers: Numbers) -> Amount:
    """Return how a number of a moment is told; that of the report is told once on the sheet."""
    if nth == len(told.flow) - 1:
        return numbers.of(name)
    return exact(count_in(told.flow[nth], name, told.country))


def then_at(nth: int, name: str, told: Told, now: Amount) -> Amount:
    """Return how it was known then: as it is told now, where it is the same number."""
    then, later = (count_in(flow[nth], name, told.country) for flow in (told.flow_then, told.flow))
    return now if then == later else exact(then)


def count_in(point: Flow, name: str, here: str) -> int:
    """Return one number of a moment."""
    if name == "crossed":
        return point.crossed
    if name == "counted":
        return sum(row.count for row in point.present)
    if name == "elsewhere":
        return sum(row.count for row in point.present if row.key not in {"", HOME, here})
    return sum(row.count for row in point.present if f"present/{row.key}" == name)


def exact(count: int) -> Amount:
    """Return a total as it is told: totals name nobody."""
    return Amount("exact" if count else "none", count)


def height(cell: Amount) -> int | None:
    """Return what is drawn: what is told, and nothing of what is few or not told."""
    if cell.firmness == "none":
        return 0
    return cell.value if cell.firmness == "exact" else None
