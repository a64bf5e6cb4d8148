"""A version of a playbook laid out the same way, whether it is published or still a text."""

from dataclasses import dataclass

from cases.core.actor import Actor
from cases.procedures.choices import PlaybookStatus, Stage
from cases.procedures.models import Playbook, Procedure
from cases.procedures.parsing import read_plan
from cases.procedures.plans import LineFault, Plan
from cases.procedures.queries import known_names
from cases.procedures.validation import faults_in


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: what is done, by whom, after what."""

    code: str
    procedure: Procedure
    body: str
    after: tuple[str, ...] = ()
    opens_at: str = ""
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class GateLine:
    """What must be done, and hold, before a stage."""

    stage: str
    steps: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Steps in their order, gates in the order of their stages; the faults of a text."""

    playbook: Playbook
    steps: tuple[StepLine, ...]
    gates: tuple[GateLine, ...]
    faults: tuple[LineFault, ...] = ()


def outline_of(actor: Actor, playbook: Playbook) -> Outline:
    """Return the layout of a version: of its rows, or of its text when it has none yet."""
    steps = list(playbook.steps.select_related("procedure").order_by("number"))
    if playbook.status == PlaybookStatus.DRAFT or not steps:
        return outline_of_text(actor, playbook)
    return Outline(
        playbook,
        tuple(
            StepLine(row.code, row.procedure, row.body, tuple(row.after), row.opens_at, row.only_if)
            for row in steps
        ),
        tuple(
            GateLine(row.stage, tuple(row.steps), tuple(row.conditions))
            for row in playbook.gates.order_by("pk")
        ),
    )


def outline_of_text(actor: Actor, playbook: Playbook) -> Outline:
    """Return the layout of a draft; the catalogue may have changed since it was checked."""
    plan, faults = read_plan(playbook.content)
    if plan is None:
        return Outline(playbook, (), (), tuple(faults))
    faults = faults_in(plan, known_names(actor))
    rows = Procedure.objects.visible_to(actor).filter(
        code__in={step.procedure.word for step in plan.steps}
    )
    procedures = {row.code: row for row in rows}
    return Outline(playbook, planned_steps(plan, procedures), planned_gates(plan), tuple(faults))


def planned_steps(plan: Plan, procedures: dict[str, Procedure]) -> tuple[StepLine, ...]:
    """Return the steps of a plan whose procedures are known."""
    return tuple(
        StepLine(
            step.code,
            procedures[step.procedure.word],
            step.body or procedures[step.procedure.word].body,
            tuple(name.word for name in step.after),
            step.opens_at.word if step.opens_at else "",
            step.only_if.word if step.only_if else "",
        )
        for step in plan.steps
        if step.procedure.word in procedures
    )


def planned_gates(plan: Plan) -> tuple[GateLine, ...]:
    """Return the gates of a plan in the order of their stages."""
    stages = list(Stage.values)
    gates = [gate for gate in plan.gates if gate.stage in stages]
    return tuple(
        GateLine(
            gate.stage,
            tuple(name.word for name in gate.steps),
            tuple(name.word for name in gate.conditions),
        )
        for gate in sorted(gates, key=lambda gate: stages.index(gate.stage))
    )
