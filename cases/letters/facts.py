"""What letters are made of: the facts of cases, read in sets."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step, StepResult
from cases.citizens.models import IdentityDocument, Name, Relative
from cases.core.actor import Actor
from cases.core.text import in_words_of
from cases.crossings.models import Crossing
from cases.procedures.choices import ResultKind
from cases.procedures.results import fields_of, value_words

PERSON = (
    *("citizen__origin_province", "citizen__now_place", "citizen__now_holder"),
    *("incident", "mission", "playbook"),
)


@dataclass(slots=True)
class Facts:
    """One case as a letter sees it; `language` is that of the letter, `zone` of who writes it."""

    case: Case
    zone: str
    language: str = "vi"
    names: list[Name] = field(default_factory=list)
    documents: list[IdentityDocument] = field(default_factory=list)
    relatives: list[Relative] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    results: dict[int, StepResult] = field(default_factory=dict)
    crossing: Crossing | None = None

    def local(self, row: Any) -> str:
        """Return the name of a place, a body or an incident in the language of the letter."""
        if row is None:
            return ""
        names = (getattr(row, "name", ""), getattr(row, "name_vi", ""), getattr(row, "name_fr", ""))
        return in_words_of(self.language, *names)

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment where the letter is written."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def step_of(self, procedure: str) -> Step | None:
        """Return the step of a procedure that is still needed."""
        return next((row for row in self.steps if row.procedure.code == procedure), None)

    def code_of(self, procedure: str) -> str:
        """Return the code of the step of a procedure; empty where the case has none."""
        step = self.step_of(procedure)
        return step.code if step is not None else ""

    def result(self, procedure: str, name: str) -> str:
        """Return a value of the result of a done step in words; what is sealed is not read."""
        step = self.step_of(procedure)
        row = self.results.get(step.pk) if step is not None else None
        if step is None or row is None or name not in row.values:
            return ""
        if step.status != StepStatus.DONE:
            return ""
        shape = next(one for one in fields_of(step.procedure) if one.name == name)
        value = row.values[name]
        if shape.kind == ResultKind.DAY:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        return value_words(shape, value, self.zone)


def facts_of(actor: Actor, cases: Sequence[Case]) -> dict[int, Facts]:
    """Return the facts of cases by their ids: as many queries for one as for two hundred."""
    ids = [case.pk for case in cases]
    rows = Case.objects.visible_to(actor).filter(pk__in=ids).select_related(*PERSON)
    found = {case.pk: Facts(case, actor.zone) for case in rows}
    by_person = {facts.case.citizen_id: facts for facts in found.values()}
    attach_to_people(actor, by_person)
    steps = Step.objects.visible_to(actor).filter(case__in=ids).still_needed()
    for step in steps.select_related("procedure").order_by("number"):
        found[step.case_id].steps.append(step)
    for row in StepResult.objects.visible_to(actor).filter(case__in=ids).order_by("pk"):
        found[row.case_id].results[row.step_id] = row
    return found


def attach_to_people(actor: Actor, by_person: dict[int, Facts]) -> None:
    """Add what is attached to the people: what was withdrawn is not told."""
    kinds: tuple[tuple[Any, str], ...] = (
        (Name, "names"),
        (IdentityDocument, "documents"),
        (Relative, "relatives"),
    )
    for model, name in kinds:
        rows = model.objects.visible_to(actor).filter(citizen__in=by_person)
        kept: dict[int, list[Any]] = defaultdict(list)
        for row in rows.filter(withdrawn_at__isnull=True).order_by("pk"):
            kept[row.citizen_id].append(row)
        for person, facts in by_person.items():
            setattr(facts, name, kept[person])
    ways = Crossing.objects.visible_to(actor).filter(citizen__in=by_person).standing()
    ways = ways.select_related("left_from", "entered_at").order_by("occurred_at", "number")
    for row in ways:
        by_person[row.citizen_id].crossing = row
