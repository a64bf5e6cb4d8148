"""What the world holds of restricted steps: parts that a role does not read, and their opening."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.casework.models import Case, Unsealing
from cases.casework.models.unsealing import LASTS
from cases.casework.operations import complete_step, open_sealed
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.procedures.models import Playbook
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import MissionFactory, PostingFactory, head, proved
from tests.register import a_case, fresh
from tests.world_reception import at_gate

Prepared = tuple[Any, dict[str, Any]]
FINDING = [{"name": "finding", "kind": "text", "label": "Finding", "max_length": 80}]
STEPS = (
    ("deposit", "funding", "mission", ()),
    ("screening", "travel", "mission", ()),
    ("talk", "protection", "mission", ()),
)
GROUPS = {"deposit": "money", "screening": "health", "talk": "protection"}
WHY = {"kind": "deadline", "reason": "The court asks until noon who has paid."}


def at_border(**mission: Any) -> Actor:
    """A field officer, whose role reads no money, who has just proved who it is."""
    place = MissionFactory(**mission)
    return proved(PostingFactory(role="field_officer", mission=place).actor())


def sealed_case(owner: Actor, said: str = "Zebra-mark", reported: When | None = None) -> Case:
    """Return a case of a mission with a sealed part in each group."""
    playbook = Playbook.objects.filter(code="sealed").first() or a_sealed_playbook()
    with eyes(owner):
        case = a_case(owner, playbook=playbook, **({"reported": reported} if reported else {}))
        for code in GROUPS:
            step = case.steps.get(code=code)
            complete_step(
                owner, fresh(case), step=step, result={"finding": f"{said} {code}"}, note=said
            )
        return fresh(case)


def a_sealed_playbook() -> Playbook:
    """Return a playbook with a step of each group."""
    for code, group in GROUPS.items():
        track = {"money": "funding", "health": "travel", "protection": "protection"}[group]
        a_procedure(code, restricted=group, track=track, result_fields=FINDING)
    return a_playbook("sealed", steps=STEPS, gates={}, countries=[])


def case_with_sealed(actor: Actor) -> Prepared:
    """A case with parts that the actor's role does not read."""
    mission = MissionFactory._meta.model.objects.get(pk=actor.mission_id)
    return sealed_case(head(code=mission.code)), {}


def opened_by(actor: Actor, case: Case, restricted: str = "money", **why: Any) -> Unsealing:
    """Return an opening by the actor."""
    with eyes(actor):
        return open_sealed(actor, fresh(case), restricted=restricted, **(WHY | why))


def began(actor: Actor, case: Case, ago: timedelta, **more: Any) -> Unsealing:
    """Write an opening that began some time ago, as the application role can."""
    with eyes(actor):
        start = timezone.now() - ago
        made: Unsealing = Unsealing.objects.create(
            **{
                "case": case,
                "reference": case.reference,
                "mission_id": case.mission_id,
                "from_mission_id": actor.mission_id,
                "posting_id": actor.posting_id,
                "opened_by_id": actor.staff_id,
                "restricted": "money",
                **WHY,
                "opened_at": start,
                "until": start + LASTS,
            }
            | more
        )
        return made


def opening(actor: Actor) -> Prepared:
    """What a field officer of the actor's mission opened and nobody has reviewed."""
    case, _more = case_with_sealed(actor)
    mission = MissionFactory._meta.model.objects.get(pk=actor.mission_id)
    return opened_by(at_border(code=mission.code), case), {}


FOR_FEW: dict[str, Callable[[], Actor]] = {"case.receive": at_gate, "case.open_sealed": at_border}
"""Rights that are tried by another than the head of mission: who comes in there, or reads less."""
