"""What differs between two versions of playbooks. Pure: two outlines in, a list of changes out."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal

from cases.procedures.outline import GateLine, Outline, StepLine

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change[T]:
    """One thing that is new, gone, or other than before."""

    kind: Kind
    before: T | None
    after: T | None


def differences[T](
    before: tuple[T, ...], after: tuple[T, ...], key: Callable[[T], Hashable]
) -> list[Change[T]]:
    """Return what changed, in the order of the later version; what is gone comes last."""
    former = {key(row): row for row in before}
    found: list[Change[T]] = []
    for row in after:
        old = former.pop(key(row), None)
        if old is None:
            found.append(Change("added", None, row))
        elif old != row:
            found.append(Change("changed", old, row))
    return [*found, *(Change[T]("removed", row, None) for row in former.values())]


def changed_steps(before: Outline, after: Outline) -> list[Change[StepLine]]:
    """Return the steps that differ; a step is known by its code."""
    return differences(before.steps, after.steps, lambda row: row.code)


def changed_gates(before: Outline, after: Outline) -> list[Change[GateLine]]:
    """Return the gates that differ; the order of what a gate asks for says nothing."""
    return differences(
        tuple(sorted_gate(gate) for gate in before.gates),
        tuple(sorted_gate(gate) for gate in after.gates),
        lambda row: row.stage,
    )


def sorted_gate(gate: GateLine) -> GateLine:
    """Return the gate with its parts in one order."""
    return GateLine(gate.stage, tuple(sorted(gate.steps)), tuple(sorted(gate.conditions)))
