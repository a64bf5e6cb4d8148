"""Putting contacts of offices into the reference data."""

from datetime import date

from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.operations import operation
from cases.missions.models import Authority, Mission, OfficeContact
from cases.places.reference import put_row, sentence_of

CONTACT_FIELDS = {
    "officecontact_said": "value",
    "officecontact_validity_forwards": "valid_until",
}


@operation(may="mission.manage", audit="office_contact.recorded")
def put_office_contact(
    actor: Actor,
    *,
    code: str,
    desk: str,
    way: str,
    value: str,
    mission: Mission | None = None,
    authority: Authority | None = None,
    hours: str = "",
    verified: bool = False,
    source: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    version: int | None = None,
) -> OfficeContact:
    """Enter a way to reach an office, or correct the one with this code; what is out is emptied."""
    if (mission is None) == (authority is None):
        raise broken_rule(sentence_of("officecontact_of_one"), "officecontact_of_one", "mission")
    values = {
        "mission": mission,
        "authority": authority,
        "desk": desk,
        "way": way,
        "value": value,
        "hours": hours,
        "verified": verified,
        "source": source,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    return put_row(OfficeContact, {"code": code}, values, at=CONTACT_FIELDS, version=version)
