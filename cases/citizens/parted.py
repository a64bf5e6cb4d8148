"""Who is kept apart from whom among some people: a pair of two records holds for the persons.

A pair names two records. Whoever is on record twice is kept apart under every record of hers, as
far as the reader sees both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cases.citizens.models import Citizen, KeepApart
from cases.core.actor import Actor
from cases.core.roles import APART


@dataclass(frozen=True, slots=True)
class Parted:
    """A pair with who stands for its two people."""

    pair: KeepApart
    one: int
    other: int


def person_of(record: Citizen) -> int:
    """Return the number of the record that stands for the person of a record."""
    return record.head_id or record.pk


def records_of_people(actor: Actor, people: Iterable[Citizen]) -> dict[int, int]:
    """Return each record in sight of some people with who stands for its person.

    No query where none of them is on record twice.
    """
    known = list(people)
    found = {row.pk: person_of(row) for row in known}
    heads = {row.head_id for row in known if row.head_id is not None}
    if heads:
        rows = Citizen.objects.visible_to(actor).filter(head__in=heads)
        found |= {pk: head for pk, head in rows.values_list("pk", "head") if head is not None}
    return found


def parted_among(actor: Actor, people: Iterable[Citizen], today: date) -> Sequence[Parted]:
    """Return the pairs among some people that hold on a day, for who may know; else nothing."""
    if not actor.sees(APART):
        return []
    records = records_of_people(actor, people)
    if len(set(records.values())) < 2:
        return []
    pairs = KeepApart.objects.visible_to(actor).standing().among(list(records)).order_by("pk")
    found: dict[tuple[int, int], Parted] = {}
    for pair in pairs:
        one, other = records[pair.citizen_id], records[pair.other_id]
        if one != other and pair.holds_on(today):
            found.setdefault((min(one, other), max(one, other)), Parted(pair, one, other))
    return list(found.values())
