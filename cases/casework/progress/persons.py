"""What limits ask of the person: where they are since when, and what a length hangs on.

Read for many cases at once, and only when a limit asks for it. Conditions are named functions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from cases.casework.progress.file import File, day_at
from cases.casework.progress.moments import Moment, moment_between
from cases.casework.whereabouts import Point, way_of, whereabouts
from cases.citizens.choices import DocumentKind, DocumentStatus
from cases.citizens.models import Citizen, IdentityDocument
from cases.crossings.models import Crossing, Stay
from cases.places.choices import ZONE_OF_COUNTRY, Country
from cases.procedures.choices import CalendarOf, LimitCondition, StartEvent
from cases.procedures.models import Limit

Limits = Mapping[int, Iterable[Limit]]
Asks = Callable[[Sequence[File]], Mapping[int, bool]]
NO_DAYS_OFF = frozenset({"", CalendarOf.NONE})
PAPER = ("citizen_id", "status", "issued_on")
HELD = frozenset(set(DocumentStatus.values) - {DocumentStatus.NEVER_HAD, DocumentStatus.UNKNOWN})


def ways_of(files: Sequence[File], limits: Limits) -> dict[int, list[Point]]:
    """Return the way of the person of each case, where a stay starts a limit or says its zone."""
    if not any(
        row.starts == StartEvent.STAY or row.calendar in NO_DAYS_OFF for row in every(limits)
    ):
        return {}
    records = records_of(files)
    numbers = {record for known in records.values() for record in known}
    stays = Stay.objects.standing().filter(citizen__in=numbers).select_related("place")
    crossings = Crossing.objects.standing().filter(citizen__in=numbers)
    ways: dict[int, list[Point]] = defaultdict(list)
    for crossing in crossings:
        ways[crossing.citizen_id].append(crossing)
    for stay in stays:
        ways[stay.citizen_id].append(stay)
    return {
        case: list(way_of(point for record in known for point in ways[record]))
        for case, known in records.items()
    }


def country_at(way: Sequence[Point], start: Moment) -> str:
    """Return in which country somebody was when something began, "" where nothing says so.

    A bare day was spent where they were when it began. Of a time before anything is known, the
    first crossing says which country they came from.
    """
    known = [
        [point for point in way if point.occurred_at <= one] for one in (start.first, start.last)
    ]
    countries = [whereabouts(points).country for points in known]
    first = way[0] if way and not known[-1] else None
    came_from = first.from_country if isinstance(first, Crossing) else ""
    return next(filter(None, (*countries, came_from)), "")


def placed(way: Iterable[Point], zones: tuple[str, ...]) -> dict[str, Moment]:
    """Return since when somebody is, or was last, at each kind of place; `way` is in order.

    The first stay of that kind since the person was last elsewhere; of who has left, the last time.
    """
    found: dict[str, Moment] = {}
    before = ""
    for point in way:
        kind = point.place.kind if isinstance(point, Stay) and point.place else ""
        if kind and kind != before:
            there = ZONE_OF_COUNTRY.get(point.country) if isinstance(point, Stay) else None
            known = (there,) if there else zones
            found[kind] = moment_between(point.occurred_from, point.occurred_at, known)
        before = kind
    return found


def conditions_of(files: Sequence[File], limits: Limits) -> dict[int, dict[str, bool]]:
    """Return which conditions of limits hold of the person of each case, as far as is known."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for name in {row.condition for row in every(limits)} & set(ASKED):
        for case, holds in ASKED[name](files).items():
            found[case][name] = holds
    return found


def passport_before(files: Sequence[File]) -> Mapping[int, bool]:
    """Return for which cases it is known whether a passport of ours was issued before.

    A passport on record says so, wherever it is; that none was ever held says the contrary. One
    that was issued since the case was opened is no former one, and of one without a day of issue
    nobody knows whether it is.
    """
    records = records_of(files)
    opened = {file.case.pk: day_at(file.case.opened_at, file.zone) for file in files}
    people = {record for known in records.values() for record in known}
    rows = IdentityDocument.objects.filter(
        citizen__in=people,
        kind=DocumentKind.PASSPORT,
        country=Country.VN,
        withdrawn_at__isnull=True,
    )
    said: dict[int, set[tuple[str, date | None]]] = defaultdict(set)
    for citizen, status, issued in rows.order_by().values_list(*PAPER):
        said[citizen].add((status, issued))
    found = {}
    for case, known in records.items():
        papers = [paper for record in known for paper in said[record]]
        held = {issued for status, issued in papers if status in HELD}
        if any(issued is not None and issued < opened[case] for issued in held):
            found[case] = True
        elif None not in held and any(status == DocumentStatus.NEVER_HAD for status, _ in papers):
            found[case] = False
    return found


ASKED: Mapping[str, Asks] = {LimitCondition.PASSPORT_BEFORE: passport_before}
"""What answers each condition."""


def every(limits: Limits) -> Iterable[Limit]:
    """Return all limits."""
    return chain.from_iterable(limits.values())


def records_of(files: Sequence[File]) -> dict[int, list[int]]:
    """Return the ids of all records of the person of each case that are in sight.

    No query where nobody has two records.
    """
    people = {file.case.pk: file.case.citizen for file in files}
    heads = {person.head_id for person in people.values() if person.head_id is not None}
    linked: dict[int | None, list[int]] = defaultdict(list)
    if heads:
        rows = Citizen.objects.filter(head__in=heads).order_by("pk")
        for record, head in rows.values_list("pk", "head_id"):
            linked[head].append(record)
    return {case: linked.get(person.head_id, [person.pk]) for case, person in people.items()}
