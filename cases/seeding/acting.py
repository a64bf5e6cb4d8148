"""One act asked for by the seeds: by its operation, through its form, like everybody else."""

from collections.abc import Callable
from typing import Any

from cases.core.actor import Actor
from cases.core.errors import Problem, Refused
from cases.core.registry import DECLARED
from cases.places.putting import REASON, PutForm
from cases.seeding.checking import faults_of
from cases.seeding.entries import FaultyError, Spot

Say = Callable[[str], object]
FROM_A_FILE = "Entered from a file of the reference data."


def act(actor: Actor, name: str, values: dict[str, Any], spot: Spot, target: Any = None) -> Any:
    """Bind the form of an operation and act; a fault or a refusal names the line that asked."""
    declared = DECLARED[name]
    if issubclass(declared.form, PutForm) and REASON in declared.form.base_fields:
        values = {REASON: FROM_A_FILE} | values
    form = declared.form(actor, target, json=values)
    problems = form.problems()
    if problems:
        raise FaultyError(faults_of(form, problems, spot))
    rows = [] if declared.is_creation else [target]
    try:
        return declared.operation(actor, *rows, **form.arguments())
    except Refused as refusal:
        found = refusal.problems or [Problem("", refusal.code, refusal.message)]
        raise FaultyError(faults_of(form, found, spot)) from refusal
