"""Registering in one go: the person, how to reach her, the case and the crossing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cases.casework.choices import ReportSource
from cases.casework.models import Case
from cases.casework.operations import open_case, record_crossing, record_stay
from cases.casework.operations.opening import SOURCE_OF_REPORT
from cases.casework.progress.plans import playbook_for
from cases.citizens.choices import DocumentKind, DocumentStatus
from cases.citizens.models import Citizen
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_relative,
    declare_different,
    register_citizen,
)
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused
from cases.core.facts import Source, When
from cases.core.operations import operation
from cases.core.partial import PartialDate
from cases.crossings.choices import StayKind
from cases.incidents.models import Incident
from cases.intake.doubles import refuse_doubles
from cases.intake.jobs import look_for_doubles
from cases.intake.operations.another import refuse_unseen, tell_the_other
from cases.intake.operations.drafts import end_draft
from cases.intake.operations.found import link_found
from cases.intake.operations.reported import link_reported
from cases.intake.parts import countries_of, refuse_parts
from cases.missions.models import Staff
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
    officer: Staff | None = None,
    now_at: Place | None = None,
    address: str = "",
    phone: str = "",
    phone_whose: str = "",
    relative_name: str = "",
    relative_relation: str = "",
    relative_phone: str = "",
    relative_may_be_informed: str = "",
    relative_case: str = "",
    document_kind: str = "",
    document_number: str = "",
    document_status: str = "",
    document_country: str = "",
    document_expires_on: date | None = None,
    document_holder_name: str = "",
    personal_number: str = "",
    crossing_from: str = "",
    crossing_to: str = "",
    crossing_left_from: Place | None = None,
    crossing_entered_at: Place | None = None,
    crossing_when: When | None = None,
    crossing_manner: str = "",
    crossing_is_regular: str = "",
    crossing_source: str = "",
    mrz: str = "",
    not_the_same_as: Sequence[Citizen] = (),
    not_the_same_because: str = "",
    draft: str = "",
) -> Case:
    """Register a person and open the case, with whatever else is already known; all or nothing.

    Likely doubles are refused unless named as not the same. Of `mrz` only its presence is kept.
    """
    relative = {
        "full_name": relative_name,
        "relation": relative_relation,
        "phone": relative_phone,
        "may_be_informed": relative_may_be_informed,
        "case": relative_case,
    }
    document = as_document(
        document_kind, document_number, document_status, document_country, document_holder_name
    ) | {"expires_on": document_expires_on}
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
    said = {"phone": phone, "personal_number": personal_number}
    said |= whole(relative=relative, document=document, crossing=crossing)
    refuse_parts(said)
    other = refuse_unseen(actor, relative_case)
    person: dict[str, Any] = {
        "full_name": full_name,
        "sex": sex,
        "birth": birth,
        "family_name": family_name,
        "middle_name": middle_name,
        "given_name": given_name,
        "nationality": nationality,
        "birth_place": birth_place,
        "origin_province": origin_province,
        "origin_commune": origin_commune,
    }
    refuse_doubles(actor, said | person, not_the_same_as)
    citizen = register_citizen(actor, **person)
    tell_apart(actor, citizen, not_the_same_as, not_the_same_because)
    attach_reach(actor, citizen, phone=phone, whose=phone_whose, address=address)
    attach_relative(actor, citizen, other, **relative)
    attach_documents(actor, citizen, personal_number, **document)
    case = open_case(
        actor,
        citizen,
        incident=incident,
        report_source=report_source,
        reported=reported,
        came_in=came_in,
        summary=summary,
        officer=officer,
        playbook=playbook_for(incident.code, now_in(now_at, crossing_to, crossing_entered_at)),
    )
    attach_crossing(actor, case, **crossing)
    attach_stay(actor, as_it_stands(actor, case), now_at, reported)
    return finished(actor, case, other, relative_relation, draft)


def tell_apart(actor: Actor, citizen: Citizen, others: Sequence[Citizen], because: str) -> None:
    """Remember those who look the same and are not."""
    for other in others:
        declare_different(actor, citizen, other=other, reason=because)


def finished(actor: Actor, case: Case, other: Case | None, relation: str, draft: str) -> Case:
    """Tell the relative, link where it came from, end the draft, look at other missions."""
    if other is not None and relation:
        tell_the_other(actor, case, other, relation)
    link_reported(actor, case, draft)
    link_found(actor, case, draft)
    end_draft(actor, draft)
    look_for_doubles.enqueue(citizen_id=case.citizen_id)
    return as_it_stands(actor, case)


def as_document(kind: str, number: str, status: str, country: str, holder: str) -> dict[str, Any]:
    """Return what was said of a document in words, under the names it has there."""
    said = {"kind": kind, "number": number, "status": status, "country": country}
    return said | {"holder_name": holder}


def as_it_stands(actor: Actor, case: Case) -> Case:
    """Return the case in its present version, which each point of the way raises."""
    return Case.objects.visible_to(actor).select_related("citizen").get(pk=case.pk)


def now_in(now_at: Place | None, entered: str, entered_at: Place | None) -> str:
    """Return the country where the person is, as far as it was said."""
    return country_of(now_at) or entered or country_of(entered_at)


def country_of(place: Place | None) -> str:
    """Return the country of a place, "" when none was named."""
    return place.country if place else ""


def attach_reach(actor: Actor, citizen: Citizen, *, phone: str, whose: str, address: str) -> None:
    """Add the phone and the address that were given."""
    if phone:
        add_contact_point(actor, citizen, kind="phone", value=phone, whose=whose)
    if address:
        add_contact_point(actor, citizen, kind="address", value=address)


def attach_relative(actor: Actor, citizen: Citizen, other: Case | None, **said: str) -> None:
    """Add the relative when a name was given, or the number of a case and how they are related.

    Without the relation the other person is of the same group, and no relative.
    """
    del said["case"]
    if other is not None:
        said |= {"full_name": said["full_name"] or other.citizen.full_name, "note": other.reference}
    if said["full_name"] and said["relation"]:
        with renamed("relative"):
            add_relative(actor, citizen, **said)


def attach_documents(actor: Actor, citizen: Citizen, personal: str, **said: Any) -> None:
    """Add the document when anything about it was given, and the card with a personal number."""
    if any(said.values()):
        with renamed("document"):
            add_identity_document(actor, citizen, **said)
    if personal:
        kind, status = DocumentKind.PERSONAL_NUMBER.value, DocumentStatus.UNKNOWN.value
        with placed_at("personal_number"):
            add_identity_document(actor, citizen, kind=kind, number=personal, status=status)


def attach_crossing(actor: Actor, case: Case, **said: Any) -> None:
    """Record the crossing when anything about it was given."""
    if not any(said.values()):
        return
    countries = countries_of(whole(crossing=said))
    said |= {
        "from_country": countries["crossing_from"],
        "to_country": countries["crossing_to"],
    }
    with renamed("crossing"):
        record_crossing(actor, case, **said)


def attach_stay(actor: Actor, case: Case, place: Place | None, told: When | None) -> None:
    """Record where the person is, as of when we were told; else as of today.

    It comes after the crossing, so that of two points of one day it is the later one.
    """
    if place is None:
        return
    today = When(day=present.now().astimezone(ZoneInfo(place.zone)).date())
    source = SOURCE_OF_REPORT.get(ReportSource(case.report_source), Source.MISSION)
    with placed_at("now_at"):
        record_stay(
            actor, case, kind=StayKind.AT, place=place, when=told or today, source=source.value
        )


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


@contextmanager
def placed_at(name: str) -> Iterator[None]:
    """Give the problems in this block to one field of the form of the whole."""
    try:
        yield
    except Refused as refusal:
        refusal.problems = [Problem(name, row.code, row.message) for row in refusal.problems]
        raise
