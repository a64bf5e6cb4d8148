"""Addresses of figures: the page at other moments, and the people behind one number."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.precision import INSTANT, ends_day
from cases.core.roles import PEOPLE
from cases.incidents.choices import AsOfPrecision
from cases.incidents.models import Incident, ReportedFigure
from cases.publishing.figures.comparison import why_not_comparable
from cases.templatetags.moments import day_words

MORNING = 8
MOST_BRIEFINGS = 6


def moment_query(name: str, moment: datetime | None, zone: str) -> dict[str, str]:
    """Return a moment as the form of the page takes it; a whole day without its time."""
    if moment is None:
        return {}
    local = moment.astimezone(ZoneInfo(zone))
    day = {f"{name}_day": local.date().isoformat()}
    return day if ends_day(moment, zone) else day | {f"{name}_time": f"{local:%H:%M}"}


def page_url(incident: Incident, as_of: datetime | None, known_at: datetime | None) -> str:
    """Return the address of the page at these moments; None means now."""
    return with_query(
        reverse("incident_detail", args=[incident.code]),
        moment_query("as_of", as_of, incident.zone)
        | moment_query("known_at", known_at, incident.zone),
    )


class PeopleUrl:
    """Addresses of the people behind the numbers of one answer; none for who sees no people."""

    def __init__(
        self,
        actor: Actor,
        incident: Incident,
        as_of: datetime | None,
        known_at: datetime | None,
    ) -> None:
        self.base = reverse("figure_people", args=[incident.code]) if actor.sees(PEOPLE) else ""
        self.moments = moment_query("as_of", as_of, incident.zone) | moment_query(
            "known_at", known_at, incident.zone
        )

    def of(self, by: str, key: str, count: int = 1) -> str:
        """Return the address of the list behind one number; nought has none."""
        if not self.base or not count:
            return ""
        return with_query(self.base, {"by": by, "key": key, **self.moments})


def with_query(address: str, query: Mapping[str, Any]) -> str:
    """Return an address with parameters, if there are any."""
    return f"{address}?{urlencode(query)}" if query else address


def presets(
    actor: Actor,
    incident: Incident,
    chosen: tuple[datetime | None, datetime | None],
    figures: Iterable[ReportedFigure],
    now: datetime,
) -> list[dict[str, Any]]:
    """Return the moments one asks for most: now, this morning, and those of reported figures.

    A mission gets totals of whole days, so it is offered yesterday instead of this morning.
    """
    as_of, known_at = chosen
    local = now.astimezone(ZoneInfo(incident.zone))
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    yesterday = end_of(local.replace(hour=0, minute=0, second=0, microsecond=0))
    offered: list[tuple[str, datetime | None]] = [(_("Now"), None)]
    if not actor.is_headquarters:
        offered.append((_("End of yesterday"), yesterday))
    elif morning <= now:
        offered.append((_("This morning, 08:00"), end_of(morning + timedelta(minutes=1))))
    offered += [
        (briefing_words(moment, incident.zone), moment)
        for moment in briefings(actor, incident.zone, figures)
    ]
    return [
        {
            "label": label,
            "url": page_url(incident, moment, known_at),
            "is_current": moment == as_of,
        }
        for label, moment in offered
    ]


def end_of(moment: datetime) -> datetime:
    """Return the last instant before a moment."""
    return moment - INSTANT


def briefings(actor: Actor, zone: str, figures: Iterable[ReportedFigure]) -> list[datetime]:
    """Return the moments of which others reported what our ledgers count too, the newest ones."""
    found = set()
    for figure in figures:
        if why_not_comparable(figure):
            continue
        assert figure.as_of is not None
        local = figure.as_of.astimezone(ZoneInfo(zone))
        is_day = figure.as_of_precision == AsOfPrecision.DAY or not actor.is_headquarters
        if is_day:
            local = end_of(local.replace(hour=0, minute=0, second=0) + timedelta(days=1))
        else:
            local = end_of(local.replace(second=0, microsecond=0) + timedelta(minutes=1))
        found.add(local)
    return sorted(found)[-MOST_BRIEFINGS:]


def briefing_words(moment: datetime, zone: str) -> str:
    """Return such a moment in words: the day, and the time where the source names one."""
    local = moment.astimezone(ZoneInfo(zone))
    words = day_words(local)
    return words if ends_day(moment, zone) else f"{words}, {local:%H:%M}"


def knowledge_links(
    incident: Incident, as_of: datetime | None, known_at: datetime | None
) -> list[dict[str, Any]]:
    """Return the ways between what was known at a past moment and what is known now."""
    if as_of is None:
        return []
    return [
        {
            "label": _("With all that is known now"),
            "url": page_url(incident, as_of, None),
            "is_current": known_at is None,
        },
        {
            "label": _("As known at that moment"),
            "url": page_url(incident, as_of, as_of),
            "is_current": known_at == as_of,
        },
    ]
