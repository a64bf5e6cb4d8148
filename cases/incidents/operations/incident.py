"""Putting incidents into the register."""

from datetime import date

from cases.core.actor import Actor
from cases.core.operations import operation
from cases.incidents.models import Incident
from cases.places.reference import check_zone, put_row


@operation(may="incident.manage", audit="incident.recorded")
def put_incident(
    actor: Actor,
    *,
    code: str,
    title: str,
    started_on: date,
    zone: str,
    title_vi: str = "",
    title_fr: str = "",
    summary: str = "",
    summary_vi: str = "",
    summary_fr: str = "",
    is_open: bool = True,
    version: int | None = None,
) -> Incident:
    """Enter an incident, or correct the one with this code; what is left out is emptied."""
    check_zone(zone)
    values = {
        "title": title,
        "started_on": started_on,
        "zone": zone,
        "title_vi": title_vi,
        "title_fr": title_fr,
        "summary": summary,
        "summary_vi": summary_vi,
        "summary_fr": summary_fr,
        "is_open": is_open,
    }
    return put_row(Incident, {"code": code}, values, version=version)
