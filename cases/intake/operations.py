"""Registering in one go: the person, how to reach her, the case and the crossing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.operations import open_case, record_crossing
from cases.citizens.models import Citizen
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_relative,
    register_citizen,
)
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, broken_rule
from cases.core.facts import When
from cases.core.operations import operation
from cases.core.partial import PartialDate
from cases.incidents.models import Incident
from cases.places.models import Place, Province


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
    attach_relative(
        actor,
        citizen,
        full_name=relative_name,
        relation=relative_relation,
        phone=relative_phone,
        may_be_informed=relative_may_be_informed,
    )
    attach_document(
        actor, citizen, kind=document_kind, number=document_number, status=document_status
    )
    case = open_case(
        actor,
        citizen,
        incident=incident,
        report_source=report_source,
        reported=reported,
        came_in=came_in,
        summary=summary,
    )
    attach_crossing(
        actor,
        case,
        from_country=crossing_from,
        to_country=crossing_to,
        left_from=crossing_left_from,
        entered_at=crossing_entered_at,
        when=crossing_when,
        manner=crossing_manner,
        is_regular=crossing_is_regular,
        source=crossing_source,
    )
    return case


def attach_reach(actor: Actor, citizen: Citizen, *, phone: str, whose: str, address: str) -> None:
    """Add the phone and the address that were given."""
    if phone:
        add_contact_point(actor, citizen, kind="phone", value=phone, whose=whose)
    if address:
        add_contact_point(actor, citizen, kind="address", value=address)


def attach_relative(actor: Actor, citizen: Citizen, **said: str) -> None:
    """Add the relative when a name was given."""
    if said["full_name"]:
        need(said, "relative", {"relation": _("Say how this person is related.")})
        with renamed("relative"):
            add_relative(actor, citizen, **said)
    elif any(said.values()):
        need(said, "relative", {"full_name": _("Give the name of the relative.")}, as_="name")


def attach_document(actor: Actor, citizen: Citizen, **said: Any) -> None:
    """Add the document when anything about it was given."""
    if not any(said.values()):
        return
    sentences = {
        "kind": _("Say which document it is."),
        "status": _("Say where the document is."),
    }
    need(said, "document", sentences)
    with renamed("document"):
        add_identity_document(actor, citizen, **said)


def attach_crossing(actor: Actor, case: Case, **said: Any) -> None:
    """Record the crossing when anything about it was given."""
    if not any(said.values()):
        return
    for side, country in (("left_from", "from_country"), ("entered_at", "to_country")):
        if said[side] is not None and not said[country]:
            said[country] = said[side].country
    sentences = {
        "from": _("Say from which country."),
        "to": _("Say into which country."),
        "when": _("Say when the border was crossed, at least the day."),
        "source": _("Say who says so."),
    }
    need({**said, "from": said["from_country"], "to": said["to_country"]}, "crossing", sentences)
    with renamed("crossing", {"from_country": "from", "to_country": "to"}):
        record_crossing(actor, case, **said)


def need(said: dict[str, Any], part: str, sentences: dict[str, Any], *, as_: str = "") -> None:
    """Refuse a part of which something needed is missing, at its field."""
    for name, sentence in sentences.items():
        if not said[name]:
            raise broken_rule(sentence, "needed", f"{part}_{as_ or name}")


@contextmanager
def renamed(part: str, names: dict[str, str] | None = None) -> Iterator[None]:
    """Give the problems of a part the names the form of the whole has for them."""
    try:
        yield
    except Refused as refusal:
        refusal.problems = [
            Problem(
                f"{part}_{(names or {}).get(row.field, row.field)}" if row.field else "",
                row.code,
                row.message,
            )
            for row in refusal.problems
        ]
        raise
