"""Putting missions and counterpart bodies into the reference data; accounts of staff."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, broken_rule
from cases.core.operations import operation
from cases.missions.calendars import calendar_changed, days_changed
from cases.missions.models import Authority, Mission, Staff
from cases.places.models import Place
from cases.places.reference import check_zone, former_row, put_row

MISSION_FIELDS = {
    "mission_code_form": "code",
    "mission_validity_forwards": "valid_until",
}


@operation(may="mission.manage", audit="mission.recorded")
def put_mission(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str,
    country: str,
    zone: str,
    name_vi: str = "",
    name_fr: str = "",
    city: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    place: Place | None = None,
    verified: bool = False,
    source: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    version: int | None = None,
) -> Mission:
    """Enter a mission, or correct the one with this code; what is left out is emptied."""
    check_zone(zone)
    if place is not None and place.country != country:
        raise broken_rule(
            _("This place does not lie in the country named."), "place_in_country", "place"
        )
    before = former_row(Mission, {"code": code})
    values = {
        "name": name,
        "kind": kind,
        "country": country,
        "zone": zone,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "city": city,
        "phone": phone,
        "email": email,
        "address": address,
        "place": place,
        "verified": verified,
        "source": source,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    mission = put_row(Mission, {"code": code}, values, at=MISSION_FIELDS, version=version)
    if before is not None and (before.country, before.zone) != (country, zone):
        calendar_changed(mission.pk)
        days_changed(mission.pk, None)
    return mission


@operation(may="mission.manage", audit="authority.recorded")
def put_authority(
    actor: Actor,
    *,
    code: str,
    name: str,
    country: str,
    kind: str,
    name_vi: str = "",
    name_fr: str = "",
    name_local: str = "",
    verified: bool = False,
    source: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    version: int | None = None,
) -> Authority:
    """Enter a counterpart body, or correct the one with this code; what is left out is emptied."""
    values = {
        "name": name,
        "country": country,
        "kind": kind,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "name_local": name_local,
        "verified": verified,
        "source": source,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    at = {"authority_validity_forwards": "valid_until"}
    return put_row(Authority, {"code": code}, values, at=at, version=version)


@operation(may="staff.manage", audit="staff.recorded")
def put_staff(
    actor: Actor, *, username: str, full_name: str, language: str = "", email: str = ""
) -> Staff:
    """Enter a member of staff, or correct the one of this user name; no password is set."""
    values = {"full_name": full_name, "language": language, "email": email}
    return put_row(Staff, {"username": username}, values, new={"password": make_password(None)})


@operation(may="staff.manage", audit="staff.password_set")
def set_password(actor: Actor, *, staff: Staff, password: str) -> Staff:
    """Set the password with which a member of staff logs in."""
    try:
        validate_password(password, staff)
    except ValidationError as faults:
        problems = [Problem("password", "weak_password", text) for text in faults.messages]
        raise Refused(problems[0].message, "weak_password", problems=problems) from None
    staff.set_password(password)
    staff.save(update_fields=["password"])
    return staff
