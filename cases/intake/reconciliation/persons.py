"""Which records are of one person: a list, and a comparison, counts her once, as her head."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from cases.citizens.models import Citizen
from cases.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Persons:
    """Of linked records in sight: which one stands for the person, and which are hers."""

    shown: Mapping[int, int] = field(default_factory=dict)
    linked: Mapping[int, list[int]] = field(default_factory=dict)

    def one(self, record: int) -> int:
        """Return the record that stands for the person: her head, else the first in sight."""
        return self.shown.get(record, record)

    def once(self, records: Iterable[int]) -> set[int]:
        """Return each person once."""
        return {self.one(record) for record in records}

    def records(self, record: int) -> list[int]:
        """Return all records of a person in sight, the one that stands for her first."""
        return self.linked.get(self.one(record), [record])

    def all_of(self, people: Iterable[int]) -> list[int]:
        """Return all records of some people."""
        return [record for person in people for record in self.records(person)]


def persons_of(actor: Actor, people: Collection[int]) -> Persons:
    """Return which records of some people are of one person, as far as they are in sight."""
    seen = Citizen.objects.visible_to(actor)
    heads = set(seen.filter(pk__in=people, head__isnull=False).values_list("head_id", flat=True))
    if not heads:
        return Persons()
    of_head: dict[int, list[int]] = defaultdict(list)
    rows = seen.filter(head__in=heads).order_by("pk").values_list("pk", "head_id")
    for record, head in rows:
        if record == head:
            of_head[head].insert(0, record)
        else:
            of_head[head].append(record)
    return Persons(
        {record: records[0] for records in of_head.values() for record in records},
        {records[0]: records for records in of_head.values()},
    )
