"""From a frozen version of the list to what is printed of it: its rows and none beside them.

What the version itself holds is printed as it was frozen. Province, issuer and guardian are no part
of it and are read as they are on record now.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cases.casework.groups.models import GroupMember
from cases.casework.groups.reading import RESPONSIBLE
from cases.citizens.ages import youth_of
from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.models import IdentityDocument
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.movements.manifests.page import (
    ManifestEscort,
    ManifestLeg,
    ManifestPage,
    ManifestPerson,
)
from cases.movements.models import Escort, Leg, ManifestLine, ManifestVersion, Passenger
from cases.places.models import Province

WITH = ("case__citizen__origin_province__successor",)


def manifest_page(actor: Actor, version: ManifestVersion) -> tuple[ManifestPage, list[int]]:
    """Return a frozen list as far as its people are in sight, and which lines those are.

    Seven queries for any number of people; words are in the language that is active.
    """
    movement = version.movement
    legs = list(Leg.objects.visible_to(actor).standing().filter(movement=movement))
    for leg in legs:
        leg.movement = movement
    lines = ManifestLine.objects.visible_to(actor).filter(manifest=version)
    rows = list(lines.select_related(*WITH).order_by("position"))
    page = ManifestPage(
        movement=movement.number,
        mission=movement.mission.label,
        version=version.number,
        frozen_at=version.frozen_at,
        digest=version.digest,
        zone=movement.mission.zone,
        legs=legs_of(actor, legs),
        escorts=escorts_of(actor, movement),
        people=people_of(actor, rows, movement, movement.departs_at.astimezone(actor.clock).date()),
    )
    return page, [row.pk for row in rows]


def legs_of(actor: Actor, legs: Sequence[Leg]) -> tuple[ManifestLeg, ...]:
    """Return the route."""
    return tuple(
        ManifestLeg(
            number=leg.number,
            mode=str(leg.get_mode_display()),
            from_place=leg.from_place.label,
            to_place=leg.to_place.label,
            departs_at=leg.departs_at,
            departs_zone=leg.from_place.zone,
            arrives_at=leg.arrives_at,
            arrives_zone=leg.to_place.zone,
            carrier=", ".join(part for part in (leg.carrier, leg.service) if part),
        )
        for leg in legs
    )


def escorts_of(actor: Actor, movement: Any) -> tuple[ManifestEscort, ...]:
    """Return who goes along."""
    rows = Escort.objects.visible_to(actor).standing().filter(movement=movement)
    return tuple(
        ManifestEscort(str(row), str(row.get_kind_display()), row.body)
        for row in rows.select_related("staff").order_by("pk")
    )


def people_of(
    actor: Actor, rows: Sequence[ManifestLine], movement: Any, day: date
) -> tuple[ManifestPerson, ...]:
    """Return the people of a list, each with the code that stands beside her."""
    cases = [row.case_id for row in rows]
    seats = Passenger.objects.visible_to(actor).filter(movement=movement, case__in=cases)
    codes = dict(seats.order_by("pk").values_list("case_id", "uuid"))
    issuers = issuers_of(actor, rows)
    guardians = guardians_of(actor, rows)
    return tuple(
        person(row, str(codes.get(row.case_id, "")), issuers, guardians.get(row.case_id, 0), day)
        for row in rows
    )


def person(
    row: ManifestLine, code: str, issuers: Mapping[Any, str], guardian: int, day: date
) -> ManifestPerson:
    """Return one person of a list."""
    shown: Mapping[str, Any] = row.shown
    citizen = row.case.citizen
    kind = str(shown.get("document_kind") or "")
    number = str(shown.get("document_number") or "")
    born = PartialDate.parse(shown["born"]) if shown.get("born") else None
    old, new = provinces_of(citizen.origin_province)
    return ManifestPerson(
        position=row.position,
        code=code,
        name=name_shown(str(shown.get("full_name") or citizen.full_name)),
        family_name=citizen.family_name,
        birth=born,
        sex=str(shown.get("sex") or Sex.UNKNOWN),
        nationality=str(shown.get("nationality") or ""),
        document_kind=kind,
        document_number=number,
        document_country=issuers.get((citizen.pk, kind, number), ""),
        document_expires=str(shown.get("document_expires") or ""),
        single_use=kind == DocumentKind.TRAVEL_DOCUMENT,
        ticket_name=str(shown.get("ticket_name") or ""),
        ticket_number=str(shown.get("ticket_number") or ""),
        seat=str(shown.get("seat") or ""),
        province_old=old,
        province_new=new,
        guardian=guardian,
        is_minor=youth_of(born, day) == "under",
        legs=(row.first_leg, row.last_leg or 0),
    )


def provinces_of(province: Province | None) -> tuple[str, str]:
    """Return the names of the old province and of the one it went into."""
    if province is None:
        return "", ""
    if province.successor is None:
        return "", province.name
    return province.name, province.successor.name


def issuers_of(actor: Actor, rows: Sequence[ManifestLine]) -> Mapping[Any, str]:
    """Return the states that issued the documents, by person, kind and number."""
    papers = IdentityDocument.objects.visible_to(actor).filter(
        citizen__in=[row.case.citizen_id for row in rows], withdrawn_at__isnull=True
    )
    return {
        (citizen, kind, number): str(country)
        for citizen, kind, number, country in papers.values_list(
            "citizen_id", "kind", "number", "country"
        )
    }


def guardians_of(actor: Actor, rows: Sequence[ManifestLine]) -> dict[int, int]:
    """Return for each case the line of whoever is responsible for a child of the same group."""
    lines = {row.case_id: row.position for row in rows}
    members = GroupMember.objects.visible_to(actor).standing().filter(case__in=lines)
    found = list(members.filter(group__ended_at__isnull=True).values_list("group", "case", "role"))
    responsible = {group: lines[case] for group, case, role in found if role in RESPONSIBLE}
    return {
        case: responsible[group]
        for group, case, role in found
        if group in responsible and role not in RESPONSIBLE
    }
