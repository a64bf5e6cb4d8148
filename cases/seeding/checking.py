"""Checking the whole set by the forms of the operations before anything is written."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from cases.casework.models import Transition
from cases.core.actor import SYSTEM
from cases.core.errors import Problem
from cases.core.fields import Ref
from cases.core.forms import OperationForm
from cases.core.registry import DECLARED
from cases.crossings.models import Crossing, Stay
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission, Staff
from cases.places.models import Place, Province
from cases.seeding.entries import Fault, SeedSet, Spot

LAST = "last"
KINDS: dict[type[models.Model], str] = {
    Province: "province",
    Place: "place",
    Mission: "mission",
    Authority: "authority",
    Incident: "incident",
    Staff: "staff",
}
LEDGERS: tuple[type[models.Model], ...] = (Transition, Crossing, Stay)


class KnownRows:
    """Stands in for the rows a reference may name, while some of them are not written yet."""

    def __init__(self, model: type[models.Model], names: set[str]) -> None:
        self.model = model
        self.names = names

    def get(self, **wanted: str) -> models.Model:
        """Return an unsaved row of that name; raises ObjectDoesNotExist for an unknown one."""
        ((_by, name),) = wanted.items()
        if name not in self.names:
            raise ObjectDoesNotExist
        return self.model(**wanted)


class Checker:
    """Knows every name of the seeds and of the database."""

    def __init__(self, seeds: SeedSet) -> None:
        self.seeds = seeds
        self.known: dict[type[models.Model], KnownRows] = {}

    def rows(self, field: Ref) -> KnownRows:
        """Return what a reference may name: rows of the seeds and of the database."""
        among: Any = field.rows
        model = among.model
        if model not in self.known:
            names = {LAST} if model in LEDGERS else self.names_of(model, field.by)
            self.known[model] = KnownRows(model, names)
        return self.known[model]

    def names_of(self, model: Any, by: str) -> set[str]:
        """Return the names of a kind of row."""
        stored = model.objects.visible_to(SYSTEM).values_list(by, flat=True)
        return {*stored, *(entry.key for entry in self.seeds.of(KINDS[model]))}

    def check_form(self, operation: str, values: dict[str, Any], spot: Spot) -> list[Fault]:
        """Return the faults of one act, each at its line."""
        form = DECLARED[operation].form(SYSTEM, None, json=values)
        for field in form.fields.values():
            if isinstance(field, Ref):
                field.rows = self.rows(field)  # type: ignore[assignment] # looks rows up like one
        return faults_of(form, form.problems(), spot)

    def check(self) -> list[Fault]:
        """Return every fault of the set."""
        faults = list(self.seeds.faults)
        for entry in self.seeds.of(*self.seeds.entries):
            faults += self.check_form(entry.operation, entry.values, entry.spot)
        for person in self.seeds.people:
            for step in person.steps:
                faults += self.check_form(step.operation, step.values, step.spot)
        missions = self.names_of(Mission, "code") if self.seeds.missions else set()
        for code, spot in self.seeds.missions:
            if code not in missions:
                faults.append(spot.fault(f'mission names no mission: "{code}"'))
        return sorted(faults)


def faults_of(form: OperationForm, problems: list[Problem], spot: Spot) -> list[Fault]:
    """Return problems of a form or of an operation as faults at their lines."""
    return [spot.inside(problem.field).fault(sentence_of(form, problem)) for problem in problems]


def sentence_of(form: OperationForm, problem: Problem) -> str:
    """Return what is wrong, naming the field as the file names it."""
    field = form.fields.get(problem.field)
    if problem.code == "unknown_field":
        return f"{problem.field} is not known here."
    if problem.code == "unknown" and isinstance(field, Ref) and field.rows is not None:
        kind = field.rows.model._meta.verbose_name
        return f'{problem.field} names no {kind}: "{(form.body or {})[problem.field]}"'
    name = f"{problem.field}: " if problem.field else ""
    return f"{name}{problem.message}"
