"""The facts checks look at, of many people at once: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from cases.casework.choices import StepStatus
from cases.casework.groups.models import GroupMember
from cases.casework.models import Case, Step, StepResult
from cases.casework.protection.models import TravelFitness
from cases.citizens.choices import DocumentKind, DocumentStatus
from cases.citizens.models import IdentityDocument, KeepApart
from cases.citizens.parted import person_of
from cases.core.actor import Actor
from cases.core.context import seeing_too
from cases.core.roles import APART
from cases.crossings.models import Crossing
from cases.movements.choices import OPEN, STANDING
from cases.movements.models import Leg, Movement, Passenger, SeatOverride
from cases.places.choices import Country

PASSPORTS = ("passport-issue", "ordinary-passport")
"""Procedures whose result is a passport: serial, last day, whether it is for one journey."""
EXIT = "exit-clearance"
TRAVEL_PAPERS = (DocumentKind.PASSPORT, DocumentKind.TRAVEL_DOCUMENT)
NOT_THERE = (DocumentStatus.LOST, DocumentStatus.NEVER_HAD)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to travel with, however it came on record."""

    kind: str
    number: str
    expires_on: date | None
    holder_name: str = ""
    issued_on: date | None = None
    in_hand: bool = True
    single_use: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A seat on another movement, with when its legs travel."""

    movement: Movement
    begins: datetime
    ends: datetime


@dataclass(slots=True)
class Facts:
    """What is on record of some cases, by the id of the case; `legs` are those of the movement."""

    movement: Movement
    legs: Sequence[Leg]
    today: date
    passengers: Mapping[int, Passenger]
    papers: Mapping[int, list[Paper]]
    exits: Mapping[int, Step]
    fitness: Mapping[int, TravelFitness]
    members: Mapping[int, GroupMember]
    groups: Mapping[int, list[GroupMember]]
    elsewhere: Mapping[int, list[Elsewhere]]
    entered: Mapping[int, list[datetime]]
    parted: Mapping[int, set[int]]
    overrides: Mapping[int, list[SeatOverride]]
    sees_apart: bool = True
    on_board: dict[int, Case] = field(default_factory=dict)

    def legs_of(self, case: Case) -> list[Leg]:
        """Return the legs the person of a case travels, or would."""
        seat = self.passengers.get(case.pk)
        return [leg for leg in self.legs if seat is None or seat.is_on(leg.number)]

    def paper_of(self, case: Case) -> Paper | None:
        """Return the document to travel with: the one that holds longest."""
        held = self.papers.get(case.pk, [])
        return max(held, key=lambda row: row.expires_on or date.min, default=None)


def arrival_day(legs: Sequence[Leg]) -> date:
    """Return the day of the last arrival, where that is."""
    return legs[-1].arrives_at.astimezone(ZoneInfo(legs[-1].to_place.zone)).date()


def departure_day(legs: Sequence[Leg]) -> date:
    """Return the day of the first departure, where that is."""
    return legs[0].departs_at.astimezone(ZoneInfo(legs[0].from_place.zone)).date()


def facts_of(actor: Actor, movement: Movement, cases: Sequence[Case], today: date) -> Facts:
    """Return the facts on these cases and on who is on the movement already: about ten queries."""
    legs = list(
        Leg.objects.visible_to(actor)
        .standing()
        .filter(movement=movement)
        .select_related("from_place", "to_place")
    )
    seats = Passenger.objects.visible_to(actor).standing().filter(movement=movement)
    passengers = {row.case_id: row for row in seats.select_related("case__citizen")}
    ids = {case.pk for case in cases}
    people = {case.citizen_id for case in cases}
    members, groups = groups_of(actor, ids)
    return Facts(
        movement=movement,
        legs=legs,
        today=today,
        passengers=passengers,
        papers=papers_of(cases),
        exits={
            row.case_id: row
            for row in Step.objects.filter(case__in=ids, procedure__code=EXIT).order_by("pk")
        },
        fitness={
            row.case_id: row
            for row in TravelFitness.objects.filter(case__in=ids)
            .order_by("case_id", "-recorded_at", "-pk")
            .distinct("case_id")
        },
        members=members,
        groups=groups,
        elsewhere=elsewhere_of(actor, movement, ids),
        entered=entered_home(people),
        parted=parted_of([*cases, *(row.case for row in passengers.values())], today),
        overrides=overrides_of(movement, ids),
        sees_apart=actor.sees(APART),
        on_board={row.case_id: row.case for row in passengers.values() if row.state == "seated"},
    )


def papers_of(cases: Sequence[Case]) -> dict[int, list[Paper]]:
    """Return the documents to travel with: of the person, or got by a step of the case."""
    by_person: dict[int, list[int]] = defaultdict(list)
    for case in cases:
        by_person[case.citizen_id].append(case.pk)
    found: dict[int, list[Paper]] = defaultdict(list)
    rows = IdentityDocument.objects.filter(
        citizen__in=by_person, kind__in=TRAVEL_PAPERS, withdrawn_at__isnull=True
    ).exclude(status__in=NOT_THERE)
    for row in rows:
        paper = Paper(
            kind=row.kind,
            number=row.number,
            expires_on=row.expires_on,
            holder_name=row.holder_name,
            issued_on=row.issued_on,
            in_hand=row.status in {DocumentStatus.WITH_HOLDER, DocumentStatus.UNKNOWN},
        )
        for case_id in by_person[row.citizen_id]:
            found[case_id].append(paper)
    results = StepResult.objects.filter(
        case__in=[case.pk for case in cases],
        step__procedure__code__in=PASSPORTS,
        step__status=StepStatus.DONE,
    )
    for result in results.order_by("pk"):
        found[result.case_id].append(paper_of_result(result))
    return found


def paper_of_result(result: StepResult) -> Paper:
    """Return the passport that a step got."""
    said = result.values
    return Paper(
        kind=DocumentKind.PASSPORT.value,
        number=str(said.get("serial", "")),
        expires_on=result.expires_on,
        issued_on=date.fromisoformat(said["issued_on"]) if said.get("issued_on") else None,
        single_use=bool(said.get("single_use")),
    )


def groups_of(
    actor: Actor, ids: set[int]
) -> tuple[dict[int, GroupMember], dict[int, list[GroupMember]]]:
    """Return the membership of each case, and who is in these groups as far as in sight."""
    standing = GroupMember.objects.visible_to(actor).standing().filter(group__ended_at=None)
    own = standing.filter(case__in=ids).order_by().values("group")
    rows = standing.filter(group__in=own).select_related("case__citizen", "group").order_by("pk")
    groups: dict[int, list[GroupMember]] = defaultdict(list)
    for row in rows:
        groups[row.group_id].append(row)
    return {row.case_id: row for row in rows if row.case_id in ids}, groups


def elsewhere_of(actor: Actor, movement: Movement, ids: set[int]) -> dict[int, list[Elsewhere]]:
    """Return the seats these people have on other movements that are not over."""
    rows = Passenger.objects.visible_to(actor).filter(case__in=ids, state__in=STANDING)
    others = rows.filter(movement__state__in=OPEN).exclude(movement=movement)
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for row in others.select_related("movement"):
        trip = row.movement
        found[row.case_id].append(Elsewhere(trip, trip.departs_at, trip.arrives_at))
    return found


def entered_home(people: set[int]) -> dict[int, list[datetime]]:
    """Return when these people came over the border at home."""
    rows = Crossing.objects.standing().filter(citizen__in=people, to_country=Country.VN)
    found: dict[int, list[datetime]] = defaultdict(list)
    for person, moment in rows.values_list("citizen", "occurred_at"):
        found[person].append(moment)
    return found


def parted_of(cases: Sequence[Case], today: date) -> dict[int, set[int]]:
    """Return which people of these cases are to be kept apart from which, by who stands for them.

    Read for every role, since the rule holds whoever seats people; who may not know is told no
    name (`checks.company`).
    """
    records = {case.citizen_id: person_of(case.citizen) for case in cases}
    found: dict[int, set[int]] = defaultdict(set)
    with seeing_too(APART):
        among = Q(citizen__in=records) & Q(other__in=records)
        pairs = list(KeepApart.objects.standing().filter(among))
    for pair in pairs:
        if pair.holds_on(today):
            one, other = records[pair.citizen_id], records[pair.other_id]
            found[one].add(other)
            found[other].add(one)
    return found


def overrides_of(movement: Movement, ids: set[int]) -> dict[int, list[SeatOverride]]:
    """Return what was decided away for these people on this movement, the newest last."""
    rows = SeatOverride.objects.filter(passenger__movement=movement, case__in=ids).order_by("pk")
    found: dict[int, list[SeatOverride]] = defaultdict(list)
    with seeing_too(APART):
        for row in rows:
            found[row.case_id].append(row)
    return found
