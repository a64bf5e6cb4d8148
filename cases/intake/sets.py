"""Registering many people and opening their cases at once, in a fixed number of statements.

What may be said of each, what is refused of it and what is written are the same as in
`register_and_open`. Nobody holds up the others: who cannot be taken in is answered with why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReportSource
from cases.casework.models import Case
from cases.casework.operations.opening import SOURCE_OF_REPORT
from cases.casework.operations.opening_sets import Opening, open_cases
from cases.casework.operations.way import place_point, unsaved_crossing, zone_of_crossing
from cases.casework.whereabouts import Point, put_whereabouts
from cases.citizens.choices import DocumentKind, DocumentStatus
from cases.citizens.models import Citizen
from cases.citizens.operations.attach import (
    unsaved_contact_point,
    unsaved_document,
    unsaved_name,
    unsaved_relative,
)
from cases.citizens.operations.register import unsaved_citizen
from cases.citizens.search.doubles import wait_for_others
from cases.citizens.search.judging import Candidate, Verdict
from cases.citizens.search.sets import match_in_sets
from cases.core.actor import Actor
from cases.core.errors import Problem
from cases.core.facts import Source, When, ledger_moment
from cases.core.integrity import refusal_of
from cases.core.operations import check_deferred
from cases.crossings.choices import StayKind
from cases.crossings.models import Stay
from cases.incidents.models import Incident
from cases.intake.doubles import newcomer_of
from cases.intake.jobs import look_for_doubles_of
from cases.intake.parts import CROSSING, DOCUMENT, RELATIVE, countries_of, fact_problems
from cases.intake.parts import part_problems as problems_of_parts
from cases.places.models import Place

AT_ONCE: Final = 250
"""How many are taken in by one transaction at most: some seconds, some thousand locks."""
PERSON: Final = (
    "full_name",
    "sex",
    "birth",
    "family_name",
    "middle_name",
    "given_name",
    "nationality",
    "birth_place",
    "origin_province",
    "origin_commune",
)
OPENING: Final = ("report_source", "reported", "came_in", "summary")
NO_NAME: Final = _("No name is written in this row.")
STOPS: Final = frozenset({Verdict.LINKED, Verdict.LIKELY})


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is said of one person, under the names of the form of a new case.

    `apart` are those of whom somebody said that they are somebody else; `names` other names of
    hers, as `add_name` takes them.
    """

    said: Mapping[str, Any]
    apart: Sequence[Citizen] = ()
    names: Sequence[Mapping[str, str]] = ()


@dataclass(slots=True)
class TakenIn:
    """What became of one arrival: a case, or why there is none."""

    case: Case | None = None
    problems: Sequence[Problem] = ()
    doubles: Sequence[Candidate] = ()


@dataclass(slots=True)
class Entering:
    """A person about to be written, with what hangs on her."""

    arrival: Arrival
    citizen: Citizen
    attached: list[models.Model] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


def take_in(actor: Actor, incident: Incident, arrivals: Sequence[Arrival]) -> list[TakenIn]:
    """Register people and open their cases at the actor's mission; return what became of each.

    At most `AT_ONCE`, inside an operation of the caller, which puts them on record. Who is likely
    registered already is left out and answered with who that is; whom the database refuses, with
    its sentence.
    """
    try:
        with transaction.atomic():
            taken = all_taken_in(actor, incident, arrivals)
            check_deferred()
            return taken
    except (IntegrityError, DataError) as fault:
        if len(arrivals) == 1:
            refusal = refusal_of(fault)
            return [TakenIn(problems=[Problem("", refusal.code, refusal.message)])]
    half = len(arrivals) // 2
    return take_in(actor, incident, arrivals[:half]) + take_in(actor, incident, arrivals[half:])


def all_taken_in(actor: Actor, incident: Incident, arrivals: Sequence[Arrival]) -> list[TakenIn]:
    """Do it for all of them at once."""
    taken = [TakenIn() for _arrival in arrivals]
    moment = ledger_moment([])
    for arrival, result in zip(arrivals, taken, strict=True):
        result.problems = problems_of(actor, arrival.said, moment)
    leave_out_doubles(actor, arrivals, taken)
    entering = {
        at: entering_of(actor, arrivals[at], moment)
        for at, result in enumerate(taken)
        if not result.problems and not result.doubles
    }
    if entering:
        cases = write_all_of(actor, incident, list(entering.values()), moment)
        for at, case in zip(entering, cases, strict=True):
            taken[at].case = case
    return taken


def problems_of(actor: Actor, said: Mapping[str, Any], moment: datetime) -> list[Problem]:
    """Return what is missing, malformed or impossible of what is said of one person."""
    if not said.get("full_name"):
        return [Problem("full_name", "needed", NO_NAME)]
    return problems_of_parts(said) or fact_problems(said, actor.zone, moment)


def leave_out_doubles(actor: Actor, arrivals: Sequence[Arrival], taken: Sequence[TakenIn]) -> None:
    """Note who is likely registered already; others who register the same people wait."""
    sound = [at for at, result in enumerate(taken) if not result.problems]
    newcomers = [newcomer_of(arrivals[at].said) for at in sound]
    wait_for_others(*newcomers)
    apart = {nth: {one.pk for one in arrivals[at].apart} for nth, at in enumerate(sound)}
    matched = match_in_sets(actor, newcomers, apart)
    for at, candidates in zip(sound, matched, strict=True):
        taken[at].doubles = [one for one in candidates if one.verdict in STOPS]


def entering_of(actor: Actor, arrival: Arrival, moment: datetime) -> Entering:
    """Return a person with her papers, people and way, nothing of it written."""
    said = arrival.said
    citizen = unsaved_citizen(
        actor, moment, **{name: said[name] for name in PERSON if said.get(name)}
    )
    names = (unsaved_name(citizen, moment, **name) for name in arrival.names)
    attached = [*names, *reach_of(citizen, said, moment), *papers_of(citizen, said, moment)]
    points = list(points_of(actor, citizen, said, moment))
    put_whereabouts(citizen, points)
    return Entering(arrival, citizen, attached, points)


def part_of(said: Mapping[str, Any], part: str, names: Sequence[str]) -> dict[str, Any]:
    """Return what is said of a part under the names that it has there."""
    return {name.removeprefix(f"{part}_"): said[name] for name in names if said.get(name)}


def reach_of(citizen: Citizen, said: Mapping[str, Any], moment: datetime) -> Iterator[models.Model]:
    """Yield how to reach a person, and who is close to her."""
    if said.get("phone"):
        whose = said.get("phone_whose") or ""
        yield unsaved_contact_point(citizen, moment, kind="phone", value=said["phone"], whose=whose)
    if said.get("address"):
        yield unsaved_contact_point(citizen, moment, kind="address", value=said["address"])
    relative = part_of(said, "relative", RELATIVE)
    if relative:
        relative["full_name"] = relative.pop("name")
        yield unsaved_relative(citizen, moment, **relative)


def papers_of(
    citizen: Citizen, said: Mapping[str, Any], moment: datetime
) -> Iterator[models.Model]:
    """Yield the document that was named, and the card with a personal number."""
    document = part_of(said, "document", DOCUMENT)
    if document:
        yield unsaved_document(citizen, moment, **document)
    if said.get("personal_number"):
        yield unsaved_document(
            citizen,
            moment,
            kind=DocumentKind.PERSONAL_NUMBER.value,
            number=said["personal_number"],
            status=DocumentStatus.UNKNOWN.value,
        )


def points_of(
    actor: Actor, citizen: Citizen, said: Mapping[str, Any], moment: datetime
) -> Iterator[Point]:
    """Yield the border crossed and where the person is, in that order."""
    crossing = part_of(said, "crossing", CROSSING)
    if crossing:
        countries = countries_of(said)
        when: When = crossing.pop("when")
        crossing |= {
            "from_country": countries["crossing_from"],
            "to_country": countries["crossing_to"],
        }
        crossing.pop("from", None)
        crossing.pop("to", None)
        row = unsaved_crossing(**crossing)
        interval = when.resolve(zone_of_crossing(row, actor), moment)
        place_point(actor, citizen, row, interval=interval, moment=moment, by="record_crossing")
        yield row
    place: Place | None = said.get("now_at")
    if place is not None:
        today = When(day=moment.astimezone(ZoneInfo(place.zone)).date())
        interval = (said.get("reported") or today).resolve(place.zone, moment)
        stay = Stay(kind=StayKind.AT, country=place.country, place=place, source=source_of(said))
        place_point(actor, citizen, stay, interval=interval, moment=moment, by="record_stay")
        yield stay


def source_of(said: Mapping[str, Any]) -> str:
    """Return who says where the person is: whoever the report is from."""
    return SOURCE_OF_REPORT.get(ReportSource(said["report_source"]), Source.MISSION).value


def write_all_of(
    actor: Actor, incident: Incident, entering: Sequence[Entering], moment: datetime
) -> list[Case]:
    """Write people, what hangs on them and their cases, table by table."""
    people = [one.citizen for one in entering]
    Citizen.objects.bulk_create(people)
    hanging: dict[type[models.Model], list[models.Model]] = {}
    for one in entering:
        for row in (*one.attached, *one.points):
            hanging.setdefault(type(row), []).append(row)
    for model, rows in hanging.items():
        model._default_manager.bulk_create(rows)
    openings = [
        Opening(
            citizen=one.citizen,
            **{name: one.arrival.said[name] for name in OPENING if one.arrival.said.get(name)},
        )
        for one in entering
    ]
    cases = open_cases(actor, incident, openings, moment)
    look_for_doubles_of.enqueue(citizen_ids=[person.pk for person in people])
    return cases
