"""A small playbook of invented procedures, published: what tests about steps stand on."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cases.casework.models import Case, Clock, Step
from cases.casework.operations import complete_step
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.procedures.models import Limit, Playbook, PlaybookGate, PlaybookStep, Procedure
from tests.counted import COUNTED, READ
from tests.register import a_case, fresh

BANGKOK = ZoneInfo("Asia/Bangkok")
PASSPORT = [
    {"name": "serial", "kind": "text", "label": "Serial", "required": True, "max_length": 20},
    {"name": "expires_on", "kind": "day", "label": "Valid until", "expires": True},
]
DECISION = [{"name": "decided_on", "kind": "day", "label": "Date of the decision"}]
STEPS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    # code, track, body, after
    ("contact", "identity", "mission", ()),
    ("reply", "identity", "immigration_department", ("contact",)),
    ("removal", "host_law", "host_authority", ()),
    ("passport", "document", "mission", ("reply",)),
    ("deposit", "funding", "family", ()),
)
RESULTS = {"passport": PASSPORT, "removal": DECISION}


def at(text: str) -> datetime:
    """Return a moment in Bangkok: `2025-11-03 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def a_procedure(code: str, **values: Any) -> Procedure:
    """Return a procedure of the catalogue, made once."""
    defaults = {
        "track": "identity",
        "body": "mission",
        "name": f"Procedure {code}",
        "result_fields": RESULTS.get(code, []),
    }
    row, _made = Procedure.objects.get_or_create(code=code, defaults=defaults | values)
    return row


def a_limit(procedure: Procedure, code: str = "", **values: Any) -> Limit:
    """Return a limit of two working days from when the step can begin."""
    defaults = {
        "code": code or f"{procedure.code}-limit",
        "name": f"Limit of {procedure.code}",
        "amount": 2,
        "unit": "working_days",
        "starts": "opened",
        "stops": "done",
        "on_whom": "mission",
        **READ,
    }
    counted = COUNTED[values.get("unit", "working_days")]
    return Limit.objects.create(procedure=procedure, **(defaults | counted | values))


def a_playbook(
    code: str = "crossed",
    *,
    steps: tuple[tuple[str, str, str, tuple[str, ...]], ...] = STEPS,
    gates: dict[str, tuple[str, ...]] | None = None,
    conditions: dict[str, tuple[str, ...]] | None = None,
    number: int = 1,
    **values: Any,
) -> Playbook:
    """Return a published playbook; by default it fits a person nobody has located yet."""
    gates = {"verified": ("reply",), "ready": ("reply", "passport")} if gates is None else gates
    conditions = conditions or {}
    opens_at = values.pop("opens_at", {})
    only_if = values.pop("only_if", {})
    procedures = values.pop("procedures", {})
    with eyes(SYSTEM):
        playbook = Playbook.objects.create(
            code=code,
            number=number,
            title=f"Playbook {code}",
            content="-",
            **({"countries": [""]} | values),
        )
        for place, (step, track, body, after) in enumerate(steps, 1):
            procedure = a_procedure(procedures.get(step, step), track=track, body=body)
            PlaybookStep.objects.create(
                playbook=playbook,
                number=place,
                code=step,
                procedure=procedure,
                body=body,
                after=list(after),
                opens_at=opens_at.get(step, ""),
                only_if=only_if.get(step, ""),
            )
        for stage in {**gates, **conditions}:
            PlaybookGate.objects.create(
                playbook=playbook,
                stage=stage,
                steps=list(gates.get(stage, ())),
                conditions=list(conditions.get(stage, ())),
            )
        playbook.status = "published"
        playbook.published_at = timezone.now()
        playbook.save(update_fields=["status", "published_at"])
    return playbook


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)


def step(case: Case, code: str) -> Step:
    """Return the step of a case as it is now."""
    return Step.objects.get(case=case, code=code)


def clock(case: Case, code: str) -> Clock:
    """Return the clock of a step as it is now: of several questions that of the last."""
    return Clock.objects.filter(case=case, step__code=code).latest("pk")


def statuses(case: Case) -> dict[str, str]:
    """Return the status of each step by its code."""
    return dict(Step.objects.filter(case=case).values_list("code", "status"))


def opened(actor: Actor, **playbook: Any) -> Case:
    """Return a case with this playbook."""
    a_playbook(**playbook)
    return a_case(actor, reported=When(day=date(2025, 10, 22)))


def when(text: str) -> When:
    """Return the moment of a fact in Bangkok."""
    return When.at(at(text))


def completed(actor: Actor, case: Case, *codes: str) -> None:
    """Complete these steps, one after the other."""
    for code in codes:
        complete_step(actor, fresh(case), step=step(case, code))
