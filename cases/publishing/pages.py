"""What the incident pages show, in the words of their templates."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.pages.plans import orders_context
from cases.publishing.figures import (
    Comparison,
    Figures,
    LateNews,
    Row,
    Table,
    comparable,
    figures_of,
    late_news,
)
from cases.publishing.figures.moments import last_instant

SHOWN_TABLES = ("country", "place", "sex", "stage", "mission", "outcome")
LATE_SHOWN = 200
Moment = date | datetime | None


def incident_context(
    actor: Actor, incident: Incident, as_of: Moment, known_at: Moment, now: datetime
) -> dict[str, Any]:
    """Return the figures of an incident as of a moment, beside what others reported."""
    moment = as_of or now
    context: dict[str, Any] = {
        "incident": incident,
        "zone": incident.zone,
        "as_of": last_instant(moment, incident.zone),
        "known_at": None,
        "totals": [],
        "late": [],
        **orders_context(actor, incident, now),
    }
    try:
        figures = figures_of(actor, incident, moment, known_at)
    except Refused as refusal:
        if refusal.status != 403:
            raise
        context["no_figures"] = refusal.message
    else:
        context |= counted_context(figures)
        context["is_rounded"] = isinstance(moment, datetime) and figures.as_of - moment > timedelta(
            minutes=1
        )
        if known_at is not None:
            news = late_news(actor, incident, moment, known_at, limit=LATE_SHOWN + 1)
            context["late"] = [late_row(row) for row in news[:LATE_SHOWN]]
            context["late_more"] = len(news) > LATE_SHOWN
    pairs = comparable(actor, incident, moment, known_at)
    context["figures"] = grouped(pair for pair in pairs if not pair.figure.is_context)
    context["context_figures"] = grouped(pair for pair in pairs if pair.figure.is_context)
    context["other_days"] = [
        other_row(row) for row in other_figures(actor, incident, {p.figure.pk for p in pairs}, now)
    ]
    return context


def counted_context(figures: Figures) -> dict[str, Any]:
    """Return the computed half of the page."""
    headline = [
        *(headline_row(_("In %(country)s"), row) for row in figures.present if row.key),
        *(headline_row(_("Had crossed into %(country)s"), row) for row in figures.crossed),
    ]
    return {
        "as_of": figures.as_of,
        "known_at": None if figures.is_known_now else figures.known_at,
        "is_provisional": figures.is_provisional,
        "counted": figures.counted,
        "contradictory": figures.contradictory,
        "straddling": figures.straddling,
        "headline": headline,
        "headline_rest": headline[1:],
        "cases": figures.cases,
        "totals": [
            table_row(table)
            for table in figures.tables
            if table.dimension in SHOWN_TABLES and table.rows
        ],
    }


def headline_row(label: str, row: Row) -> dict[str, Any]:
    """Return how many were in a country, or had crossed into it, men and women told apart."""
    note = ""
    if row.men is not None and row.women is not None:
        note = _("%(men)s men, %(women)s women") % {"men": row.men, "women": row.women}
    return {"label": label % {"country": row.label}, "value": row.count, "note": note}


def table_row(table: Table) -> dict[str, Any]:
    """Return one table of totals."""
    return {
        "title": table.title,
        "column": table.column,
        "unit": _("Persons") if table.counts == "persons" else _("Cases"),
        "total": table.total,
        "rows": [
            {"label": row.label, "count": row.count, "share": row.share} for row in table.rows
        ],
    }


def late_row(news: LateNews) -> dict[str, Any]:
    """Return one person whom the figure of then did not hold."""
    return {
        "before": news.before or _("not counted"),
        "after": news.after or _("not counted"),
        "name": news.name,
        "reference": news.reference,
        "url": news.url,
        "occurred_from": news.occurred_from,
        "occurred_at": news.occurred_at,
        "known_at": news.known_at,
        "why": " ".join(part for part in (str(news.why), news.note) if part),
    }


def reported_row(figure: ReportedFigure) -> dict[str, Any]:
    """Return what a source said."""
    qualifier = "" if figure.qualifier == Qualifier.EXACT else figure.get_qualifier_display()
    return {
        "value": figure.value,
        "qualifier": qualifier,
        "men": figure.men,
        "women": figure.women,
        "source": figure.source_name,
        "source_url": figure.source_url,
        "published_on": figure.published_on,
        "scope": figure.scope,
        "is_disputed": figure.disputed,
        "dispute_reason": figure.dispute_reason,
    }


def grouped(pairs: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Return the reported figures, those that say the same together under all their sources."""
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for pair in pairs:
        figure = pair.figure
        same = (
            figure.metric,
            figure.nationality,
            figure.country,
            figure.place_id,
            figure.as_of,
            (figure.value, figure.men, figure.women, figure.qualifier),
            figure.disputed,
        )
        if same in rows:
            rows[same]["more_sources"].append(reported_row(figure))
        else:
            rows[same] = figure_row(pair) | {"more_sources": []}
    return list(rows.values())


def figure_label(figure: ReportedFigure) -> str:
    """Return what a figure counts, and where."""
    country = figure.get_country_display() if figure.country else ""
    if country and figure.metric == Metric.PRESENT:
        return _("In %(country)s") % {"country": country}
    if country and figure.metric == Metric.CROSSED:
        return _("Crossed into %(country)s") % {"country": country}
    return f"{figure.get_metric_display()}, {country}" if country else figure.get_metric_display()


def is_same_moment(pair: Comparison) -> bool:
    """Return whether ours is of the moment the source speaks of, to the minute."""
    return abs(pair.moment - pair.figure.as_of) <= timedelta(minutes=1)


def figure_row(pair: Comparison) -> dict[str, Any]:
    """Return a reported figure beside ours."""
    figure = pair.figure
    return {
        "label": figure_label(figure),
        "as_of": figure.as_of,
        "as_of_is_day": figure.as_of_precision == AsOfPrecision.DAY,
        "zone": figure.zone,
        "reported": reported_row(figure),
        "computed": {
            "value": pair.value,
            "men": pair.men,
            "women": pair.women,
            "definition": pair.definition,
            "why_not": pair.why_not if pair.value is None else "",
            "moment": None if pair.value is None or is_same_moment(pair) else pair.moment,
        },
        "difference": difference_words(pair),
    }


def difference_words(pair: Comparison) -> str:
    """Return in words how far the two numbers lie apart."""
    if pair.value is None or pair.figure.is_context or not is_same_moment(pair):
        return ""
    gap = pair.value - pair.figure.value
    if gap == 0:
        return _("The two numbers agree.")
    if gap > 0:
        return ngettext(
            "Our ledgers hold %(gap)d person more.", "Our ledgers hold %(gap)d persons more.", gap
        ) % {"gap": gap}
    return ngettext(
        "Our ledgers hold %(gap)d person fewer.", "Our ledgers hold %(gap)d persons fewer.", -gap
    ) % {"gap": -gap}


def other_figures(
    actor: Actor, incident: Incident, shown: set[int], now: datetime
) -> list[ReportedFigure]:
    """Return the reported figures of other moments; a demonstration knows none of its future."""
    figures = ReportedFigure.objects.visible_to(actor).filter(incident=incident, as_of__lte=now)
    return list(figures.exclude(pk__in=shown))


def other_row(figure: ReportedFigure) -> dict[str, Any]:
    """Return one line of the list of all reported figures."""
    day = figure.as_of.astimezone(ZoneInfo(figure.zone)).date().isoformat()
    return {
        "label": figure_label(figure),
        "as_of": figure.as_of,
        "as_of_is_day": figure.as_of_precision == AsOfPrecision.DAY,
        "zone": figure.zone,
        "url": f"{reverse('incident_detail', args=[figure.incident.code])}?as_of_day={day}",
        **reported_row(figure),
    }
