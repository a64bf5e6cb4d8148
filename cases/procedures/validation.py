"""What a playbook must fulfil before it may be drafted or published; each fault has its line.

A step can be done when every step before it is done or waived and, where it opens at a stage, the
case has that stage. So a gate can be passed exactly when none of its steps, and nothing that one
of them waits for, opens only at the stage of the gate or behind it. A step under a condition that
does not hold for a case is not there for that case: whoever waits for it waits for nothing, and a
gate takes it as done. So a condition at a step never makes a gate impassable.

Gates of later stages may name the same steps again: a step may be reopened in between.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Refused, Sentence
from cases.procedures.choices import Stage
from cases.procedures.plans import LineFault, Named, Plan, PlannedGate, PlannedStep

ORDER = tuple(Stage.values)
GATED = ORDER[1:]
MOST_STEPS = 60
FAULTY = _("The text of the playbook has faults.")
AT_LINE = _("Line %(line)s: %(sentence)s")


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a playbook may use: procedures, incidents, conditions."""

    procedures: Collection[str]
    incidents: Collection[str]
    conditions: Collection[str]


def faults_in(plan: Plan, known: Known) -> list[LineFault]:
    """Return every fault of a plan, by line."""
    if len(plan.steps) > MOST_STEPS:
        return [LineFault(plan.line, "too_many", _("A playbook has at most 60 steps."))]
    faults = [
        *incident_faults(plan, known),
        *step_faults(plan, known),
        *cycle_faults(plan),
        *gate_faults(plan, known),
    ]
    if not any(fault.code == "cycle" for fault in faults):
        faults += reach_faults(plan)
    return sorted(faults, key=lambda fault: fault.line)


def refused(faults: list[LineFault], at: str) -> Refused:
    """422: the text has faults, each with its line."""
    problems = [
        Problem(at, fault.code, AT_LINE % {"line": fault.line, "sentence": fault.sentence})
        for fault in faults
    ]
    return Refused(FAULTY, "faulty_playbook", 422, problems=problems)


def unknown(
    names: Collection[Named], known: Collection[str], sentence: Sentence
) -> list[LineFault]:
    """Return a fault for each name that is not known."""
    return [
        LineFault(name.line, "unknown", sentence % {"name": name.word[:60]})
        for name in names
        if name.word not in known
    ]


def incident_faults(plan: Plan, known: Known) -> list[LineFault]:
    """Incidents must be in the register."""
    return unknown(plan.incidents, known.incidents, _("There is no incident “%(name)s”."))


def step_faults(plan: Plan, known: Known) -> list[LineFault]:
    """Steps have codes of their own and name what there is."""
    faults = []
    if not plan.steps:
        faults.append(LineFault(plan.line, "no_steps", _("A playbook has at least one step.")))
    first: dict[str, int] = {}
    for step in plan.steps:
        if first.setdefault(step.code, step.line) != step.line:
            sentence = _("There is a step “%(name)s” already, on line %(line)s.")
            said = {"name": step.code, "line": first[step.code]}
            faults.append(LineFault(step.line, "twice", sentence % said))
    for step in plan.steps:
        there_is_no_step = _("There is no step “%(name)s” to wait for.")
        faults += unknown(
            [step.procedure], known.procedures, _("There is no procedure “%(name)s”.")
        )
        faults += unknown(step.after, first, there_is_no_step)
        faults += stage_faults(step)
        faults += unknown(
            [step.only_if] if step.only_if else [],
            known.conditions,
            _("There is no condition “%(name)s”."),
        )
    return faults


def stage_faults(step: PlannedStep) -> list[LineFault]:
    """A step opens at a stage in which something can still be done."""
    if step.opens_at is None or step.opens_at.word in ORDER[:-1]:
        return []
    if step.opens_at.word == Stage.CLOSED:
        sentence = _("In a closed case nothing is done any more.")
        return [LineFault(step.opens_at.line, "opens_when_closed", sentence)]
    return unknown([step.opens_at], ORDER, _("There is no stage “%(name)s”."))


def cycle_faults(plan: Plan) -> list[LineFault]:
    """No step waits for itself, not by way of others either; each cycle is named once."""
    steps = {step.code: step for step in plan.steps}
    faults = []
    done: set[str] = set()
    for start in steps:
        way: list[str] = []
        for cycle in cycles_from(start, steps, way, done):
            line = min(steps[code].line for code in cycle)
            sentence = _("These steps wait for each other: %(cycle)s.")
            said = {"cycle": " → ".join([*cycle, cycle[0]])}
            faults.append(LineFault(line, "cycle", sentence % said))
    return faults


def cycles_from(
    code: str, steps: dict[str, PlannedStep], way: list[str], done: set[str]
) -> list[list[str]]:
    """Return the cycles that a walk against the order from one step meets first."""
    if code in way:
        return [way[way.index(code) :]]
    if code in done or code not in steps:
        return []
    way.append(code)
    found = [
        cycle for name in steps[code].after for cycle in cycles_from(name.word, steps, way, done)
    ]
    way.pop()
    done.add(code)
    return found


def gate_faults(plan: Plan, known: Known) -> list[LineFault]:
    """Gates stand before known stages, once each, and ask for something that there is."""
    faults = []
    first: dict[str, int] = {}
    codes = {step.code for step in plan.steps}
    for gate in plan.gates:
        if gate.stage not in GATED:
            sentence = _("No gate can stand before “%(name)s”. Known are: %(known)s.")
            said = {"name": gate.stage[:60], "known": ", ".join(GATED)}
            faults.append(LineFault(gate.line, "no_such_gate", sentence % said))
        elif first.setdefault(gate.stage, gate.line) != gate.line:
            sentence = _("There is a gate before “%(name)s” already, on line %(line)s.")
            said = {"name": gate.stage, "line": str(first[gate.stage])}
            faults.append(LineFault(gate.line, "twice", sentence % said))
        if not gate.steps and not gate.conditions:
            faults.append(LineFault(gate.line, "empty_gate", _("This gate asks for nothing.")))
        faults += unknown(gate.steps, codes, _("There is no step “%(name)s” in this playbook."))
        faults += unknown(gate.conditions, known.conditions, _("There is no condition “%(name)s”."))
    return faults


def reach_faults(plan: Plan) -> list[LineFault]:
    """Every gate can be passed: what it asks for can be done before its stage is reached."""
    steps = {step.code: step for step in plan.steps}
    return [
        fault
        for gate in plan.gates
        if gate.stage in GATED
        for name in gate.steps
        for fault in late_faults(gate, name, steps)
    ]


def late_faults(gate: PlannedGate, name: Named, steps: dict[str, PlannedStep]) -> list[LineFault]:
    """Return a fault when a step of a gate, or one it waits for, opens too late for the gate."""
    for code in needed_for(name.word, steps):
        opens_at = steps[code].opens_at
        if opens_at is None or opens_at.word not in ORDER:
            continue
        if ORDER.index(opens_at.word) < ORDER.index(gate.stage):
            continue
        said = {"stage": gate.stage, "step": name.word, "late": code, "opens": opens_at.word}
        own = _(
            "The gate before “%(stage)s” is never passed: “%(step)s” opens only at “%(opens)s”."
        )
        other = _(
            "The gate before “%(stage)s” is never passed: “%(step)s” waits for “%(late)s”, "
            "which opens only at “%(opens)s”."
        )
        sentence = own if code == name.word else other
        return [LineFault(name.line, "unreachable_gate", sentence % said)]
    return []


def needed_for(code: str, steps: dict[str, PlannedStep]) -> list[str]:
    """Return a step and everything it waits for, directly or by way of others."""
    found: dict[str, None] = {}
    left = [code]
    while left:
        code = left.pop()
        if code in steps and code not in found:
            found[code] = None
            left += [name.word for name in steps[code].after]
    return list(found)
