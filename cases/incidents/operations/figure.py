"""Entering what others reported about an incident."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import When
from cases.core.operations import operation
from cases.core.web_addresses import check_address
from cases.incidents.choices import AsOfPrecision
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.tolerances import tolerance_of
from cases.places.models import Place
from cases.places.reference import check_zone, put_row

NO_TOLERANCE: Final[Sentence] = _(
    "No rule in force says which numbers of ours confirm a figure that is said so. Add its "
    "tolerance to the configuration first."
)
NO_SOURCE: Final[Sentence] = _("A figure needs its source.")
PRINTED_AHEAD: Final[Sentence] = _("This day has not come yet where the source is.")
NO_ONE_DAY: Final[Sentence] = _(
    "A figure is of one day or hour, not of a month or several days. Give the day that the source "
    "names, or leave it empty where it names none."
)
AFTER_PRINT: Final[Sentence] = _(
    "The source was printed before this day. Give the day that the figure speaks of, or put the "
    "day of print right."
)
OTHER_COUNTRY: Final[Sentence] = _("This place lies in another country than the figure counts.")


@operation(may="incident.manage", audit="figure.reported")
def report_figure(
    actor: Actor,
    *,
    incident: Incident,
    metric: str,
    value: int,
    qualifier: str,
    source_name: str,
    scope: str,
    as_of: When | None = None,
    as_of_precision: str = "",
    zone: str = "",
    nationality: str = "",
    country: str = "",
    place: Place | None = None,
    men: int | None = None,
    women: int | None = None,
    source_url: str = "",
    published_on: date | None = None,
    is_context: bool = False,
    disputed: bool = False,
    dispute_reason: str = "",
    note: str = "",
    scope_vi: str = "",
    scope_fr: str = "",
    dispute_reason_vi: str = "",
    dispute_reason_fr: str = "",
    uuid: ReportedFigure | None = None,
    version: int | None = None,
) -> ReportedFigure:
    """Enter what a source reported; the same figure again changes nothing.

    A figure is known by its source and day of print, what it counts and where, the moment it speaks
    of, its value and how firmly it is said; another one of these is another figure, and both stay.
    The one that `uuid` names is corrected instead, where something was typed wrongly. 422 where no
    rule says which number of ours confirms it, and where it cannot be right: a span, a day after
    that of its print, a place of another country.
    """
    now = present.now()
    zone = zone or incident.zone
    check_zone(zone)
    check_parts(value, men, women)
    check_address(source_url, "source_url")
    if place is not None and country and place.country != country:
        raise broken_rule(OTHER_COUNTRY, "place_of_other_country", "place")
    if not source_name.strip():
        raise broken_rule(NO_SOURCE, "reportedfigure_source_named", "source_name")
    is_explained = any((dispute_reason, dispute_reason_vi, dispute_reason_fr))
    if bool(dispute_reason) != disputed or is_explained != disputed:
        raise broken_rule(
            _("Say why the figure is disputed, or that it is."),
            "reportedfigure_disputed_why",
            "dispute_reason" if disputed else "disputed",
        )
    if tolerance_of(qualifier, now.astimezone(ZoneInfo(incident.zone)).date()) is None:
        raise broken_rule(NO_TOLERANCE, "no_tolerance", "qualifier")
    moment, by_default = moment_of(as_of, zone, now, published_on)
    known_by: dict[str, object] = {
        "incident": incident,
        "metric": metric,
        "nationality": nationality,
        "country": country,
        "place": place,
        "as_of": moment,
        "source_name": source_name.strip(),
        "published_on": published_on,
        "value": value,
        "qualifier": qualifier,
        "scope": scope,
    }
    values: dict[str, object] = {
        "as_of_precision": as_of_precision or by_default,
        "zone": zone,
        "men": men,
        "women": women,
        "source_url": source_url,
        "is_context": is_context,
        "disputed": disputed,
        "dispute_reason": dispute_reason,
        "dispute_reason_vi": dispute_reason_vi,
        "dispute_reason_fr": dispute_reason_fr,
        "note": note,
        "scope_vi": scope_vi,
        "scope_fr": scope_fr,
    }
    at = {"reportedfigure_day_or_none": "as_of_precision", "reportedfigure_once": "value"}
    if uuid is not None:
        known_by, values = {"uuid": uuid.uuid}, known_by | values
    return put_row(ReportedFigure, known_by, values, at=at, version=version)


def moment_of(
    as_of: When | None, zone: str, now: datetime, published_on: date | None
) -> tuple[datetime | None, str]:
    """Return the moment of a figure and how exactly it is said; 422 where it cannot be right."""
    if published_on is not None and published_on > now.astimezone(ZoneInfo(zone)).date():
        raise broken_rule(PRINTED_AHEAD, "in_the_future", "published_on")
    if as_of is None:
        return None, AsOfPrecision.NONE
    if as_of.last_day != as_of.day or as_of.earliest != as_of.latest:
        raise broken_rule(NO_ONE_DAY, "no_one_day", "as_of")
    moment = as_of.resolve(zone, now, field="as_of").last
    if published_on is not None and moment.astimezone(ZoneInfo(zone)).date() > published_on:
        raise broken_rule(AFTER_PRINT, "figure_after_print", "as_of")
    return moment, AsOfPrecision.TIME if as_of.day is None else AsOfPrecision.DAY


def check_parts(value: int, men: int | None, women: int | None) -> None:
    """Men and women together cannot be more than all."""
    if (men or 0) + (women or 0) > value:
        raise broken_rule(
            _("Men and women together are more than the figure itself."),
            "reportedfigure_parts_fit",
            "men" if men else "women",
        )
