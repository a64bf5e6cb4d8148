"""What the world holds of handovers: lists being prepared, signed ones."""

from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import record_crossing, set_reception_point
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.models import Mission
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.handover.operations import account_for, prepare_handover, sign_handover
from tests.factories import PlaceFactory, head
from tests.register import a_case, fresh
from tests.world_reception import reached

OPENED = When(day=date(2025, 10, 20))
WAY = When(day=date(2025, 10, 22))
SIGNED_ON = When(day=date(2025, 11, 20))
Prepared = tuple[Any, dict[str, Any]]
SIDES = {
    "handed_name": "Trần Ví Dụ",
    "handed_function": "Third secretary",
    "handed_body": "Embassy",
    "received_name": "Lê Minh Họa",
    "received_function": "Captain",
    "received_body": "Border guard of the gate",
}
"""Invented people on both sides."""


def a_gate(**more: Any) -> Any:
    """An airport at home."""
    return PlaceFactory(**({"code": "noi-bai", "kind": "airport", "country": "VN"} | more))


def a_bridge() -> Any:
    """A bridge in Thailand, where the host state hands people over."""
    return PlaceFactory(code="friendship-bridge-2", kind="bridge", country="TH")


def abroad(actor: Actor, *, stage: str = "", country: str = "TH", **more: Any) -> Case:
    """Return a case of somebody known to be in a country, at a stage."""
    case = a_case(actor, reported=OPENED, **more)
    record_crossing(
        actor, fresh(case), from_country="MM", to_country=country, when=WAY, source="mission"
    )
    if stage:
        reached(actor, case, stage, on=date(2025, 11, 4))
    return fresh(case)


def a_handover(actor: Actor, cases: Any = None, **more: Any) -> Handover:
    """Return a list of two people who are to be handed over at a gate of home."""
    named = cases if cases is not None else [abroad(actor, stage="departed") for _n in range(2)]
    said = {"kind": "home_gate"} | more
    if "place" not in said:
        said["place"] = a_bridge() if said["kind"] == "from_host" else a_gate()
    made: Handover = prepare_handover(actor, cases=list(map(fresh, named)), **said)
    return made


def all_handed(actor: Actor, handover: Handover) -> Handover:
    """Say of everybody of a list that they are handed over."""
    lines = list(HandoverLine.objects.filter(handover=handover))
    account_for(actor, fresh(handover), lines=lines, state="handed")
    return fresh(handover)


def signed(actor: Actor, handover: Handover | None = None, **more: Any) -> Handover:
    """Return a handover that is signed for everybody of its list."""
    ready = all_handed(actor, handover or a_handover(actor))
    made: Handover = sign_handover(actor, ready, **(SIDES | {"when": SIGNED_ON} | more))
    return made


def expected_at(gate: Actor, how_many: int = 2, stage: str = "departed") -> list[Case]:
    """Return cases of Bangkok of people on their way to a reception point."""
    owner = head()
    point = Mission.objects.get(pk=gate.mission_id)
    with eyes(owner):
        found = []
        for _number in range(how_many):
            case = abroad(owner, stage=stage)
            set_reception_point(owner, fresh(case), reception_point=point)
            found.append(fresh(case))
        return found


def draft(actor: Actor) -> Prepared:
    """A list that is being prepared."""
    handover = a_handover(actor)
    line = handover.lines.order_by("position")[0]
    return handover, {"lines": [str(line.uuid)]}


def with_line(actor: Actor) -> Prepared:
    """A list, and one person of it."""
    handover = a_handover(actor)
    return handover, {"line": str(handover.lines.order_by("position")[0].uuid)}


def with_another(actor: Actor) -> Prepared:
    """A list, and somebody who does not stand on it."""
    return a_handover(actor), {"case": abroad(actor).reference}


def plain(actor: Actor) -> Prepared:
    """A list alone."""
    return a_handover(actor), {}


def accounted(actor: Actor) -> Prepared:
    """A list in which everybody is accounted for."""
    return all_handed(actor, a_handover(actor)), {}


def signed_one(actor: Actor) -> Prepared:
    """A signed handover."""
    return signed(actor), {}


def new_list(actor: Actor) -> dict[str, Any]:
    """Two cases and a gate to prepare a handover of."""
    cases = [abroad(actor, stage="departed").reference for _number in range(2)]
    return {"cases": cases, "place": a_gate().code}


HANDOVERS = {"handovers": plain}
OF_HANDOVERS = {
    "account_for": draft,
    "add_to_handover": with_another,
    "correct_handover": signed_one,
    "note_handover_health": with_line,
    "note_papers": draft,
    "sign_handover": accounted,
    "void_handover": signed_one,
}
HANDOVERS_MADE_OF = {"prepare_handover": new_list}
