"""The rows behind a difference, read in sets through the eyes of the actor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from cases.casework.models import Case, Transition
from cases.citizens.models import Citizen, SamePerson
from cases.core.actor import Actor
from cases.crossings.models import Crossing, Stay
from cases.missions.models import Authority, Mission
from cases.places.models import Place
from cases.publishing.figures.differences import CaseDiffers, PersonDiffers, Point
from cases.publishing.figures.labels import place_label

Fact = Crossing | Stay


class Evidence:
    """Cases, points and ledger rows of everyone who counts otherwise."""

    def __init__(
        self, actor: Actor, people: Sequence[PersonDiffers], cases: Sequence[CaseDiffers]
    ) -> None:
        spots = [spot for person in people for spot in (person.was, person.now) if spot]
        case_ids = {spot.case_id for spot in spots} | {case.case_id for case in cases}
        visible = Case.objects.visible_to(actor).select_related("citizen")
        self.cases = visible.in_bulk(list(case_ids))
        self.points = read_points(actor, {point for spot in spots for point in spot.points})
        self.corrections = read_corrections(actor, {person.citizen_id for person in people})
        self.links = read_links(actor, {person.citizen_id for person in people})
        self.rows: dict[int, list[Transition]] = defaultdict(list)
        for row in Transition.objects.visible_to(actor).filter(case__in=case_ids).in_order():
            self.rows[row.case_id].append(row)
        self.places = {
            place.pk: place_label(place)
            for place in Place.objects.visible_to(actor).filter(
                pk__in={spot.place_id for spot in spots if spot.place_id}
            )
        }
        self.holders = {
            holder.pk: str(holder)
            for holder in Authority.objects.visible_to(actor).filter(
                pk__in={spot.holder_id for spot in spots if spot.holder_id}
            )
        }
        self.missions = {mission.pk: mission.label for mission in Mission.objects.visible_to(actor)}

    def facts(self, points: Iterable[Point]) -> list[Fact]:
        """Return the points that are visible."""
        return [self.points[point] for point in points if point in self.points]

    def link_of(self, citizen_id: int, after: datetime) -> tuple[SamePerson, datetime] | None:
        """Return the newest link of a person that was made or undone after a moment, and when."""
        known = [
            (link, moment)
            for link, records in self.links
            for moment in (link.recorded_at, link.undone_at)
            if citizen_id in records and moment is not None and moment > after
        ]
        return max(known, key=lambda pair: pair[1], default=None)

    def correction_of(self, fact: Fact) -> Fact | None:
        """Return the point that took the place of a voided one, if any did."""
        return self.corrections.get((fact.citizen_id, fact.voided_at))


def read_links(actor: Actor, people: set[int]) -> list[tuple[SamePerson, set[int]]]:
    """Return the links of these people, ended ones too, each with the records it concerns."""
    seen = Citizen.objects.visible_to(actor)
    heads = set(seen.filter(pk__in=people, head__isnull=False).values_list("head_id", flat=True))
    records: dict[int, set[int]] = defaultdict(set)
    for pk, head in seen.filter(head__in=heads).values_list("pk", "head_id"):
        records[head].add(pk)
    ids = people | {pk for group in records.values() for pk in group}
    links = SamePerson.objects.visible_to(actor).filter(recorded_at__isnull=False)
    found = links.filter(Q(citizen__in=ids) | Q(into__in=ids)).select_related("citizen", "into")
    return [
        (
            link,
            {link.citizen_id, link.into_id}
            | records[link.citizen.head_id or 0]
            | records[link.into.head_id or 0],
        )
        for link in found
    ]


def read_points(actor: Actor, points: set[Point]) -> dict[Point, Fact]:
    """Return the points by kind and id."""
    crossings = Crossing.objects.visible_to(actor).in_bulk(
        [pk for kind, pk in points if kind == "crossing"]
    )
    stays = Stay.objects.visible_to(actor).in_bulk([pk for kind, pk in points if kind == "stay"])
    return {
        **{("crossing", pk): crossing for pk, crossing in crossings.items()},
        **{("stay", pk): stay for pk, stay in stays.items()},
    }


def read_corrections(actor: Actor, citizens: set[int]) -> dict[tuple[int, datetime | None], Fact]:
    """Return the points that corrections appended, by person and moment."""
    crossings = Crossing.objects.visible_to(actor).filter(
        citizen__in=citizens, operation="correct_crossing"
    )
    stays = Stay.objects.visible_to(actor).filter(citizen__in=citizens, operation="correct_stay")
    found: list[Fact] = [*crossings, *stays]
    return {(fact.citizen_id, fact.recorded_at): fact for fact in found}
