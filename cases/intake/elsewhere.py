"""Doubles out of sight: whom one mission registers and another one has already.

Neither learns of the other's record. Headquarters is told, and says whether these are two people.
"""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.choices import ContactKind
from cases.citizens.models import (
    Citizen,
    CitizenSight,
    ContactPoint,
    IdentityDocument,
    NotTheSame,
    PossibleDouble,
    Relative,
)
from cases.citizens.search.doubles import Double, Newcomer, likely_doubles
from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.notices import notice_kind, tell
from cases.missions.queries import headquarters_ids

MOST = 20

notice_kind(
    "perhaps_twice",
    sentence=_("Perhaps one person is registered twice: cases %(reference)s and %(other)s."),
    address=lambda reference, params: reverse("possible_doubles"),
)


def look_elsewhere(citizen_id: int) -> int:
    """Note who out of sight of the registering mission is likely the same; return how many."""
    person = Citizen.objects.visible_to(SYSTEM).filter(pk=citizen_id).first()
    if person is None or person.anonymised_at is not None:
        return 0
    found: dict[int, Double] = {}
    known = told_already(person)
    for newcomer in newcomers_of(person):
        for double in likely_doubles(SYSTEM, newcomer, known):
            found.setdefault(double.citizen["pk"], double)
    hidden = out_of_sight(person, found)
    for other in hidden:
        note(person, found[other])
    return len(hidden)


def newcomers_of(person: Citizen) -> Iterator[Newcomer]:
    """Yield what is on record of a person as it would be typed: once for each of her papers."""
    mine = {"citizen": person, "withdrawn_at__isnull": True}
    own = ContactPoint.objects.visible_to(SYSTEM).filter(**mine)
    own = own.exclude(kind__in=[ContactKind.EMAIL, ContactKind.ADDRESS])
    kin = Relative.objects.visible_to(SYSTEM).filter(**mine).exclude(phone="")
    phones = [*own.values_list("value", flat=True), *kin.values_list("phone", flat=True)]
    papers = IdentityDocument.objects.visible_to(SYSTEM).filter(**mine).exclude(number="")
    for kind, number in [*papers.values_list("kind", "number")] or [("", "")]:
        yield Newcomer(
            full_name=person.full_name,
            birth=person.birth,
            sex=person.sex,
            province=person.origin_province_id,
            document_kind=kind,
            document_number=number,
            phones=tuple(phones),
        )


def told_already(person: Citizen) -> set[int]:
    """Return the person herself, and who is told apart from her or noted with her."""
    pairs = ("citizen_id", "other_id")
    apart = NotTheSame.objects.visible_to(SYSTEM).of(person).values_list(*pairs)
    noted = PossibleDouble.objects.visible_to(SYSTEM).of(person).values_list(*pairs)
    return {person.pk, *(pk for pair in (*apart, *noted) for pk in pair)}


def out_of_sight(person: Citizen, others: Iterable[int]) -> list[int]:
    """Return those whom the mission that registered the person does not see; at most `MOST`."""
    seen = set(
        CitizenSight.objects.visible_to(SYSTEM)
        .live()
        .filter(mission_id=person.registered_by_id, citizen_id__in=list(others))
        .values_list("citizen_id", flat=True)
    )
    return [other for other in others if other not in seen][:MOST]


def note(person: Citizen, double: Double) -> None:
    """Keep one pair for headquarters and tell it, by the numbers of the cases alone."""
    first, second = sorted((person.pk, double.citizen["pk"]))
    _row, is_new = PossibleDouble.objects.get_or_create(
        citizen_id=first,
        other_id=second,
        defaults={"reasons": list(double.reasons), "found_at": present.now()},
    )
    if not is_new:
        return
    for mission_id in sorted(headquarters_ids()):
        tell(
            "perhaps_twice",
            mission_id=mission_id,
            audience="head",
            reference=number_of(second),
            params={"other": number_of(first)},
        )


def number_of(citizen_id: int) -> str:
    """Return the number of a person's newest case, "-" where she has none."""
    cases = Case.objects.visible_to(SYSTEM).filter(citizen_id=citizen_id)
    return cases.order_by("-opened_at").values_list("reference", flat=True).first() or "-"


def open_doubles(actor: Actor) -> QuerySet[PossibleDouble]:
    """Return the pairs that wait for headquarters, the oldest first."""
    rows = PossibleDouble.objects.visible_to(actor)
    if not actor.may("citizen.declare_different"):
        return rows.none()
    return rows.open().order_by("found_at", "pk")
