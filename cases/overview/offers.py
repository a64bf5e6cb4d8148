"""The reference data that filters offer and that the rows of the work list name, in one query.

A join of each row of the list with all of it took the planner ten times as long as the reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from cases.core.actor import Actor
from cases.core.text import in_words_of
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission
from cases.procedures.models import Playbook, Procedure

TEXT = TextField()


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that a filter may name by its code; `label` is its name for the reader."""

    pk: int
    public_reference: str
    label: str
    place: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is, by kind and in the order in which it is offered."""

    rows: dict[str, list[Offer]]

    def by_id(self, kind: str) -> dict[int, Offer]:
        """Return the rows of a kind by the number that a case holds of them."""
        return {row.pk: row for row in self.rows[kind]}


def offers(actor: Actor) -> Offers:
    """Return procedures, authorities and playbooks by name, incidents and missions as listed."""
    none = Value("", output_field=TEXT)
    first, *others = (
        rows.order_by().values_list(Value(kind, output_field=TEXT), "pk", *columns)
        for kind, rows, columns in sources(actor, none)
    )
    found: dict[str, list[Offer]] = {}
    language = get_language()
    for kind, pk, code, place, *words in first.union(*others, all=True).order_by():
        found.setdefault(kind, []).append(Offer(pk, code, in_words_of(language, *words), place))
    return Offers({kind: in_order(kind, found.get(kind, [])) for kind in ORDERS})


def sources(actor: Actor, none: Any) -> Iterable[tuple[str, Any, tuple[Any, ...]]]:
    """Yield kind, rows and columns: code, place in the order, name in English, vi, fr."""
    yield (
        "procedure",
        Procedure.objects.visible_to(actor),
        ("code", none, "name", "name_vi", "name_fr"),
    )
    yield (
        "authority",
        Authority.objects.visible_to(actor),
        ("code", none, "name", "name_vi", "name_fr"),
    )
    yield (
        "playbook",
        Playbook.objects.visible_to(actor).in_use(),
        ("reference", none, "title", "title_vi", "title_fr"),
    )
    yield (
        "incident",
        Incident.objects.visible_to(actor),
        ("code", Cast("started_on", TEXT), "title", "title_vi", "title_fr"),
    )
    if actor.is_headquarters:
        # Only headquarters chooses among missions.
        missions = Mission.objects.visible_to(actor)
        yield "mission", missions, ("code", none, "name", "name_vi", "name_fr")


def in_order(kind: str, rows: list[Offer]) -> list[Offer]:
    """Return the rows as they are offered: by name, by code, or the latest incident first."""
    rows = sorted(rows, key=ORDERS[kind])
    if kind == "incident":
        # The order of the codes stays within one day.
        rows.sort(key=lambda row: row.place, reverse=True)
    return rows


def by_name(row: Offer) -> str:
    """Return what a row is sorted by in the reader's language."""
    return row.label.casefold()


def by_code(row: Offer) -> str:
    """Return what a row is sorted by in every language."""
    return row.public_reference


ORDERS = {
    "procedure": by_name,
    "authority": by_name,
    "playbook": by_name,
    "incident": by_code,
    "mission": by_code,
}
