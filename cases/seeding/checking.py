"""Checking the whole set by the forms of the operations before anything is written."""

from itertools import chain
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from cases.casework.models import Transition
from cases.core.actor import SYSTEM
from cases.core.conditions import CONDITIONS
from cases.core.errors import Problem
from cases.core.fields import Ref, Refs
from cases.core.forms import OperationForm
from cases.core.registry import DECLARED
from cases.crossings.models import Crossing, Stay
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission, Staff
from cases.places.models import Place, Province
from cases.procedures.models import Playbook, PlaybookStep, Procedure
from cases.procedures.parsing import read_plan
from cases.procedures.results import check_schema
from cases.procedures.validation import Known, faults_in
from cases.seeding.entries import Entry, Fault, SeedSet, Spot, Step
from cases.seeding.files import refuse_others, unknown
from cases.seeding.known import KnownRows, known_steps

LAST = "last"
NAMED = frozenset({"link_report", "join_report"})
"""Acts on reports that name what only the seeds know, until it is there."""
KINDS: dict[type[models.Model], str] = {
    Province: "province",
    Place: "place",
    Mission: "mission",
    Authority: "authority",
    Incident: "incident",
    Staff: "staff",
    Procedure: "procedure",
    Playbook: "playbook",
}
LEDGERS: tuple[type[models.Model], ...] = (Transition, Crossing, Stay)


class Checker:
    """Knows every name of the seeds and of the database."""

    def __init__(self, seeds: SeedSet) -> None:
        self.seeds = seeds
        self.known: dict[tuple[type[models.Model], str], KnownRows] = {}

    def rows(self, field: Ref | Refs) -> KnownRows:
        """Return what a reference may name: rows of the seeds and of the database."""
        among: Any = field.rows
        model = among.model
        if (model, field.by) not in self.known:
            self.known[model, field.by] = self.find_rows(model, field.by)
        return self.known[model, field.by]

    def find_rows(self, model: Any, by: str) -> KnownRows:
        """Return the rows of a kind, as far as the seeds and the database know them."""
        if model is PlaybookStep:
            return known_steps(self.seeds)
        names = {LAST} if model in LEDGERS else self.names_of(model, by)
        return KnownRows.named(model, by, names)

    def names_of(self, model: Any, by: str) -> set[str]:
        """Return the names of a kind of row."""
        stored = model.objects.visible_to(SYSTEM).values_list(by, flat=True)
        kind = KINDS.get(model)
        keys = {entry.key for entry in self.seeds.of(kind)} if kind else set()
        if model is Playbook and by == "reference":
            # A file that was never loaded becomes the first version.
            keys = {f"{key}.1" for key in keys}
        return {*stored, *keys}

    def check_form(self, operation: str, values: dict[str, Any], spot: Spot) -> list[Fault]:
        """Return the faults of one act, each at its line."""
        form = DECLARED[operation].form(SYSTEM, None, json=values)
        for field in form.fields.values():
            if isinstance(field, Ref | Refs) and field.rows is not None:
                field.rows = self.rows(field)  # type: ignore[assignment] # looks rows up like one
        return faults_of(form, form.problems(), spot)

    def check(self) -> list[Fault]:
        """Return every fault of the set."""
        faults: list[Fault] = []
        for entry in self.seeds.of(*self.seeds.entries):
            faults += self.check_form(entry.operation, entry.values, entry.spot)
        for entry in self.seeds.of("procedure"):
            faults += result_faults(entry)
        for entry in self.seeds.of("playbook"):
            faults += self.playbook_faults(entry)
        for person in self.seeds.people:
            for step in person.steps:
                faults += self.check_form(step.operation, step.values, step.spot)
        for order in self.seeds.orders:
            step = order.step
            faults += self.check_form(step.operation, step.values, step.spot)
        for told in self.seeds.reports:
            for step in told.steps:
                if step.operation not in NAMED:
                    faults += self.check_form(step.operation, step.values, step.spot)
        acts = chain(self.seeds.together, self.seeds.spent, self.seeds.programs)
        for step in (*(row.step for row in acts), *(row.step for row in self.seeds.homeward)):
            refuse_arguments(self.seeds, step)
        missions = self.names_of(Mission, "code") if self.seeds.missions else set()
        for code, spot in self.seeds.missions:
            if code not in missions:
                faults.append(spot.fault(names_no("mission", Mission, code)))
        return sorted([*self.seeds.faults, *faults])

    def playbook_faults(self, entry: Entry) -> list[Fault]:
        """Return the faults of the text of a playbook, by the names of seeds and database."""
        plan, found = read_plan(entry.values["content"])
        if plan is not None:
            procedures = self.names_of(Procedure, "code")
            incidents = self.names_of(Incident, "code")
            found = faults_in(plan, Known(procedures, incidents, CONDITIONS))
        faults = [Fault(entry.spot.file, row.line, str(row.sentence)) for row in found]
        if plan is not None and plan.code != entry.key:
            sentence = _("The file must be named by the code: %(name)s.")
            sentence %= {"name": f'"{plan.code}.toml"'}
            faults.append(entry.spot.inside("playbook", "code").fault(sentence))
        return faults


def refuse_arguments(seeds: SeedSet, step: Step) -> None:
    """Note a fault for every argument that an act does not take."""
    if declared := DECLARED.get(step.operation):
        refuse_others(seeds, step.values, step.spot, set(declared.form.base_fields))


def result_faults(entry: Entry) -> list[Fault]:
    """Return the faults of what a procedure asks to be written down, each at its line."""
    faults = []
    for problem in check_schema(entry.values.get("result_fields", [])):
        key = problem.field.partition(".")[2]
        spot = entry.spot.inside("result_fields", *within(problem.field))
        faults.append(spot.fault(f"{key or 'result_fields'}: {problem.message}"))
    return faults


def faults_of(form: OperationForm, problems: list[Problem], spot: Spot) -> list[Fault]:
    """Return problems of a form or of an operation as faults at their lines."""
    return [
        spot.inside(*within(problem.field)).fault(sentence_of(form, problem))
        for problem in problems
    ]


def within(path: str) -> list[str | int]:
    """Return the parts of a path; places in a list are numbers."""
    return [int(part) if part.isdecimal() else part for part in path.split(".") if part]


def sentence_of(form: OperationForm, problem: Problem) -> str:
    """Return what is wrong, naming the field as the file names it."""
    outer = problem.field.partition(".")[0]
    field = form.fields.get(outer)
    if problem.code == "unknown_field":
        return unknown(problem.field, form.fields if outer == problem.field else ())
    if problem.code == "unknown" and isinstance(field, Ref | Refs) and field.rows is not None:
        said = (form.body or {})[outer]
        named = said if isinstance(said, str) else ", ".join(said)
        return names_no(outer, field.rows.model, named)
    name = f"{problem.field}: " if problem.field else ""
    return f"{name}{problem.message}"


def names_no(name: str, model: type[models.Model], said: str) -> str:
    """Return the sentence about a code under which there is no row."""
    words = _('%(name)s names no %(kind)s: "%(said)s"')
    return words % {"name": name, "kind": model._meta.verbose_name, "said": said}
