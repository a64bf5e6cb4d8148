"""Reads of handovers: the list of a mission, the lines of one, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cases.casework.choices import Outcome, Stage
from cases.casework.groups.choices import GroupKind
from cases.casework.groups.models import GroupMember
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, bad_cursor, is_uuid, page_of
from cases.movements.handover.choices import HandoverState
from cases.movements.handover.models import (
    Handover,
    HandoverHealth,
    HandoverLine,
    HandoverQuerySet,
)

PAGE: Final = 50
NAMED: Final = ("place", "mission", "reception_point", "received_by", "movement")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of handovers is narrowed by."""

    state: str = ""
    kind: str = ""
    by: Sequence[str] = field(default=())


def handovers_of(actor: Actor, asked: Asked) -> HandoverQuerySet:
    """Return the handovers in which the actor's mission takes part, narrowed."""
    rows = Handover.objects.own_of(actor)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return rows


def handover_page(actor: Actor, asked: Asked, place: str) -> KeysetPage:
    """Return one page of handovers, in the order in which they were prepared."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    rows = handovers_of(actor, asked).select_related(*NAMED)
    return page_of(rows, PAGE, cursor, by="prepared_at", ref="uuid")


def lines_in_sight(actor: Actor, handover: Handover) -> list[HandoverLine]:
    """Return the lines of a handover that are in sight, with their people, in order."""
    rows = HandoverLine.objects.visible_to(actor).filter(handover=handover)
    named = ("case__citizen__origin_province", "case__mission", "home_province", "said_by")
    return list(rows.select_related(*named).order_by("position"))


def health_of(actor: Actor, handover: Handover) -> list[HandoverHealth]:
    """Return what is noted of health, for roles that read the group."""
    rows = HandoverHealth.objects.visible_to(actor).filter(line__handover=handover)
    return list(rows.select_related("line", "recorded_by").order_by("line__position", "pk"))


def parted_families(actor: Actor, lines: Sequence[HandoverLine]) -> list[list[HandoverLine]]:
    """Return families whose members go to different provinces, as far as the actor reads groups."""
    by_case = {line.case_id: line for line in lines}
    members = GroupMember.objects.visible_to(actor).standing()
    families: dict[int, list[HandoverLine]] = {}
    rows = members.filter(
        case__in=by_case, group__kind=GroupKind.FAMILY, group__ended_at__isnull=True
    )
    for group, case in rows.values_list("group", "case"):
        families.setdefault(group, []).append(by_case[case])
    return [
        found
        for found in families.values()
        if len({line.home_province_id for line in found if line.home_province_id}) > 1
    ]


def still_here(actor: Actor) -> int:
    """Return how many have arrived at the actor's reception point and were not handed over yet."""
    rows = Case.objects.own_of(actor).filter(stage=Stage.ARRIVED)
    return int(rows.count())


def passed_on(actor: Actor) -> int:
    """Return how many the actor's reception point has handed over within its sight."""
    rows = Case.objects.own_of(actor).filter(outcome=Outcome.HANDED_OVER)
    return int(rows.count())


def unsigned_of(actor: Actor) -> HandoverQuerySet:
    """Return the lists of the actor's mission that are not signed yet."""
    return Handover.objects.own_of(actor).filter(state=HandoverState.DRAFT)
