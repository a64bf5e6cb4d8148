"""The figures as plain aligned text, and as JSON, for the command line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cases.publishing.figures import Comparison, Figures, LateNews, Row

SHOWN = ("country", "place", "stage", "mission", "sex")
INDENT = "  "
DIGITS = 9


def moment_text(moment: datetime, zone: str) -> str:
    """Return a moment in the zone; the last instant of a minute is shown as that minute."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def text_of(
    figures: Figures, reported: Sequence[Comparison], news: Sequence[LateNews] | None
) -> Iterator[str]:
    """Yield the lines of the whole report; `news` is None where no knowledge time was asked for."""
    yield from heading(figures)
    firmness = (
        ("points that may have happened already and do not count yet", figures.straddling),
        ("changes of stage that may have happened already", figures.straddling_stages),
        ("persons whose points do not fit each other; the last one counts", figures.contradictory),
        ("cases of persons of no known nationality, counted apart", figures.unsaid),
    )
    tables = [figures.table(name) for name in SHOWN]
    labels = [str(row.label) for table in tables for row in table.rows]
    width = max(len(words) for words in [*labels, *(words for words, _count in firmness)])
    for table in tables:
        yield from ("", f"{table.title} ({table.counts})")
        yield from aligned(table.rows, width)
        yield line("together", "not told" if table.total is None else table.total, width)
    yield from ("", "Had crossed into the country by then (persons; they may have left again)")
    yield from aligned(figures.crossed, width)
    yield from ("", "How firm this is")
    yield from (line(words, count, width) for words, count in firmness)
    yield from reported_lines(reported, figures.zone)
    if news is not None:
        yield from news_lines(news, figures)


def heading(figures: Figures) -> Iterator[str]:
    """Yield what is counted, at which moment, as known when."""
    zone = figures.zone
    known = "now" if figures.is_known_now else moment_text(figures.known_at, zone)
    young = "provisional: what is younger than 30 seconds may still change it"
    yield f"{figures.incident.title} ({figures.incident.code})"
    yield f"As of     {moment_text(figures.as_of, zone)}  {zone}"
    yield f"As known  {known} ({young if figures.is_provisional else 'settled'})"
    yield f"Persons   {figures.counted} with a case of this incident, whenever it was opened"
    yield f"Cases     {figures.cases} opened by then"


def aligned(rows: Iterable[Row], width: int) -> Iterator[str]:
    """Yield rows with the numbers under each other."""
    for row in rows:
        parts = f"   men {row.men}, women {row.women}" if row.men is not None else ""
        yield line(str(row.label), row.count, width) + parts


def line(words: str, count: int | str, width: int) -> str:
    """Return one number behind what it counts."""
    return f"{INDENT}{words:<{width}}{count:>{DIGITS}}"


def reported_lines(reported: Sequence[Comparison], zone: str) -> Iterator[str]:
    """Yield the figures others reported about the same day, each beside ours."""
    yield ""
    yield "Reported by others about that day"
    if not reported:
        yield f"{INDENT}nothing"
    for item in reported:
        figure = item.figure
        parts = f" (men {figure.men}, women {figure.women})" if figure.men is not None else ""
        where = f", {figure.get_country_display()}" if figure.country else ""
        yield (
            f"{INDENT}{figure.get_metric_display()}{where}: "
            f"{figure.get_qualifier_display()} {figure.value}{parts}"
        )
        at = moment_text(figure.as_of or item.moment, zone)
        yield f"{INDENT * 2}as of {at}, {figure.source_name}"
        yield f"{INDENT * 2}{figure.scope_here}"
        if figure.disputed:
            yield f"{INDENT * 2}disputed: {figure.reason_here}"
        yield f"{INDENT * 2}{ours(item, zone)}"


def ours(item: Comparison, zone: str) -> str:
    """Return the computed counterpart of a reported figure in one line."""
    if item.value is None:
        return f"in our ledgers: no counterpart. {item.why_not}"
    parts = f" (men {item.men}, women {item.women})" if item.men is not None else ""
    return f"in our ledgers: {item.value}{parts} as of {moment_text(item.moment, zone)}"


def news_lines(news: Sequence[LateNews], figures: Figures) -> Iterator[str]:
    """Yield person by person what was not known then."""
    zone = figures.zone
    yield ""
    yield f"Counted otherwise since {moment_text(figures.known_at, zone)}"
    if not news:
        yield f"{INDENT}nobody"
    for item in news:
        yield f"{INDENT}{item.reference:<16}{item.name}"
        yield f"{INDENT * 2}{item.before or 'not counted'} -> {item.after or 'not counted'}"
        by = f" by {item.mission}" if item.mission else ""
        said = f"; source: {item.source}" if item.source else ""
        yield f"{INDENT * 2}{item.why}"
        yield f"{INDENT * 2}known since {moment_text(item.known_at, zone)}{by}{said}"
        if item.note:
            yield f"{INDENT * 2}{item.note}"


def data_of(
    figures: Figures, reported: Sequence[Comparison], news: Sequence[LateNews] | None
) -> dict[str, Any]:
    """Return the same as plain data, for JSON."""
    return {
        "incident": figures.incident.code,
        "as_of": figures.as_of.isoformat(),
        "known_at": figures.known_at.isoformat(),
        "is_known_now": figures.is_known_now,
        "is_provisional": figures.is_provisional,
        "zone": figures.zone,
        "counted": figures.counted,
        "cases": figures.cases,
        "straddling": figures.straddling,
        "straddling_stages": figures.straddling_stages,
        "contradictory": figures.contradictory,
        "unsaid": figures.unsaid,
        "present": [row_data(row) for row in figures.present],
        "crossed": [row_data(row) for row in figures.crossed],
        "totals": {
            table.dimension: [row_data(row) for row in table.rows] for table in figures.tables
        },
        "reported": [comparison_data(item) for item in reported],
        "late_news": None if news is None else [news_data(item) for item in news],
    }


def row_data(row: Row) -> dict[str, Any]:
    """Return a row as plain data."""
    return {
        "key": row.key,
        "label": str(row.label),
        "count": row.count,
        "men": row.men,
        "women": row.women,
    }


def comparison_data(item: Comparison) -> dict[str, Any]:
    """Return a reported figure and ours as plain data."""
    figure = item.figure
    return {
        "metric": figure.metric,
        "country": figure.country,
        "nationality": figure.nationality,
        "qualifier": figure.qualifier,
        "value": figure.value,
        "men": figure.men,
        "women": figure.women,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "source": figure.source_name,
        "scope": figure.scope,
        "scope_vi": figure.scope_vi,
        "scope_fr": figure.scope_fr,
        "disputed": figure.disputed,
        "ours": None
        if item.value is None
        else {
            "as_of": item.moment.isoformat(),
            "value": item.value,
            "men": item.men,
            "women": item.women,
        },
        "why_not": str(item.why_not),
    }


def news_data(item: LateNews) -> dict[str, Any]:
    """Return one reason as plain data."""
    return {
        "reference": item.reference,
        "name": item.name,
        "subject": item.subject,
        "reason": item.reason,
        "why": str(item.why),
        "before": item.before,
        "after": item.after,
        "occurred_from": item.occurred_from.isoformat() if item.occurred_from else None,
        "occurred_at": item.occurred_at.isoformat() if item.occurred_at else None,
        "known_at": item.known_at.isoformat(),
        "mission": item.mission,
        "source": item.source,
        "note": item.note,
    }
