"""Nothing that needs a person alive happens certainly after their death.

That is a stay, a hold, a stage that is reached, a talk, a statement, an assessment, a flag, a
finding of fitness, or being seen at a head count; and whatever of their way they told themselves.
The way of the body over borders, where a closing says that it is, and words with relatives may come
after. Whoever records such a fact of after the death is refused; where the death became known
later, the closing is among the entries to check.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Final

from django.db.models import Q

from cases.casework.choices import Outcome, Stage, StepStatus, TalkedWith, TransitionKind
from cases.casework.ledger import AFTER_DEATH
from cases.casework.models import Case, ContactEntry, Statement, Step, StepResult, Transition
from cases.casework.models.contact_entry import SPOKE
from cases.casework.models.transition import HELD
from cases.casework.outcomes import STATING
from cases.citizens.models import Citizen
from cases.citizens.parted import person_of, records_of_people
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import DatedFact, Interval, Source, midnight_of
from cases.core.precision import DAY, INSTANT
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay

REACHING: Final = frozenset({TransitionKind.ADVANCE, TransitionKind.FACT})
"""Kinds of entries that say of a stage that it was reached."""
NEEDS_LIFE: Final = Q(changes__has_key=HELD) | (
    Q(kind__in=REACHING) & ~Q(changes__stage=Stage.CLOSED)
)
"""Entries of the ledger of stages that need the person alive."""


FIRST_CONTACT: Final = "first-contact"
"""The procedure of the first contact; its result says on which day the person was spoken to."""
SPOKEN_ON: Final = "spoken_on"


@dataclass(frozen=True, slots=True)
class SeenAlive:
    """That the person was spoken to, assessed or counted, by what has no moment in the ledgers."""

    said: object
    occurred_from: datetime
    occurred_at: datetime
    is_standing: bool = True


Fact = DatedFact | SeenAlive
Seen = Callable[[Case, Sequence[Any]], list[SeenAlive]]
Read = Callable[[Actor, Iterable[int]], Iterable[Any]]
_seen: dict[tuple[str, int], tuple[Read, Seen]] = {}


def seen_alive(kind: str, part: int, read: Read) -> Callable[[Seen], Seen]:
    """Register what a feature says of a person alive, by rows of theirs.

    `part`: which of the rows beside the file (`beside`) they are; `read`: those of some cases.
    """

    def wrap(seen: Seen) -> Seen:
        _seen[kind, part] = read, seen
        return seen

    return wrap


def seen_beside(case: Case, beside: Mapping[str, Any]) -> list[SeenAlive]:
    """Return what features say of the person of a case alive."""
    return [
        fact
        for (kind, part), (_read, seen) in _seen.items()
        for fact in seen(case, beside[kind][part])
    ]


def seen_of_each(actor: Actor, cases: Mapping[int, Case]) -> Iterator[tuple[int, SeenAlive]]:
    """Yield the same of many cases, each with its id."""
    for read, seen in _seen.values():
        rows: dict[int, list[Any]] = {}
        for row in read(actor, cases):
            rows.setdefault(row.case_id, []).append(row)
        for pk, found in rows.items():
            yield from ((pk, fact) for fact in seen(cases[pk], found))


def on_day(said: object, day: date, zone: str) -> SeenAlive:
    """Return what is of a whole day."""
    return SeenAlive(said, midnight_of(day, zone), midnight_of(day + DAY, zone) - INSTANT)


def first_contacts(
    steps: Iterable[Step], results: Mapping[int, StepResult], zone: str
) -> list[SeenAlive]:
    """Return the first contacts among steps that are done, by their results (by id of the step)."""
    found = []
    for step in steps:
        said = results[step.pk].values.get(SPOKEN_ON) if step.pk in results else None
        if said and step.procedure.code == FIRST_CONTACT and step.status == StepStatus.DONE:
            found.append(on_day(step.procedure, date.fromisoformat(said), zone))
    return found


def needs_alive(fact: Fact) -> bool:
    """Return whether a fact cannot be one of somebody who has died."""
    if isinstance(fact, Crossing):
        return fact.source == Source.CITIZEN
    if isinstance(fact, Stay):
        is_of_body = fact.operation in STATING and fact.source != Source.CITIZEN
        return fact.kind != StayKind.LOST and not is_of_body
    if isinstance(fact, ContactEntry):
        return fact.talked_with == TalkedWith.CITIZEN and fact.outcome in SPOKE
    if isinstance(fact, Transition):
        return HELD in fact.changes or (
            fact.kind in REACHING and fact.changes.get("stage") != Stage.CLOSED
        )
    return isinstance(fact, Statement | SeenAlive)


def last_death(rows: Iterable[Transition]) -> Transition | None:
    """Return the standing entry with which a case was closed last because the person died."""
    said = [row for row in rows if row.is_standing and row.changes.get("outcome") == Outcome.DIED]
    return max(said, key=lambda row: (row.occurred_at, row.number), default=None)


def dead_by(closing: Transition) -> datetime:
    """Return the last instant at which the person may have lived, at the latest its own."""
    return closing.died_at.last if closing.died_at else closing.occurred_at


def outlived[F: Fact](closing: Transition, facts: Iterable[F]) -> list[F]:
    """Return the standing facts that need the person alive and are certainly of after the death."""
    dead = dead_by(closing)
    late = [row for row in facts if row.is_standing and row.occurred_from > dead]
    return sorted(filter(needs_alive, late), key=lambda row: row.occurred_at)


def refuse_after_death(actor: Actor, citizen: Citizen, interval: Interval, field: str) -> None:
    """422 for what would certainly have happened after the death, as far as cases in sight say.

    Whoever only appends locks the person before, or misses a death that is recorded meanwhile.
    """
    dead = deaths_of(actor, [citizen]).get(person_of(citizen))
    if dead is not None and dead < interval.first:
        raise broken_rule(AFTER_DEATH, "after_death", field)


def refuse_day_after_death(actor: Actor, citizen: Citizen, day: date, field: str) -> None:
    """422 for a whole day that lies certainly after the death."""
    first = midnight_of(day, actor.zone)
    refuse_after_death(actor, citizen, Interval(first, first), field)


def deaths_of(actor: Actor, people: Iterable[Citizen]) -> Mapping[int, datetime]:
    """Return by the record that stands for a person the last instant they may have lived.

    As far as cases in sight say; one statement, two where one is on record twice. Of several
    deaths the first counts.
    """
    records = records_of_people(actor, people)
    closed = Transition.objects.visible_to(actor).standing()
    closed = closed.filter(
        case__citizen__in=records, case__outcome=Outcome.DIED, changes__outcome=Outcome.DIED
    )
    by_case: dict[int, list[Transition]] = {}
    for row in closed.select_related("case"):
        by_case.setdefault(row.case_id, []).append(row)
    found: dict[int, datetime] = {}
    for death in filter(None, map(last_death, by_case.values())):
        head, dead = records[death.case.citizen_id], dead_by(death)
        found[head] = min(dead, found.get(head, dead))
    return found


def outlived_of_each(actor: Actor, closings: Sequence[Transition]) -> Mapping[int, list[Fact]]:
    """Return by id what is certainly of after the death with which each entry closed its case."""
    records = records_of_people(actor, [row.case.citizen for row in closings])
    by_person = acts_of_each(actor, records)
    heads = {row.case_id: records[row.case.citizen_id] for row in closings}
    holds = Transition.objects.visible_to(actor).standing().filter(NEEDS_LIFE, case__in=heads)
    for hold in holds:
        by_person.setdefault(heads[hold.case_id], []).append(hold)
    return {row.pk: outlived(row, by_person.get(heads[row.case_id], ())) for row in closings}


def heard_after(actor: Actor, citizen: Citizen, heard: Interval) -> list[Fact]:
    """Return what tells that somebody heard from the person certainly after that."""
    facts = chain.from_iterable(acts_of_each(actor, records_of_people(actor, [citizen])).values())
    later = [row for row in facts if needs_alive(row) and row.occurred_from > heard.last]
    later = [row for row in later if not isinstance(row, Stay) or row.source == Source.CITIZEN]
    return sorted(later, key=lambda row: row.occurred_at)


def acts_of_each(actor: Actor, records: Mapping[int, int]) -> dict[int, list[Fact]]:
    """Return by person what is on record of them that may need them alive, but stages and holds.

    `records`: the record that stands for the person, by each of theirs.
    """
    own = Q(citizen__in=records)
    seen = Case.objects.visible_to(actor).filter(own).select_related("citizen", "mission")
    by_id = {case.pk: case for case in seen}
    cases = {pk: records[case.citizen_id] for pk, case in by_id.items()}
    contacts = ContactEntry.objects.visible_to(actor).standing().filter(case__in=cases)
    words = Statement.objects.visible_to(actor).standing().filter(case__in=cases)
    stays = Stay.objects.visible_to(actor).standing().filter(own).select_related("place")
    crossings = Crossing.objects.visible_to(actor).standing().filter(own, source=Source.CITIZEN)
    by_person: dict[int, list[Fact]] = {}
    results = StepResult.objects.visible_to(actor).filter(case__in=cases)
    results = results.filter(step__procedure__code=FIRST_CONTACT).order_by("pk")
    results = results.select_related("step__procedure", "case__mission")
    for result in {row.step_id: row for row in results}.values():
        head, zone = cases[result.case_id], result.case.mission.zone
        spoken = first_contacts([result.step], {result.step_id: result}, zone)
        by_person.setdefault(head, []).extend(spoken)
    for pk, alive in seen_of_each(actor, by_id):
        by_person.setdefault(cases[pk], []).append(alive)
    for point in chain[Stay | Crossing](stays, crossings):
        by_person.setdefault(records[point.citizen_id], []).append(point)
    for fact in chain[ContactEntry | Statement](contacts, words):
        by_person.setdefault(cases[fact.case_id], []).append(fact)
    return by_person
