"""Doubles out of sight: whom one mission registers and another one has already.

Neither learns of the other's record. Headquarters is told, and says whether these are two people.
"""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import (
    Citizen,
    CitizenSight,
    NotTheSame,
    PossibleDouble,
)
from cases.citizens.search.judging import Candidate, Verdict
from cases.citizens.search.pairs import newcomers_of
from cases.citizens.search.sets import match_in_sets
from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.notices import notice_kind, tell
from cases.missions.queries import headquarters_ids

MOST = 20
LIKELY = frozenset({Verdict.LINKED, Verdict.LIKELY})

notice_kind(
    "perhaps_twice",
    sentence=_("Perhaps one person is registered twice: cases %(reference)s and %(other)s."),
    address=lambda reference, params: reverse("possible_doubles"),
)


def look_elsewhere(*citizen_ids: int) -> int:
    """Note who out of sight of the registering mission is likely the same; return how many.

    At most some hundred people at once: they are matched in sets.
    """
    rows = Citizen.objects.visible_to(SYSTEM).filter(pk__in=citizen_ids, anonymised_at=None)
    people = list(rows.order_by("pk"))
    asked = list(newcomers_of(SYSTEM, people))
    known = {person.pk: told_already(person) for person in people}
    apart = {at: known[person.pk] for at, (person, _newcomer) in enumerate(asked)}
    matched = match_in_sets(SYSTEM, [newcomer for _person, newcomer in asked], apart)
    found: dict[int, dict[int, Candidate]] = {person.pk: {} for person in people}
    for (person, _newcomer), candidates in zip(asked, matched, strict=True):
        for one in candidates:
            if one.verdict in LIKELY:
                found[person.pk].setdefault(one.citizen["pk"], one)
    return sum(note_hidden(person, found[person.pk]) for person in people)


def note_hidden(person: Citizen, found: Mapping[int, Candidate]) -> int:
    """Note those of `found` whom the mission that registered the person does not see."""
    hidden = out_of_sight(person, found)
    for other in hidden:
        note(person, found[other])
    return len(hidden)


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


def note(person: Citizen, double: Candidate) -> None:
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
