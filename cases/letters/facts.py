"""What letters are made of: the facts of cases, read by one query for any number of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q

from cases.casework.choices import FamilyGround, Outcome, Stage, StatementKind, StepStatus
from cases.casework.consent import Said, whose
from cases.casework.family import Family
from cases.casework.models import (
    Case,
    ContactEntry,
    Inquiry,
    Statement,
    Step,
    StepResult,
    Transition,
)
from cases.casework.models.statement import latest_of
from cases.casework.whereabouts import Point, way_of
from cases.citizens.models import Citizen, IdentityDocument, Name, Relative
from cases.core.actor import Actor
from cases.core.facts import Interval
from cases.core.text import in_words_of
from cases.core.together import Part, plain_columns, together
from cases.crossings.models import Crossing, Stay
from cases.files.choices import Purpose
from cases.files.models import Attachment
from cases.incidents.models import Incident
from cases.letters.days import day_words, span_words
from cases.letters.kinds import kinds
from cases.letters.models import Letter
from cases.missions.models import Authority, Mission
from cases.places.models import Place, Province
from cases.procedures.choices import ResultKind
from cases.procedures.models import Limit, Playbook, Procedure
from cases.procedures.results import fields_of, value_words

OF_PLACE: Final = plain_columns(Place)
OF_PERSON: Final = {
    "origin_province": plain_columns(Province),
    "now_place": OF_PLACE,
    "now_holder": plain_columns(Authority),
}
OF_MISSION: Final = plain_columns(Mission)
OF_CASE: Final = {
    "incident": plain_columns(Incident),
    "mission": OF_MISSION,
    "playbook": plain_columns(Playbook),
}
ATTACHED: Final[dict[str, Any]] = {
    "names": Name,
    "documents": IdentityDocument,
    "relatives": Relative,
}
"""What is attached to a person, by its name in `Facts` and `Elsewhere`."""


@dataclass(slots=True)
class Elsewhere:
    """What stands on the other records and cases of the person that the actor sees.

    No letter prints it; what is looked at before one is issued or sent is. `endings`: with what
    each other case of the person was closed last.
    """

    records: list[Citizen] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    documents: list[IdentityDocument] = field(default_factory=list)
    relatives: list[Relative] = field(default_factory=list)
    endings: dict[int, Transition] = field(default_factory=dict)
    is_out_of_sight: bool = False
    """Whether the person has a record that the actor does not see."""

    def ended_as(self, outcome: Outcome) -> Transition | None:
        """Return the first entry that closed a case with an outcome; None for none."""
        found = [row for row in self.endings.values() if row.to_outcome == outcome]
        return min(found, key=lambda row: row.occurred_at, default=None)


@dataclass(slots=True)
class Facts:
    """One case as a letter sees it on a day, in its language and in the zone of who writes it."""

    case: Case
    zone: str
    today: date
    language: str = "vi"
    names: list[Name] = field(default_factory=list)
    documents: list[IdentityDocument] = field(default_factory=list)
    relatives: list[Relative] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    results: dict[int, StepResult] = field(default_factory=dict)
    asked: dict[int, list[Inquiry]] = field(default_factory=dict)
    """What was asked about steps, by their ids."""
    way: list[Point] = field(default_factory=list)
    """The points of the way of the person, of all their records, in no order."""
    closing: Transition | None = None
    unsent: list[Letter] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    said: Said = field(default_factory=dict)
    wish_then: str | None = None
    """What they had said about their return by an earlier moment; None where nothing came since."""
    vital: set[int] = field(default_factory=set)
    """The relatives who were told since a vital interest of the person asked for it."""
    has_photo: bool = False
    """Whether a photo of the person is attached to the case."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    chosen: Relative | None = None
    """To whom a notice goes, where an officer has chosen."""

    @property
    def family(self) -> Family:
        """What says who of the family may be told."""
        return Family(self.said, self.relatives, self.elsewhere.relatives)

    def word(self, kind: StatementKind) -> str:
        """Return the latest answer of the person to a question; empty where it was not asked."""
        said = self.said.get((kind, "", None))
        return said.answer if said is not None else ""

    @property
    def return_wish(self) -> str:
        """What the person has said about their return by the moment that is asked about."""
        return self.case.return_wish if self.wish_then is None else self.wish_then

    def local(self, row: Any) -> str:
        """Return the name of a place, a body or an incident in the language of the letter."""
        if row is None:
            return ""
        names = (getattr(row, "name", ""), getattr(row, "name_vi", ""), getattr(row, "name_fr", ""))
        return in_words_of(self.language, *names)

    def when(self, first: datetime, last: datetime) -> str:
        """Return when something happened, where the letter is written, as precisely as known."""
        return span_words(Interval(first, last), self.zone, self.language)

    @property
    def crossing(self) -> Crossing | None:
        """The last border that the person crossed, by the order of their way."""
        return next((row for row in reversed(way_of(self.way)) if isinstance(row, Crossing)), None)

    @property
    def is_closed(self) -> bool:
        """Whether the case is closed, so that nothing is done on it."""
        return self.case.stage == Stage.CLOSED

    def span_of(self, span: Interval) -> str:
        """Return the day, the month or the days of a moment where the closing was recorded."""
        office = self.closing.recorded_for if self.closing else None
        return span_words(span, office.zone if office else self.zone, self.language)

    @property
    def outcome(self) -> str:
        """How the case ended; empty where it is open."""
        return self.case.outcome if self.is_closed else ""

    @property
    def closed_on(self) -> str:
        """When the case was closed; empty where it is open, or that is not known."""
        row = self.closing
        return self.span_of(Interval(row.occurred_from, row.occurred_at)) if row else ""

    @property
    def recorded_closed_on(self) -> str:
        """When the case was closed, or, as dead or a duplicate, when that was put on record.

        These close a case from before. Empty where the row was written again since, or nothing is
        known.
        """
        row, is_since = self.closing, self.died_on or self.outcome == Outcome.DUPLICATE
        if row is None or not is_since:
            return self.closed_on
        return (
            "" if row.copied_from_id else self.span_of(Interval(row.recorded_at, row.recorded_at))
        )

    @property
    def died_on(self) -> str:
        """When the person died; empty where they live, or that is not known."""
        died = self.closing.died_at if self.closing else None
        return self.span_of(died) if died else ""

    def step_of(self, procedure: str) -> Step | None:
        """Return the step of a procedure that is still needed."""
        return next((row for row in self.steps if row.procedure.code == procedure), None)

    def result(self, procedure: str, name: str) -> str:
        """Return a value of the result of a done step in words; what is sealed is not read."""
        step = self.step_of(procedure)
        value = self.value_in(step, name)
        if step is None or value is None:
            return ""
        shape = next(one for one in fields_of(step.procedure) if one.name == name)
        if shape.kind == ResultKind.DAY:
            return day_words(date.fromisoformat(value), self.language)
        return value_words(shape, value, self.zone)

    def day_in_result(self, procedure: str, name: str) -> date | None:
        """Return a day of the result of a done step; None where it has none."""
        value = self.value_in(self.step_of(procedure), name)
        return date.fromisoformat(value) if value else None

    def limit(self, code: str) -> Limit | None:
        """Return a limit as it is in force, where its source was read; None for none."""
        for row in self.limits:
            begins, ends = row.valid_from or self.today, row.valid_until or self.today
            if row.code == code and row.verified and begins <= self.today <= ends:
                return row
        return None

    def value_in(self, step: Step | None, name: str) -> Any:
        """Return a value of the result of a step that is done; None for any other."""
        if step is None or step.status != StepStatus.DONE or step.pk not in self.results:
            return None
        return self.results[step.pk].values.get(name)


def facts_of(
    actor: Actor, cases: Sequence[Case], moment: datetime, until: datetime | None = None
) -> dict[int, Facts]:
    """Return the facts of cases by their ids, all from one reading: one query, one moment.

    `until`: what a person has said after it does not count.

    Nothing that is only added to a person (a name, a paper) waits for the lock of the case, so
    facts that are read by one query after the other may be of different moments.
    """
    ids = [case.pk for case in cases]
    *said, limits, words, talks, photos = together(*parts_of(actor, ids))
    found_cases, people, *attached, steps, results, asked, ways, stays, closings, letters = said
    persons = {person.pk: person for person in people}
    today = actor.office_day(moment)
    found: dict[int, Facts] = {}
    for case in found_cases:
        case.citizen = persons[case.citizen_id]
        found[case.pk] = Facts(case, actor.mission_zone, today, limits=limits)
    of = defaultdict[int, list[Facts]](list)
    for facts in found.values():
        of[head_of(facts.case.citizen)].append(facts)
    put_attached(of, persons, attached)
    put_way(of, persons, [*ways, *stays])
    put_steps(found, steps, results, asked)
    for closing in sorted(closings, key=lambda one: (one.occurred_at, one.number)):
        for facts in of[head_of(persons[closing.case.citizen_id])]:
            if closing.case_id == facts.case.pk:
                facts.closing = closing
            else:
                facts.elsewhere.endings[closing.case_id] = closing
    for letter in letters:
        found[letter.case_id].unsent.append(letter)
    for talk in talks:
        found[talk.case_id].vital.add(talk.relative_id)
    for photo in photos:
        found[photo.case_id].has_photo = True
    spoken = defaultdict(list)
    for word in words:
        word.case.citizen = persons[word.case.citizen_id]
        spoken[whose(word.case)].append(word)
    for facts in found.values():
        put_said(facts, spoken[whose(facts.case)], until)
    return found


def put_steps(
    found: Mapping[int, Facts],
    steps: Sequence[Step],
    results: Sequence[StepResult],
    asked: Sequence[Inquiry],
) -> None:
    """Put down the steps of each case, what came out of them and what was asked about them."""
    for step in sorted(steps, key=lambda one: int(one.number)):
        found[step.case_id].steps.append(step)
    for row in sorted(results, key=lambda one: int(one.pk)):
        found[row.case_id].results[row.step_id] = row
    for question in asked:
        found[question.case_id].asked.setdefault(question.step_id, []).append(question)


def put_attached(
    of: Mapping[int, list[Facts]], persons: Mapping[int, Citizen], attached: Sequence[list[Any]]
) -> None:
    """Put down what is attached to each record, and the other records of each person."""
    for name, rows in zip(ATTACHED, attached, strict=True):
        for row in sorted(rows, key=lambda one: int(one.pk)):
            for facts in of[head_of(persons[row.citizen_id])]:
                is_own = row.citizen_id == facts.case.citizen_id
                getattr(facts if is_own else facts.elsewhere, name).append(row)
    seen = Counter(head_of(person) for person in persons.values())
    for person in persons.values():
        for facts in of[head_of(person)]:
            put_record(facts, person, seen[head_of(person)])


def put_way(
    of: Mapping[int, list[Facts]], persons: Mapping[int, Citizen], points: Sequence[Point]
) -> None:
    """Put down the way of each person, on whichever of their records its points stand."""
    for point in points:
        for facts in of[head_of(persons[point.citizen_id])]:
            facts.way.append(point)


def head_of(person: Citizen) -> int:
    """Return the record that stands for a person."""
    return person.head_id or person.pk


def put_record(facts: Facts, record: Citizen, seen: int) -> None:
    """Put down one of the person's records, and whether there are more of them than are `seen`."""
    if record.pk != facts.case.citizen_id:
        facts.elsewhere.records.append(record)
    else:
        facts.elsewhere.is_out_of_sight = record.how_many_records > seen


def put_said(facts: Facts, spoken: Sequence[Statement], until: datetime | None) -> None:
    """Put down how each question stands, by what was said until a moment."""
    known = [row for row in spoken if until is None or row.occurred_from <= until]
    facts.said = latest_of(known)
    if len(known) < len(spoken):
        facts.wish_then = facts.word(StatementKind.RETURN)


def parts_of(actor: Actor, ids: Sequence[int]) -> Iterator[Part[Any]]:
    """Yield what is read of cases and their people; of what is attached only what stands.

    What a person said counts from all their records in the incident, as in `consent.py`. What is
    attached to a person, their way, and how their cases ended, is read of all their records.
    """
    own = Case.objects.visible_to(actor).filter(pk__in=ids)
    yield Part(own, OF_CASE)
    persons = own.values("citizen")
    records = Citizen.objects.visible_to(actor).filter(
        Q(pk__in=persons) | Q(head__in=own.values("citizen__head"))
    )
    yield Part(records.with_how_many(), OF_PERSON, ["how_many_records"])
    for model in ATTACHED.values():
        rows = model.objects.visible_to(actor).filter(citizen__in=records.values("pk"))
        yield Part(rows.filter(withdrawn_at__isnull=True))
    steps = Step.objects.visible_to(actor).filter(case__in=ids)
    steps = steps.still_needed().with_status_from()
    yield Part(steps, {"procedure": plain_columns(Procedure)}, ["status_from"])
    yield Part(StepResult.objects.visible_to(actor).filter(case__in=ids))
    yield Part(Inquiry.objects.visible_to(actor).filter(case__in=ids))
    ways = Crossing.objects.visible_to(actor).filter(citizen__in=records.values("pk")).standing()
    yield Part(ways, {"left_from": OF_PLACE, "entered_at": OF_PLACE})
    stays = Stay.objects.visible_to(actor).filter(citizen__in=records.values("pk")).standing()
    yield Part(stays, {"place": OF_PLACE, "holder": plain_columns(Authority)})
    closings = Transition.objects.visible_to(actor).standing()
    closings = closings.filter(case__citizen__in=records.values("pk"), case__stage=Stage.CLOSED)
    yield Part(
        closings.filter(changes__has_key="outcome"),
        {"recorded_for": OF_MISSION, "case": ("citizen_id", "reference")},
    )
    yield Part(Letter.objects.visible_to(actor).unsent().filter(case__in=ids))
    cited = {of.limit for kind in kinds().values() for of in kind.steps if of.limit}
    yield Part(Limit.objects.filter(code__in=cited))
    words = (
        Statement.objects.visible_to(actor)
        .standing()
        .filter(case__citizen__in=records.values("pk"), case__incident__in=own.values("incident"))
    )
    yield Part(words, {"case": ("citizen_id", "incident_id")})
    talks = ContactEntry.objects.visible_to(actor).standing().filter(case__in=ids)
    yield Part(talks.filter(ground=FamilyGround.VITAL, relative__isnull=False))
    photos = Attachment.objects.visible_to(actor).standing()
    yield Part(photos.filter(case__in=ids, purpose=Purpose.PHOTO))
