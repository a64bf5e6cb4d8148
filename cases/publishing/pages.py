"""What the incident pages show, in the words of their templates."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.roles import FILE
from cases.core.web_addresses import linked
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.pages.figures import correct_url, incident_url, report_url
from cases.incidents.pages.plans import orders_context
from cases.places.choices import Country
from cases.publishing.addresses import (
    PeopleUrl,
    knowledge_links,
    moment_query,
    presets,
    with_query,
)
from cases.publishing.along import links_along
from cases.publishing.differing import difference_words, is_same_moment
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
from cases.publishing.figures.comparison import why_not_comparable
from cases.publishing.figures.moments import last_instant
from cases.publishing.figures.sentences import men_and_women
from cases.publishing.lines_pages import lines_context
from cases.publishing.situation import flow_context, places_context, stuck_context

SHOWN_TABLES = {"country": "present", "sex": "sex", "mission": "mission"}
"""The totals shown as tables, and by what the people behind them are found."""
LATE_SHOWN = 200
Moment = date | datetime | None


def incident_context(
    actor: Actor, incident: Incident, as_of: Moment, known_at: Moment, now: datetime
) -> dict[str, Any]:
    """Return the figures of an incident as of a moment, beside what others reported."""
    moment = as_of or now
    chosen = last_instant(as_of, incident.zone) if as_of else None
    context: dict[str, Any] = {
        "incident": incident,
        "zone": incident.zone,
        "as_of": last_instant(moment, incident.zone),
        "is_now": as_of is None,
        "now": now,
        "known_at": None,
        "totals": [],
        "late": [],
        **orders_context(actor, incident, now),
        **stuck_context(actor, incident, now),
    }
    reported = list(ReportedFigure.objects.visible_to(actor).filter(incident=incident))
    told = [figure for figure in reported if is_told_by(figure, now)]
    figures: Figures | None = None
    try:
        figures = figures_of(actor, incident, moment, known_at)
    except Refused as refusal:
        if refusal.status != 403:
            raise
        context["no_figures"] = refusal.message
    else:
        known = None if figures.is_known_now else figures.known_at
        people = PeopleUrl(actor, incident, figures.as_of if as_of else None, known)
        context |= counted_context(figures, people)
        context |= flow_context(figures, people)
        context |= places_context(actor, incident, figures, people)
        context |= lines_context(actor, incident, figures, told)
        context["is_rounded"] = isinstance(moment, datetime) and figures.as_of - moment > timedelta(
            minutes=1
        )
        if known_at is not None:
            news = late_news(actor, incident, moment, known_at, limit=LATE_SHOWN + 1)
            context["late"] = [late_row(row) for row in news[:LATE_SHOWN]]
            context["late_more"] = len(news) > LATE_SHOWN
    known = context["known_at"]
    context["knowledge"] = knowledge_links(incident, chosen, known)
    pairs = comparable(actor, incident, moment, known_at, counted=figures, among=reported)
    context["more_links"] = more_links(actor, incident)
    context["report_url"] = report_url(actor, incident)
    if "no_figures" not in context:
        context["more_links"] += links_along(actor, incident, chosen, known)
    context["presets"] = presets(actor, incident, (chosen, known), told, now)
    return context | reported_context(actor, pairs, told, known)


def more_links(actor: Actor, incident: Incident) -> list[dict[str, str]]:
    """Return the ways to what else there is of an incident's figures."""
    links = [
        {"label": _("Snapshots"), "url": reverse("snapshot_list", args=[incident.code])},
        {"label": _("What our figures count"), "url": reverse("figure_definitions")},
    ]
    if actor.sees(FILE):
        url = reverse("incident_pictures", args=[incident.code])
        links.insert(0, {"label": _("Pictures"), "url": url})
    return links


def reported_context(
    actor: Actor,
    pairs: Sequence[Comparison],
    told: Iterable[ReportedFigure],
    known_at: datetime | None,
) -> dict[str, Any]:
    """Return what others said: of this day with and without a counterpart, and of other days."""
    of_incident = [pair for pair in pairs if not pair.figure.is_context]
    beside = [pair for pair in of_incident if not why_not_comparable(pair.figure)]
    apart = [pair for pair in of_incident if why_not_comparable(pair.figure)]
    other_people = [pair for pair in pairs if pair.figure.is_context]
    shown = {pair.figure.pk for pair in pairs}
    return {
        "figures": grouped(actor, beside, known_at),
        "figures_apart": grouped(actor, apart, known_at),
        "context_figures": grouped(actor, other_people, known_at),
        "other_days": [other_row(actor, figure) for figure in told if figure.pk not in shown],
    }


def counted_context(figures: Figures, people: PeopleUrl) -> dict[str, Any]:
    """Return the computed half of the page."""
    headline = [
        *(headline_row(_("In %(country)s"), row) for row in figures.present),
        *(
            headline_row(_("Not known where"), row)
            for row in figures.table("country").rows
            if not row.key
        ),
        *(headline_row(_("Had crossed into %(country)s"), row) for row in figures.crossed),
    ]
    return {
        "as_of": figures.as_of,
        "known_at": None if figures.is_known_now else figures.known_at,
        "is_provisional": figures.is_provisional,
        "contradictory": figures.contradictory,
        "unsaid": figures.unsaid,
        "straddling": figures.straddling,
        "headline": headline,
        "headline_rest": [*headline[1:], *all_rows(figures)],
        "last_known": [
            _("Not known where now, and last known in %(country)s: %(count)s")
            % {"country": row.label, "count": row.count}
            for row in figures.last_known
        ],
        "totals": [
            table_row(table, people, figures)
            for table in figures.tables
            if table.dimension in SHOWN_TABLES and table.rows
        ],
    }


def headline_row(label: str, row: Row) -> dict[str, Any]:
    """Return how many were in a country, or had crossed into it, men and women told apart."""
    note = men_and_women(row.men, row.women)
    return {"label": label % {"country": row.label}, "value": row.count, "note": note}


def all_rows(figures: Figures) -> list[dict[str, Any]]:
    """Return the two totals of the moment, each with what it counts."""
    totals = {"persons": figures.counted, "cases": figures.cases}
    return [
        {
            "label": total_label(counts, figures),
            "value": str(number_format(count, force_grouping=True)),
        }
        for counts, count in totals.items()
    ]


def total_label(counts: str, figures: Figures) -> str:
    """Return which persons or cases a total counts: whenever opened, or opened by the moment."""
    if counts == "persons":
        if figures.is_known_now:
            return _("Persons with a case, whenever opened")
        return _("Persons whose case was known then, whenever opened")
    if figures.is_known_now:
        return _("Cases opened by this moment")
    return _("Cases known then, opened by this moment")


def table_row(table: Table, people: PeopleUrl, figures: Figures) -> dict[str, Any]:
    """Return one table of totals, each number with the way to who is behind it."""
    by = SHOWN_TABLES[table.dimension]
    return {
        "title": table.title,
        "column": table.column,
        "unit": _("Persons") if table.counts == "persons" else _("Cases"),
        "total": table.total,
        "total_label": total_label(table.counts, figures),
        "rows": [
            {
                "label": row.label,
                "count": row.count,
                "share": row.share,
                "url": people.of(by, row.key, row.count),
            }
            for row in table.rows
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


def reported_row(actor: Actor, figure: ReportedFigure) -> dict[str, Any]:
    """Return what a source said, with the way to correct it for who may."""
    qualifier = "" if figure.qualifier == Qualifier.EXACT else figure.get_qualifier_display()
    return {
        "value": figure.value,
        "qualifier": qualifier,
        "parts": men_and_women(figure.men, figure.women),
        "source": figure.source_name,
        "source_url": linked(figure.source_url),
        "published_on": figure.published_on,
        "scope": figure.scope_here,
        "is_disputed": figure.disputed,
        "dispute_reason": figure.reason_here,
        "correct_url": correct_url(actor, figure),
    }


def grouped(
    actor: Actor, pairs: Iterable[Comparison], known_at: datetime | None
) -> list[dict[str, Any]]:
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
            rows[same]["more_sources"].append(reported_row(actor, figure))
        else:
            rows[same] = figure_row(actor, pair, known_at) | {"more_sources": []}
    return list(rows.values())


def figure_label(figure: ReportedFigure) -> str:
    """Return what a figure counts, where, and whom where not our citizens."""
    label = metric_label(figure)
    if figure.nationality == Country.VN:
        return label
    return f"{label} ({figure.get_nationality_display() or _('all nationalities')})"


def metric_label(figure: ReportedFigure) -> str:
    """Return what a figure counts, and where."""
    country = figure.get_country_display() if figure.country else ""
    if country and figure.metric == Metric.PRESENT:
        return _("In %(country)s") % {"country": country}
    if country and figure.metric == Metric.CROSSED:
        return _("Crossed into %(country)s") % {"country": country}
    return f"{figure.get_metric_display()}, {country}" if country else figure.get_metric_display()


def figure_row(actor: Actor, pair: Comparison, known_at: datetime | None) -> dict[str, Any]:
    """Return a reported figure beside ours, with the way to who is behind ours."""
    figure = pair.figure
    people = PeopleUrl(actor, figure.incident, pair.moment, known_at)
    by, key = ("place", figure.place.code) if figure.place else (figure.metric, figure.country)
    return {
        "label": figure_label(figure),
        "as_of": figure.as_of,
        "as_of_is_day": figure.as_of_precision == AsOfPrecision.DAY,
        "zone": figure.zone,
        "reported": reported_row(actor, figure),
        "computed": {
            "value": pair.value,
            "parts": men_and_women(pair.men, pair.women),
            "definition": pair.definition,
            "url": people.of(by, key, pair.value or 0),
            "why_not": pair.why_not if pair.value is None else "",
            "moment": None if pair.value is None or is_same_moment(pair) else pair.moment,
        },
        "difference": difference_words(pair),
        "gap_url": gap_url(pair, known_at),
    }


def gap_url(pair: Comparison, known_at: datetime | None) -> str:
    """Return where the difference is explained line by line; nothing where there is none."""
    figure = pair.figure
    if pair.value is None or pair.value == figure.value or figure.is_context:
        return ""
    incident = figure.incident
    return with_query(
        reverse("figure_gap", args=[incident.code, figure.uuid]),
        moment_query("known_at", known_at, incident.zone),
    )


def is_told_by(figure: ReportedFigure, now: datetime) -> bool:
    """Return whether a figure is of the past; a demonstration knows none of its future."""
    if figure.as_of is not None:
        return figure.as_of <= now
    today = now.astimezone(ZoneInfo(figure.zone)).date()
    return figure.published_on is None or figure.published_on <= today


def other_row(actor: Actor, figure: ReportedFigure) -> dict[str, Any]:
    """Return one line of the list of other days, with the way to its day where it has one."""
    return {
        "label": figure_label(figure),
        "as_of": figure.as_of,
        "as_of_is_day": figure.as_of_precision == AsOfPrecision.DAY,
        "zone": figure.zone,
        "url": "" if figure.as_of is None else incident_url(figure),
        **reported_row(actor, figure),
    }
