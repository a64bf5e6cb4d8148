"""What the acts on handovers share: the people locked, the lines read, lines made."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.together.locking import let_all_wait, locked_together
from cases.core.actor import Actor
from cases.core.errors import not_found, wrong_state
from cases.movements.handover.choices import HandoverState
from cases.movements.handover.models import Handover, HandoverLine
from cases.places.models import Province

EACH: Final = "handover_of_person"
"""The name under which an act on a list stands on record for each person, beside its own entry."""
NOT_ALL = _("Some people of this list are not in your sight any more. Headquarters sees all of it.")


def lines_of(actor: Actor, handover: Handover) -> list[HandoverLine]:
    """Return every line with its case and person, in order; 409 where one is out of sight."""
    rows = HandoverLine.objects.visible_to(actor).filter(handover=handover)
    found = list(
        rows.select_related(
            "case__citizen__origin_province__successor", "case__mission", "home_province"
        ).order_by("position")
    )
    if len(found) != handover.people:
        raise wrong_state(NOT_ALL, "not_all_in_sight")
    return found


def locked_draft(actor: Actor, handover: Handover) -> Handover:
    """Lock a handover for an act whose authors do not wait for each other's page.

    Two officers tick different people of one list: each act is written, none asks for a version.
    """
    rows = Handover.objects.visible_to(actor).filter(pk=handover.pk)
    found = rows.select_for_update(no_key=True, of=("self",)).first()
    if found is None:
        raise not_found()
    return found


def locked_cases(
    actor: Actor, cases: Sequence[Case], check: Callable[[Sequence[Case]], None]
) -> list[Case]:
    """Return the cases as they are now, locked with their people, their columns waiting.

    `check` says of whom this cannot be done: asked before, since what another mission has is not
    even found for writing, and again under the lock.
    """
    check(cases)
    found = locked_together(actor, cases)
    if len(found) != len(cases):
        raise not_found()
    check(found)
    let_all_wait(found)
    return found


def write_lines(lines: Sequence[HandoverLine], columns: Sequence[str]) -> None:
    """Write columns of lines; 409 where the wall lets one of them not be written any more."""
    if not columns:
        return
    written = HandoverLine.objects.bulk_update(lines, columns)
    if written != len({line.pk for line in lines}):
        raise wrong_state(NOT_ALL, "not_all_in_sight")


def add_lines(
    actor: Actor,
    handover: Handover,
    cases: Iterable[Case],
    moment: datetime,
    *,
    added_reason: str = "",
) -> list[HandoverLine]:
    """Put people on the list, behind those who stand there."""
    lines = [
        HandoverLine(
            handover=handover,
            case=case,
            position=place,
            added_reason=added_reason,
            home_province=province_now(case.citizen.origin_province),
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        for place, case in enumerate(cases, start=handover.people + 1)
    ]
    HandoverLine.objects.bulk_create(lines)
    handover.people += len(lines)
    return lines


def province_now(province: Province | None) -> Province | None:
    """Return the province of today that a person comes from: of an old one, its successor."""
    if province is None:
        return None
    return province.successor or province


def other_drafts(
    actor: Actor, handover: Handover | None, cases: Sequence[Case], kind: str
) -> list[HandoverLine]:
    """Return the lines of other standing drafts of one kind on which these people are already."""
    rows = HandoverLine.objects.visible_to(actor).filter(
        case__in=cases, handover__state=HandoverState.DRAFT, handover__kind=kind
    )
    if handover is not None:
        rows = rows.exclude(handover=handover)
    return list(rows.exclude(state="mistaken").select_related("handover", "case"))
