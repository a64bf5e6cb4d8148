"""Reading head counts: whom to expect, how each person stands, where two officers disagree.

A fixed number of queries for any number of head counts and people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.movements.choices import OPEN
from cases.movements.models import ManifestLine, Passenger
from cases.movements.musters.choices import MISSING, MusterPoint
from cases.movements.musters.models import Muster, MusterMark, MusterStranger


@dataclass(slots=True)
class Person:
    """One person at one head count: how she stands there, and by whose word.

    `line` is None for somebody who was found in addition. `question` holds the two newest words of
    different officers that differ, until somebody settles them.
    """

    case_id: int
    reference: str
    name: str
    line: ManifestLine | None = None
    code: str = ""
    marks: list[MusterMark] = field(default_factory=list)
    standing: MusterMark | None = None
    question: tuple[MusterMark, MusterMark] | None = None

    @property
    def position(self) -> int:
        """The place in the list; 0 for none."""
        return self.line.position if self.line else 0

    @property
    def seat(self) -> str:
        """The seat as it was frozen."""
        return str(self.line.shown.get("seat") or "") if self.line else ""

    @property
    def mark(self) -> str:
        """How she stands; empty where nobody has said anything, or two disagree."""
        return "" if self.question or self.standing is None else self.standing.mark

    @property
    def words(self) -> str:
        """What was last said of where she likely is."""
        return next((row.words for row in reversed(self.marks) if row.searched), "")

    def is_missing(self, *, is_due: bool) -> bool:
        """Whether nobody knows where she is; who is not marked yet, only once it `is_due`."""
        if self.line is None or self.question is not None:
            return False
        return self.mark in MISSING or (is_due and self.standing is None)


@dataclass(frozen=True, slots=True)
class Count:
    """One head count with its people, in the order of the list, those found in addition last.

    `others` is how many more the list names whose cases are out of sight; `strangers` those who
    were taken down without a case.
    """

    muster: Muster
    people: Sequence[Person]
    others: int
    is_due: bool
    strangers: Sequence[MusterStranger] = ()

    @property
    def expected(self) -> list[Person]:
        """Those in the list."""
        return [row for row in self.people if row.line is not None]

    @property
    def extra(self) -> list[Person]:
        """Those who were found in addition."""
        return [row for row in self.people if row.line is None]

    @property
    def unsettled(self) -> list[MusterStranger]:
        """Those without a case of whom nobody has said who they are."""
        return [row for row in self.strangers if not row.is_settled]

    def marked(self, mark: str) -> list[Person]:
        """Those of the list who stand so."""
        return [row for row in self.expected if row.mark == mark]

    @property
    def unmarked(self) -> list[Person]:
        """Those of the list of whom nobody has said anything."""
        return [row for row in self.expected if row.standing is None]

    @property
    def questions(self) -> list[Person]:
        """Those whom two officers have seen differently."""
        return [row for row in self.people if row.question is not None]

    @property
    def missing(self) -> list[Person]:
        """Those of whom nobody knows where they are."""
        return [row for row in self.expected if row.is_missing(is_due=self.is_due)]

    @property
    def to_search(self) -> list[Person]:
        """Those for whom closing asks for words: missing or not marked at all."""
        return [row for row in self.expected if row.is_missing(is_due=True)]


def due_at(muster: Muster) -> datetime:
    """Return from when on whoever is not marked is missing: the planned departure or arrival."""
    leg = muster.leg
    if muster.point == MusterPoint.ARRIVAL:
        return leg.arrives_at if leg else muster.movement.arrives_at
    return leg.departs_at if leg else muster.movement.departs_at


def is_due(muster: Muster, now: datetime) -> bool:
    """Whether everybody must be there: the time has come, or the head count was closed."""
    return not muster.is_open or due_at(muster) <= now


def covers(line: ManifestLine, muster: Muster) -> bool:
    """Return whether somebody in the list travels on the leg of a head count."""
    if muster.leg is None:
        return True
    number = muster.leg.number
    return line.first_leg <= number and (line.last_leg is None or number <= line.last_leg)


def counts_of(actor: Actor, musters: Sequence[Muster], now: datetime) -> list[Count]:
    """Return head counts with their people, in the order given; four queries."""
    if not musters:
        return []
    movements = {row.movement_id for row in musters}
    lines = lines_by_manifest(actor, musters)
    codes = codes_of(actor, movements)
    marks = MusterMark.objects.visible_to(actor).filter(muster__movement__in=movements)
    rows = list(
        marks.select_related("case__citizen", "seen_by", "muster__place", "muster__leg").in_order()
    )
    by_muster: dict[int, list[MusterMark]] = defaultdict(list)
    for row in rows:
        by_muster[row.muster_id].append(row)
    strangers = strangers_of(actor, musters)
    found = [count(muster, lines[muster.manifest_id], codes, by_muster, now) for muster in musters]
    return [replace(one, strangers=strangers[one.muster.pk]) for one in found]


COUNTED = "_counted"
"""Where a head count that is shown keeps what was counted, for the acts on it."""


def count_of(actor: Actor, muster: Muster, now: datetime) -> Count:
    """Return one head count with its people."""
    (found,) = counts_of(actor, [muster], now)
    return found


def strangers_of(actor: Actor, musters: Sequence[Muster]) -> Mapping[int, list[MusterStranger]]:
    """Return who was taken down without a case at each head count, as far as in sight."""
    rows = MusterStranger.objects.visible_to(actor).filter(muster__in=[row.pk for row in musters])
    found: dict[int, list[MusterStranger]] = defaultdict(list)
    for row in rows.select_related("seen_by", "case", "muster__place").order_by("seen_at", "pk"):
        found[row.muster_id].append(row)
    return found


def lines_by_manifest(actor: Actor, musters: Sequence[Muster]) -> Mapping[int, list[ManifestLine]]:
    """Return the lines in sight of each list that is counted by."""
    lines = ManifestLine.objects.visible_to(actor)
    lines = lines.filter(manifest__in={row.manifest_id for row in musters})
    found: dict[int, list[ManifestLine]] = defaultdict(list)
    for line in lines.select_related("case__citizen").order_by("position"):
        found[line.manifest_id].append(line)
    return found


def codes_of(actor: Actor, movements: Iterable[int]) -> Mapping[tuple[int, int], str]:
    """Return the code that stands on paper of each person of the movements, the newest seat's."""
    seats = Passenger.objects.visible_to(actor).filter(movement__in=list(movements))
    rows = seats.order_by("pk").values_list("movement_id", "case_id", "uuid")
    return {(movement, case): str(uuid) for movement, case, uuid in rows}


def count(
    muster: Muster,
    lines: Sequence[ManifestLine],
    codes: Mapping[tuple[int, int], str],
    by_muster: Mapping[int, Sequence[MusterMark]],
    now: datetime,
) -> Count:
    """Put one head count together; marks of others at the same time and point are heard too."""
    people = {
        line.case_id: Person(
            case_id=line.case_id,
            reference=line.case.reference,
            name=line_name(line),
            line=line,
            code=codes.get((muster.movement_id, line.case_id), ""),
        )
        for line in lines
        if covers(line, muster)
    }
    beside = [
        row
        for other, found in by_muster.items()
        if other != muster.pk and found and is_same_count(muster, found[0].muster)
        for row in found
    ]
    own = by_muster.get(muster.pk, [])
    for row in sorted([*own, *beside], key=lambda mark: (mark.seen_at, mark.pk)):
        if row.case_id not in people and row.muster_id != muster.pk:
            continue
        person = people.setdefault(row.case_id, extra(row, codes))
        person.marks.append(row)
    for person in people.values():
        stand(person)
    return Count(
        muster, list(people.values()), muster.manifest.people - len(lines), is_due(muster, now)
    )


def extra(row: MusterMark, codes: Mapping[tuple[int, int], str]) -> Person:
    """Return somebody who stands in no list."""
    name = name_shown(row.case.citizen.full_name)
    code = codes.get((row.muster.movement_id, row.case_id), "")
    return Person(row.case_id, row.case.reference, name, code=code)


def last_of_each(counts: Sequence[Count]) -> list[Count]:
    """Return the newest head count of each leg and point; `counts` are the newest first."""
    found: dict[tuple[int, int | None, str], Count] = {}
    for one in counts:
        place = (one.muster.movement_id, one.muster.leg_id, one.muster.point)
        found.setdefault(place, one)
    return list(found.values())


def missing_by_movement(actor: Actor, now: datetime) -> dict[str, int]:
    """Return how many are missing by the number of the movement, of those that are not over.

    Only where the head of mission was told: those are few, and nobody else is asked about.
    """
    rows = Muster.objects.own_of(actor).filter(alarmed_at__isnull=False, movement__state__in=OPEN)
    rows = rows.select_related("movement", "leg", "place", "manifest")
    told = {row.movement_id for row in rows}
    every = Muster.objects.visible_to(actor).filter(movement__in=told) if told else rows.none()
    every = every.select_related("movement", "leg", "place", "manifest").order_by("-opened_at")
    missing: dict[str, set[int]] = defaultdict(set)
    for one in last_of_each(counts_of(actor, list(every), now)):
        missing[one.muster.movement.number] |= {person.case_id for person in one.missing}
    return {number: len(people) for number, people in missing.items() if people}


def line_name(line: ManifestLine) -> str:
    """Return a name as the list has it."""
    return name_shown(str(line.shown.get("full_name") or line.case.citizen.full_name))


def is_same_count(one: Muster, other: Muster) -> bool:
    """Whether two head counts are of the same people at the same point and time."""
    if (one.movement_id, one.leg_id, one.point) != (other.movement_id, other.leg_id, other.point):
        return False
    one_ended = one.closed_at is not None and one.closed_at <= other.opened_at
    other_ended = other.closed_at is not None and other.closed_at <= one.opened_at
    return not one_ended and not other_ended


def stand(person: Person) -> None:
    """Say how a person stands, or by whose two words she does not.

    The last word of each officer counts; a word that settles is the only one before it.
    """
    if not person.marks:
        return
    settled = max((row.pk for row in person.marks if row.settles_id), default=0)
    heard = [row for row in person.marks if row.pk >= settled]
    last: dict[int | None, MusterMark] = {row.seen_by_id: row for row in heard}
    words = sorted(last.values(), key=lambda row: (row.seen_at, row.pk))
    person.standing = words[-1]
    other = next((row for row in reversed(words) if row.mark != words[-1].mark), None)
    person.question = (other, words[-1]) if other is not None else None
