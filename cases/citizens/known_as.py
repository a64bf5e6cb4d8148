"""Under which names one person is known: lists and search show the record that stands for her."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.citizens.models import Citizen, CitizenQuerySet
from cases.citizens.named import name_shown
from cases.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Known:
    """The records of some linked people in sight: names by id, and the head of each in sight."""

    names: Mapping[int, str] = field(default_factory=dict)
    heads: Mapping[int, int] = field(default_factory=dict)

    def head(self, citizen: int) -> int:
        """Return the record that stands for the person; the own one where it is out of sight."""
        head = self.heads.get(citizen, citizen)
        return head if head in self.names else citizen

    def records(self, citizen: int) -> list[int]:
        """Return all records of the person in sight, the own one at least."""
        head = self.heads.get(citizen)
        if head is None:
            return [citizen]
        return [pk for pk in self.heads if self.heads[pk] == head]

    def also(self, citizen: int) -> list[str]:
        """Return the other names of the person, each once, without the one that is shown."""
        shown = self.names.get(self.head(citizen), "")
        others = [self.names[pk] for pk in self.records(citizen) if pk in self.names]
        return [name for name in dict.fromkeys(others) if name != shown]


UNLINKED = Known()


def known_as(actor: Actor, heads: Collection[int | None]) -> Known:
    """Return the records of the people with these heads; no query where nobody is linked."""
    linked = {head for head in heads if head is not None}
    if not linked:
        return UNLINKED
    rows = Citizen.objects.visible_to(actor).filter(head__in=linked).order_by("pk")
    found = list(rows.values_list("pk", "head_id", "full_name"))
    return Known(
        {pk: name_shown(name) for pk, _head, name in found},
        {pk: head for pk, head, _name in found},
    )


def records_seen(actor: Actor, citizen: Citizen) -> CitizenQuerySet:
    """Return all records of the same person that are in sight."""
    return Citizen.objects.visible_to(actor).records_of(citizen)


def rows_of_heads(
    actor: Actor, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> dict[int, Mapping[str, Any]]:
    """Return, by the id of each row that is a double, the columns of its head in sight.

    The rows name their own head in `head_id`; no query where none is a double.
    """
    heads = {row["head_id"] for row in rows if row["head_id"] not in {None, row["pk"]}}
    if not heads:
        return {}
    found = Citizen.objects.visible_to(actor).filter(pk__in=heads).values(*columns)
    by_id = {row["pk"]: row for row in found}
    return {
        row["pk"]: by_id[row["head_id"]]
        for row in rows
        if row["head_id"] != row["pk"] and row["head_id"] in by_id
    }
