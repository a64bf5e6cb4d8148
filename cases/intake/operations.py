"""Registering in one go: the person, how to reach her, the case and the crossing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import open_case, record_crossing
from cases.casework.progress.plans import playbook_for
from cases.citizens.models import Citizen
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_relative,
    register_citizen,
)
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused
from cases.core.facts import When
from cases.core.operations import operation
from cases.core.partial import PartialDate
from cases.incidents.models import Incident
from cases.intake.parts import refuse_parts
from cases.places.models import Place, Province

OTHER_NAMES = {"full_name": "name", "from_country": "from", "to_country": "to"}


@operation(may="case.intake", audit="case.taken_in")
def register_and_open(
    actor: Actor,
    *,
    full_name: str,
    incident: Incident,
    report_source: str,
    sex: str = "",
    birth: PartialDate | None = None,
    family_name: str = "",
    middle_name: str = "",
    given_name: str = "",
    nationality: str = "",
    birth_place: str = "",
    origin_province: Province | None = None,
    origin_commune: str = "",
    reported: When | None = None,
    came_in: When | None = None,
    summary: str = "",
    phone: str = "",
    phone_whose: str = "",
    address: str = "",
    relative_name: str = "",
    relative_relation: str = "",
    relative_phone: str = "",
    relative_may_be_informed: str = "",
    document_kind: str = "",
    document_number: str = "",
    document_status: str = "",
    crossing_from: str = "",
    crossing_to: str = "",
    crossing_left_from: Place | None = None,
    crossing_entered_at: Place | None = None,
    crossing_when: When | None = None,
    crossing_manner: str = "",
    crossing_is_regular: str = "",
    crossing_source: str = "",
) -> Case:
    """Register a person and open the case, with whatever else is already known.

    All or nothing. Name, incident and how we came to know are enough.
    """
    relative = {
        "full_name": relative_name,
        "relation": relative_relation,
        "phone": relative_phone,
        "may_be_informed": relative_may_be_informed,
    }
    document = {
        "kind": document_kind,
        "number": document_number,
        "status": document_status,
    }
    crossing = {
        "from_country": crossing_from,
        "to_country": crossing_to,
        "left_from": crossing_left_from,
        "entered_at": crossing_entered_at,
        "when": crossing_when,
        "manner": crossing_manner,
        "is_regular": crossing_is_regular,
        "source": crossing_source,
    }
    refuse_parts({"phone": phone, **whole(relative=relative, document=document, crossing=crossing)})
    citizen = register_citizen(
        actor,
        full_name=full_name,
        sex=sex,
        birth=birth,
        family_name=family_name,
        middle_name=middle_name,
        given_name=given_name,
        nationality=nationality,
        birth_place=birth_place,
        origin_province=origin_province,
        origin_commune=origin_commune,
    )
    attach_reach(actor, citizen, phone=phone, whose=phone_whose, address=address)
    attach_relative(actor, citizen, **relative)
    attach_document(actor, citizen, **document)
    case = open_case(
        actor,
        citizen,
        incident=incident,
        report_source=report_source,
        reported=reported,
        came_in=came_in,
        summary=summary,
        playbook=playbook_for(incident.code, crossing_to or country_of(crossing_entered_at)),
    )
    attach_crossing(actor, case, **crossing)
    return case


def country_of(place: Place | None) -> str:
    """Return the country of a place, "" when none was named."""
    return place.country if place else ""


def attach_reach(actor: Actor, citizen: Citizen, *, phone: str, whose: str, address: str) -> None:
    """Add the phone and the address that were given."""
    if phone:
        add_contact_point(actor, citizen, kind="phone", value=phone, whose=whose)
    if address:
        add_contact_point(actor, citizen, kind="address", value=address)


def attach_relative(actor: Actor, citizen: Citizen, **said: str) -> None:
    """Add the relative when a name was given."""
    if said["full_name"]:
        with renamed("relative"):
            add_relative(actor, citizen, **said)


def attach_document(actor: Actor, citizen: Citizen, **said: Any) -> None:
    """Add the document when anything about it was given."""
    if any(said.values()):
        with renamed("document"):
            add_identity_document(actor, citizen, **said)


def attach_crossing(actor: Actor, case: Case, **said: Any) -> None:
    """Record the crossing when anything about it was given."""
    if not any(said.values()):
        return
    for side, country in (("left_from", "from_country"), ("entered_at", "to_country")):
        if said[side] is not None and not said[country]:
            said[country] = said[side].country
    with renamed("crossing"):
        record_crossing(actor, case, **said)


def whole(**parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said of the parts under the names the form of the whole has for it."""
    return {
        in_whole(part, name): value for part, said in parts.items() for name, value in said.items()
    }


def in_whole(part: str, name: str) -> str:
    """Return the name that the form of the whole has for a field of a part."""
    return f"{part}_{OTHER_NAMES.get(name, name)}"


@contextmanager
def renamed(part: str) -> Iterator[None]:
    """Give the problems of a part the names the form of the whole has for them."""
    try:
        yield
    except Refused as refusal:
        refusal.problems = [
            Problem(in_whole(part, row.field) if row.field else "", row.code, row.message)
            for row in refusal.problems
        ]
        raise
