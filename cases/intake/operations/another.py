"""Another case of the same family or group: what is shared is carried over, by a draft."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.choices import ContactKind, Relation, Sex, Whose
from cases.citizens.models import Citizen, ContactPoint
from cases.citizens.operations import add_relative
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule
from cases.core.guards import hindrance
from cases.core.operations import operation
from cases.crossings.models import Crossing
from cases.intake.models import Draft
from cases.intake.operations.drafts import begin_draft
from cases.intake.queries import case_in_sight

PARENTS = {Sex.FEMALE: Relation.MOTHER, Sex.MALE: Relation.FATHER}
OTHER_WAY = {
    Relation.MOTHER: Relation.CHILD,
    Relation.FATHER: Relation.CHILD,
    Relation.SPOUSE: Relation.SPOUSE,
    Relation.SIBLING: Relation.SIBLING,
    Relation.FRIEND: Relation.FRIEND,
}


@operation(may="case.intake", audit="draft.carried_over", appends=True)
def register_another(actor: Actor, case: Case) -> Draft:
    """Begin a new case with what it shares with this one: incident, place, reach, way, home.

    It stands in a draft, not in an address. Name, sex, birth, nationality and papers are each
    person's own.
    """
    return begin_draft(actor, uuid4(), shared_with(actor, case), from_case=case)


def shared_with(actor: Actor, case: Case) -> dict[str, str]:
    """Return what the form of a new case is filled with, as it would be typed."""
    person = case.citizen
    said = {
        "incident": case.incident.code if case.incident.is_open else "",
        "report_source": case.report_source,
        "relative_case": case.reference,
        "now_at": person.now_place.code if person.now_place else "",
        "origin_province": person.origin_province.code if person.origin_province else "",
        "origin_commune": person.origin_commune,
        **reach_of(actor, person),
        **crossing_of(actor, person),
    }
    return {name: value for name, value in said.items() if value}


def reach_of(actor: Actor, person: Citizen) -> dict[str, str]:
    """Return the newest phone and address. Her own phone is somebody else's for the next person."""
    rows = ContactPoint.objects.visible_to(actor).filter(citizen=person, withdrawn_at__isnull=True)
    newest = {row.kind: row for row in rows.order_by("recorded_at", "pk")}
    phone, address = newest.get(ContactKind.PHONE), newest.get(ContactKind.ADDRESS)
    said = {"address": address.value if address else ""}
    if phone is not None:
        whose = Whose.OTHER if phone.whose == Whose.CITIZEN else Whose(phone.whose)
        said |= {"phone": phone.value, "phone_whose": whose.value}
    return said


def crossing_of(actor: Actor, person: Citizen) -> dict[str, str]:
    """Return the last border crossed; its time of day only where it is known to the minute."""
    rows = Crossing.objects.visible_to(actor).standing().filter(citizen=person)
    last = (
        rows.select_related("left_from", "entered_at").order_by("-occurred_at", "-number").first()
    )
    if last is None:
        return {}
    side = last.entered_at or last.left_from
    at = last.occurred_at.astimezone(ZoneInfo(side.zone) if side else actor.clock)
    is_exact = last.occurred_from == last.occurred_at
    return {
        "crossing_from": last.from_country,
        "crossing_to": last.to_country,
        "crossing_left_from": last.left_from.code if last.left_from else "",
        "crossing_entered_at": last.entered_at.code if last.entered_at else "",
        "crossing_when_day": at.date().isoformat(),
        "crossing_when_time": f"{at:%H:%M}" if is_exact else "",
        "crossing_manner": last.manner,
        "crossing_is_regular": last.is_regular,
        "crossing_source": last.source,
    }


def refuse_unseen(actor: Actor, reference: str) -> Case | None:
    """Return the case that a new one belongs to; 422 where there is none in sight."""
    if not reference:
        return None
    case = case_in_sight(actor, reference)
    if case is None:
        raise unseen()
    return case


def unseen() -> Refused:
    """422: another mission's case and no case at all are answered alike."""
    return broken_rule(_("There is no such case in your sight."), "unknown", "relative_case")


def tell_the_other(actor: Actor, case: Case, other: Case, relation: str) -> None:
    """Put the new person among the relatives of the other one, where that is ours to write."""
    person = case.citizen
    if hindrance(actor, other.citizen)("add_relative") is not None:
        return
    add_relative(
        actor,
        other.citizen,
        full_name=person.full_name,
        relation=other_way(relation, Sex(person.sex)),
        note=case.reference,
    )


def other_way(relation: str, sex: Sex) -> Relation:
    """Return what the new person is to the relative; of a child she is the mother or the father."""
    if relation == Relation.CHILD:
        return PARENTS.get(sex, Relation.OTHER_FAMILY)
    return OTHER_WAY.get(Relation(relation), Relation.OTHER_FAMILY)
