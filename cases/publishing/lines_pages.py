"""The lines of an incident's main figures on a page: drawings, and one table of their numbers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.core.actor import Actor
from cases.core.precision import ends_day
from cases.core.roles import FILE
from cases.core.text import clauses, labelled
from cases.incidents.choices import AsOfPrecision, Qualifier
from cases.incidents.models import Incident, ReportedFigure
from cases.publishing.closing import LARGE
from cases.publishing.drawing import drawn_lines
from cases.publishing.figures import Figures
from cases.publishing.figures.comparison import why_not_comparable
from cases.publishing.over_time import Line, OverTime, over_time
from cases.templatetags.moments import day_words

Row = dict[str, Any]
SaidAt = tuple[datetime, ReportedFigure]
MOST_SAID: Final = 8
"""So many different numbers of others are put on one line, the newest; how many more, is said."""


def lines_context(
    actor: Actor, incident: Incident, figures: Figures, reported: Iterable[ReportedFigure]
) -> Row:
    """Return the lines up to the moment of the figures, with their knowledge.

    Those of a large incident take seconds, so they stand with its pictures.
    """
    if figures.counted >= LARGE:
        url = reverse("incident_pictures", args=[incident.code]) if actor.sees(FILE) else ""
        return {"lines_url": url}
    known_at = None if figures.is_known_now else figures.known_at
    return {"lines": drawn_over_time(over_time(actor, incident, figures.as_of, known_at), reported)}


def drawn_over_time(found: OverTime, reported: Iterable[ReportedFigure]) -> Row | None:
    """Return all lines and the table of their numbers; of one moment there is nothing to draw."""
    if len(found.points) < 2 or not found.lines:
        return None
    zone = found.incident.zone
    said = by_line(reported)
    days = [moment_words(point.as_of, zone) for point in found.points]
    known_on = moment_words(found.known_at, zone, to_minute=True)
    names = (_("As known at each moment"), _("As known on %(day)s") % {"day": known_on})
    rows = [
        {"label": str(line.label), "known": name, "cells": cells(days, counts)}
        for line in found.lines
        for name, counts in zip(names, (line.then, line.now), strict=True)
    ]
    lines = [
        drawn(found, line, said.get(line.key, []))
        | {
            "code": f"line-{nth}",
            "edges": (days[0], days[-1]),
            "words": ". ".join(spoken(row) for row in rows[2 * nth : 2 * nth + 2]),
        }
        for nth, line in enumerate(found.lines)
    ]
    return {
        "names": names,
        "days": days,
        "has_said": any(line["said"] for line in lines),
        "drawn": lines,
        "rows": rows,
    }


def spoken(row: Row) -> str:
    """Return one line in words, for those who hear it."""
    return labelled(row["known"], ", ".join(cell["text"] for cell in row["cells"]))


def drawn(found: OverTime, line: Line, said: Sequence[SaidAt]) -> Row:
    """Return the drawing of one figure, and what others reported of it at these moments."""
    moments = [point.as_of for point in found.points]
    within = [(at, figure) for at, figure in said if moments[0] <= at <= moments[-1]]
    numbers = list(dict.fromkeys(number_of(one) for one in within))
    newest = numbers[-MOST_SAID:]
    shown = [one for one in within if number_of(one) in newest]
    older = len(numbers) - len(newest)
    drawing = drawn_lines(
        list(zip(moments, line.then, strict=True)),
        list(zip(moments, line.now, strict=True)),
        (grouped(line.then[-1]), grouped(line.now[-1])),
        [(at, figure.value) for at, figure in shown],
    )
    more = ngettext("and %(n)d earlier number", "and %(n)d earlier numbers", older) % {"n": older}
    words = clauses([said_words(shown), *([more] if older else [])]) if shown else ""
    return {
        "title": str(line.label),
        "drawing": drawing,
        "top": grouped(drawing.top),
        "said": labelled(_("Reported by others"), words) if words else "",
    }


def by_line(reported: Iterable[ReportedFigure]) -> dict[str, list[SaidAt]]:
    """Return what others reported of the same people, by the line it belongs to, in order.

    What has no day, counts at one place alone or has no counterpart in our ledgers is on no line.
    """
    found: dict[str, list[SaidAt]] = {}
    for figure in reported:
        at = figure.as_of
        if at is not None and not figure.place_id and not why_not_comparable(figure):
            found.setdefault(f"{figure.metric}/{figure.country}", []).append((at, figure))
    return {key: sorted(said, key=itemgetter(0)) for key, said in found.items()}


def number_of(said: SaidAt) -> tuple[datetime, int, str, bool]:
    """Return what sources that say the same of one moment have in common."""
    at, figure = said
    return at, figure.value, figure.qualifier, figure.disputed


def said_words(said: Sequence[SaidAt]) -> str:
    """Return what was said of which moment, those that say the same under all their sources."""
    found: dict[str, list[str]] = {}
    for at, figure in said:
        qualifier = "" if figure.qualifier == Qualifier.EXACT else figure.get_qualifier_display()
        local = at.astimezone(ZoneInfo(figure.zone))
        is_day = figure.as_of_precision == AsOfPrecision.DAY
        day = day_words(local) if is_day else moment_words(at, figure.zone)
        number = " ".join(word for word in (qualifier, grouped(figure.value)) if word)
        dispute = [_("disputed")] if figure.disputed else []
        found.setdefault(", ".join([day, number, *dispute]), []).append(figure.source_name)
    return clauses(f"{words} ({', '.join(sources)})" for words, sources in found.items())


def moment_words(moment: datetime, zone: str, *, to_minute: bool = False) -> str:
    """Return the day of a moment; with its time where it is not the end of a day."""
    local = moment.astimezone(ZoneInfo(zone))
    words = day_words(local)
    return words if ends_day(moment, zone) and not to_minute else f"{words}, {local:%H:%M}"


def cells(days: Sequence[str], counts: Sequence[int]) -> list[Row]:
    """Return the numbers of one row, each with the name of its column."""
    return [{"label": day, "text": grouped(count)} for day, count in zip(days, counts, strict=True)]


def grouped(count: int) -> str:
    """Return a whole number as the reader's language groups it."""
    return number_format(count, force_grouping=True)
