"""Rows of a case in words, where they stand in a list of their own."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from cases.casework.models import SealedPart, Step, StepResult
from cases.core.actor import Actor
from cases.core.columns import COLUMNS
from cases.core.text import labelled
from cases.procedures.models import Procedure
from cases.procedures.results import shown


def steps_called(actor: Actor, case_ids: Collection[int]) -> dict[tuple[int, str], str]:
    """Return what the steps of some cases are called, by case and code."""
    steps = Step.objects.visible_to(actor).filter(case__in=case_ids).select_related("procedure")
    return {(step.case_id, step.code): step.procedure.label for step in steps}


def value_lines(procedure: Procedure, values: Mapping[str, Any]) -> list[str]:
    """Return what was written down when a procedure was done, a line each."""
    zone = str(timezone.get_current_timezone())
    return [labelled(label, value) for label, value in shown(procedure, values, zone=zone)]


def result_words(row: StepResult) -> str:
    """Return what came out of a step."""
    return "\n".join(value_lines(row.step.procedure, row.values))


def part_words(row: SealedPart) -> str:
    """Return what a sealed part says: values by their fields, all else by its column."""
    lines = []
    for name, said in row.content.items():
        if isinstance(said, Mapping):
            lines += value_lines(row.step.procedure, said)
        else:
            lines.append(labelled(capfirst(str(COLUMNS.get(name, name))), said))
    return "\n".join(lines)
