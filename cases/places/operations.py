"""Putting places and provinces into the reference data."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.operations import operation
from cases.places.choices import Generation
from cases.places.models import Place, Province
from cases.places.reference import put_row

PLACE_FIELDS = {
    "place_position_complete": "latitude",
    "place_validity_forwards": "valid_until",
}


@operation(may="place.manage", audit="province.recorded")
def put_province(
    actor: Actor,
    *,
    code: str,
    name: str,
    generation: str,
    successor: Province | None = None,
    version: int | None = None,
) -> Province:
    """Enter a province, or correct the one with this code."""
    if generation == Generation.OLD and successor is None:
        raise broken_rule(
            _("Name the province that this one went into on 1 July 2025."),
            "province_old_has_successor",
            "successor",
        )
    if generation == Generation.NEW and successor is not None:
        raise broken_rule(
            _("Only a province of the time before the merger has a successor."),
            "province_old_has_successor",
            "successor",
        )
    if successor is not None and successor.generation != Generation.NEW:
        raise broken_rule(
            _("The successor is one of the 34 provinces of today."), "successor_is_new", "successor"
        )
    values = {"name": name, "generation": generation, "successor": successor}
    return put_row(Province, {"code": code}, values, version=version)


@operation(may="place.manage", audit="place.recorded")
def put_place(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str,
    country: str,
    name_vi: str = "",
    name_fr: str = "",
    name_local: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    accuracy_m: int | None = None,
    verified: bool = False,
    source: str = "",
    operator: str = "",
    opposite: Place | None = None,
    note: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    version: int | None = None,
) -> Place:
    """Enter a place, or correct the one with this code; what is left out is emptied."""
    if opposite is not None and opposite.country == country:
        raise broken_rule(
            _("The place opposite lies across a border, in another country."),
            "opposite_across_border",
            "opposite",
        )
    values = {
        "name": name,
        "kind": kind,
        "country": country,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "name_local": name_local,
        "latitude": latitude,
        "longitude": longitude,
        "accuracy_m": accuracy_m,
        "verified": verified,
        "source": source,
        "operator": operator,
        "opposite": opposite,
        "note": note,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    return put_row(Place, {"code": code}, values, at=PLACE_FIELDS, version=version)
