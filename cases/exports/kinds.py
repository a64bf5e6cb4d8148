"""What can be taken along: the lists of the API, narrowed by their own filters.

A file holds what the API would list for the same filters, so there is one truth about who sees what
and what a filter means. Filters that name one person are left out: what is held on one person is
the report to her.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.casework.api import CASE_FILTERS
from cases.casework.api_flat import OF_CASES, OF_WAY
from cases.casework.models import Case, Step
from cases.casework.serializers import CASE_ROW
from cases.casework.serializers_steps import STEP
from cases.citizens.api import CitizenList
from cases.citizens.models import Citizen
from cases.citizens.serializers import CITIZEN_ROW
from cases.core.actor import Actor
from cases.core.errors import Problem, invalid
from cases.core.listing import Filter, narrowed, seen_row
from cases.core.shapes import TEXT, Column, Place, Shape, column
from cases.crossings.models import Crossing, Stay
from cases.crossings.serializers import CROSSING, STAY
from cases.exports.choices import ExportKind
from cases.exports.rules import rules
from cases.incidents.models import Incident

ABOUT_ONE = frozenset({"citizen", "case"})
OF_CASE = column("case", "case__reference", help="Number of the case.")


@dataclass(frozen=True)
class Kind:
    """One kind of row: from where, as what, narrowed by what, in which order, shown as whose."""

    code: str
    model: Any
    rows: Callable[[Actor], QuerySet[Any]]
    shape: Shape
    order: tuple[str, ...]
    known: tuple[Filter, ...]
    event: str

    @property
    def title(self) -> str:
        """What the rows are, in words."""
        return str(ExportKind(self.code).label)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters of the list that do not name one person."""
        return tuple(row for row in self.known if row.name not in ABOUT_ONE)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns of the file, in order."""
        return rules().columns[self.code]

    @cached_property
    def part(self) -> Shape:
        """The shape of the file."""
        return self.shape.only(self.names)

    @cached_property
    def plan(self) -> list[tuple[Column, Place]]:
        """The columns in the order of the file, with how each is read out of a row."""
        read = zip(self.part.columns, self.part.plan, strict=True)
        there = {shown.name: (shown, place) for shown, place in read}
        return [there[name] for name in self.names]

    def query(self, actor: Actor, asks: Mapping[str, str]) -> QuerySet[Any]:
        """Return the rows that are asked for, through the eyes of the actor; 422 names a filter."""
        names = [row.name for row in self.filters]
        faults = [
            Problem(name, "not_of_this_kind", _("Rows of this kind are not narrowed by this."))
            for name in asks
            if name not in names
        ]
        if faults:
            raise invalid(faults)
        given = QueryDict(mutable=True)
        given.update(dict(asks))
        return narrowed(self.rows(actor), self.filters, given, actor)


def people_of_incident(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to people with a case of the incident in sight."""
    incident = seen_row("incident", Incident, "code", value, actor)
    cases = Case.objects.own_of(actor).filter(incident=incident.pk)
    return query.filter(pk__in=cases.values("citizen_id"))


def people(actor: Actor) -> QuerySet[Any]:
    """Return people, each once."""
    return Citizen.objects.visible_to(actor).heads(actor).with_other_names(actor)


def steps(actor: Actor) -> QuerySet[Any]:
    """Return the steps of the own cases."""
    return Step.objects.own_of(actor).all()


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            ExportKind.CASES.value,
            Case,
            Case.objects.own_of,
            CASE_ROW,
            ("position_at", "reference"),
            CASE_FILTERS,
            "case",
        ),
        Kind(
            ExportKind.PEOPLE.value,
            Citizen,
            people,
            CITIZEN_ROW,
            ("sort_key", "uuid"),
            (
                *CitizenList.filters,
                Filter("incident", "Code of an incident.", TEXT, people_of_incident),
            ),
            "citizen",
        ),
        Kind(
            ExportKind.CROSSINGS.value,
            Crossing,
            Crossing.objects.visible_to,
            CROSSING,
            ("citizen_id", "occurred_at", "number", "uuid"),
            tuple(OF_WAY),
            "citizen",
        ),
        Kind(
            ExportKind.STAYS.value,
            Stay,
            Stay.objects.visible_to,
            STAY,
            ("citizen_id", "occurred_at", "number", "uuid"),
            tuple(OF_WAY),
            "citizen",
        ),
        Kind(
            ExportKind.STEPS.value,
            Step,
            steps,
            STEP.with_more("StepRow", (OF_CASE,)),
            ("case__citizen_id", "case_id", "number", "uuid"),
            tuple(OF_CASES),
            "case",
        ),
    )
}
