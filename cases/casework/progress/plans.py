"""What a published playbook asks for, read once per process: a published version never changes."""

from dataclasses import dataclass
from functools import lru_cache

from cases.casework.states import ORDER
from cases.procedures.models import Playbook, PlaybookGate, PlaybookStep


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan."""

    code: str
    number: int
    procedure_id: int
    track: str
    body: str
    after: tuple[str, ...]
    opens_at: str
    only_if: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be done or waived, and what must hold, before a stage is entered by our act."""

    stage: str
    steps: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a playbook version in order, its gates in the order of the stages, and where
    it is meant for."""

    steps: tuple[PlannedStep, ...]
    gates: tuple[Gate, ...]
    countries: tuple[str, ...] = ()

    def gate_of(self, stage: str) -> Gate | None:
        """Return the gate before `stage`, if there is one."""
        return next((gate for gate in self.gates if gate.stage == stage), None)

    def gates_ahead(self, stage: str) -> list[Gate]:
        """Return the gates between `stage` and the end, the nearest first."""
        here = ORDER.index(stage)
        return [gate for gate in self.gates if ORDER.index(gate.stage) > here]


EMPTY = Plan((), ())


@lru_cache(maxsize=512)
def plan_of(playbook_id: int | None) -> Plan:
    """Return the plan of a published playbook; None has none."""
    if playbook_id is None:
        return EMPTY
    steps = PlaybookStep.objects.filter(playbook_id=playbook_id).select_related("procedure")
    gates = PlaybookGate.objects.filter(playbook_id=playbook_id)
    return Plan(
        steps=tuple(
            PlannedStep(
                row.code,
                row.number,
                row.procedure_id,
                row.procedure.track,
                row.body,
                tuple(row.after),
                row.opens_at,
                row.only_if,
            )
            for row in steps.order_by("number")
        ),
        gates=tuple(
            sorted(
                (Gate(row.stage, tuple(row.steps), tuple(row.conditions)) for row in gates),
                key=lambda gate: ORDER.index(gate.stage),
            )
        ),
        countries=tuple(Playbook.objects.values_list("countries", flat=True).get(pk=playbook_id)),
    )


def playbook_for(incident_code: str, country: str) -> Playbook | None:
    """Return the playbook that fits a person of an incident in a country ("": nobody knows where).

    One made for the incident comes before one made for any.
    """
    fitting = [
        row
        for row in Playbook.objects.current().filter(countries__contains=[country])
        if not row.incident_codes or incident_code in row.incident_codes
    ]
    fitting.sort(key=lambda row: (not row.incident_codes, row.code))
    return fitting[0] if fitting else None
