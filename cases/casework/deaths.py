"""Nothing that needs a person alive happens certainly after their death.

That is a stay, a hold, a first contact, a talk, a statement, an assessment, a flag, a finding of
fitness, or being seen at a head count. The way of the body over borders, where a closing says that
it is, and words with relatives may come after. Whoever records such a fact of after the death is
refused; where the death became known later, the closing is among the entries to check.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Final

from django.db.models import Q

from cases.casework.choices import Outcome, Stage, TalkedWith, TransitionKind
from cases.casework.ledger import AFTER_DEATH
from cases.casework.models import Case, ContactEntry, Statement, Transition
from cases.casework.models.contact_entry import SPOKE
from cases.casework.models.transition import HELD
from cases.casework.outcomes import STATING
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import DatedFact, Interval, midnight_of
from cases.crossings.choices import StayKind
from cases.crossings.models import Stay

REACHING: Final = frozenset({TransitionKind.ADVANCE, TransitionKind.FACT})
"""Kinds of entries that say of a stage that it was reached."""
ALIVE: Final = Q(changes__has_key=HELD) | Q(changes__stage=Stage.CONTACTED, kind__in=REACHING)
"""Entries of the ledger of stages that need the person alive."""


def needs_alive(fact: DatedFact) -> bool:
    """Return whether a fact cannot be one of somebody who has died."""
    if isinstance(fact, Stay):
        return fact.kind != StayKind.LOST and fact.operation not in STATING
    if isinstance(fact, ContactEntry):
        return fact.talked_with == TalkedWith.CITIZEN and fact.outcome in SPOKE
    if isinstance(fact, Transition):
        return HELD in fact.changes or (
            fact.kind in REACHING and fact.changes.get("stage") == Stage.CONTACTED
        )
    return isinstance(fact, Statement)


def last_death(rows: Iterable[Transition]) -> Transition | None:
    """Return the standing entry with which a case was closed last because the person died."""
    said = [row for row in rows if row.is_standing and row.changes.get("outcome") == Outcome.DIED]
    return max(said, key=lambda row: (row.occurred_at, row.number), default=None)


def dead_by(closing: Transition) -> datetime:
    """Return the last instant at which the person may have lived, at the latest its own."""
    return closing.died_at.last if closing.died_at else closing.occurred_at


def outlived[F: DatedFact](closing: Transition, facts: Iterable[F]) -> list[F]:
    """Return the standing facts that need the person alive and are certainly of after the death."""
    dead = dead_by(closing)
    late = [row for row in facts if row.is_standing and row.occurred_from > dead]
    return sorted(filter(needs_alive, late), key=lambda row: row.occurred_at)


def refuse_after_death(actor: Actor, citizen: Citizen, interval: Interval, field: str) -> None:
    """422 for what would certainly have happened after the death, as far as cases in sight say."""
    dead = deaths_of(actor, [citizen]).get(citizen.head_id or citizen.pk)
    if dead is not None and dead < interval.first:
        raise broken_rule(AFTER_DEATH, "after_death", field)


def refuse_day_after_death(actor: Actor, citizen: Citizen, day: date, field: str) -> None:
    """422 for a whole day that lies certainly after the death."""
    first = midnight_of(day, actor.zone)
    refuse_after_death(actor, citizen, Interval(first, first), field)


def deaths_of(actor: Actor, people: Iterable[Citizen]) -> Mapping[int, datetime]:
    """Return by the record that stands for a person the last instant they may have lived.

    As far as cases in sight say; one statement. Of several deaths the first counts.
    """
    people = list(people)
    heads = {person.head_id for person in people} - {None}
    closed = Transition.objects.visible_to(actor).standing()
    closed = closed.filter(
        Q(case__citizen__in=people) | Q(case__citizen__head__in=heads),
        case__outcome=Outcome.DIED,
        changes__outcome=Outcome.DIED,
    )
    by_case: dict[int, list[Transition]] = {}
    for row in closed.select_related("case__citizen"):
        by_case.setdefault(row.case_id, []).append(row)
    found: dict[int, datetime] = {}
    for death in filter(None, map(last_death, by_case.values())):
        person, dead = death.case.citizen, dead_by(death)
        head = person.head_id or person.pk
        found[head] = min(dead, found.get(head, dead))
    return found


def outlived_of_each(actor: Actor, closings: Sequence[Transition]) -> Mapping[int, list[DatedFact]]:
    """Return by id what is certainly of after the death with which each entry closed its case."""
    people = {row.case.citizen_id: row.case.citizen for row in closings}
    heads = {person.head_id for person in people.values()} - {None}
    own = Q(citizen__in=people) | Q(citizen__head__in=heads)
    cases = {
        case.pk: case.citizen
        for case in Case.objects.visible_to(actor).filter(own).select_related("citizen")
    }
    contacts = ContactEntry.objects.visible_to(actor).standing().filter(case__in=cases)
    words = Statement.objects.visible_to(actor).standing().filter(case__in=cases)
    stays = Stay.objects.visible_to(actor).standing().filter(own).select_related("citizen", "place")
    holds = Transition.objects.visible_to(actor).standing()
    holds = holds.filter(ALIVE, case__in=[row.case_id for row in closings])
    by_person: dict[int, list[DatedFact]] = {}
    for fact in chain[Stay | Transition | ContactEntry | Statement](stays, holds, contacts, words):
        person = fact.citizen if isinstance(fact, Stay) else cases[fact.case_id]
        by_person.setdefault(person.head_id or person.pk, []).append(fact)
    found = {}
    for row in closings:
        person = row.case.citizen
        found[row.pk] = outlived(row, by_person.get(person.head_id or person.pk, ()))
    return found
