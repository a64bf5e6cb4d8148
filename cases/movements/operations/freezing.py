"""Freezing the list: a numbered version of who travels, as it stands on record now."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put
from cases.movements.checks.facts import Paper, papers_of
from cases.movements.choices import MovementState, SeatState
from cases.movements.models import ManifestLine, ManifestVersion, Movement, Passenger
from cases.movements.operations.judging import judged
from cases.movements.operations.rows import seats_of
from cases.movements.policies import check_state
from cases.movements.telling import tell_of

NOBODY: Sentence = _("Nobody has a seat yet.")
NOT_CHANGED: Sentence = _("Nothing has changed since the list was frozen.")
OUT_OF_SIGHT: Sentence = _(
    "%(n)d people with a seat are of cases that you no longer see. Ask headquarters to freeze it."
)
WHY_AGAIN: Sentence = _("Say why the list is frozen again.")


@operation(may="movement.plan", audit="movement.frozen")
def freeze_manifest(actor: Actor, movement: Movement, *, reason: str = "") -> Movement:
    """Freeze who travels as the next version of the list; a later one says why.

    422 naming each person whom a check keeps off; what may be decided away is decided before, for
    each person with its reason (`override_check`).
    """
    check_state(movement, "freeze_manifest")
    refuse_unchanged(movement)
    if movement.manifest and not reason:
        raise broken_rule(WHY_AGAIN, "manifestversion_later_has_reason", "reason")
    seats = [row for row in seats_of(actor, movement) if row.state == SeatState.SEATED]
    if not movement.seated:
        raise broken_rule(NOBODY, "nobody_seated")
    if len(seats) != movement.seated:
        unseen = movement.seated - len(seats)
        raise broken_rule(OUT_OF_SIGHT % {"n": unseen}, "seated_out_of_sight")
    judged(actor, movement, seats, "freeze")
    moment = ledger_moment([])
    lines = lines_of(seats)
    version = ManifestVersion.objects.create(
        movement=movement,
        number=movement.manifest + 1,
        frozen_at=moment,
        frozen_by_id=actor.staff_id,
        reason=reason,
        people=len(lines),
        digest=digest_of(lines),
    )
    for line in lines:
        line.manifest = version
    ManifestLine.objects.bulk_create(lines)
    movement.manifest, movement.is_changed = version.number, False
    if movement.state == MovementState.PLANNING:
        movement.state = MovementState.FROZEN.value
    movement.state_reason = reason
    put(movement, "manifest", "is_changed", "state", "state_reason")
    tell_of("movement_frozen", actor, movement, people=str(len(lines)))
    return movement


def lines_of(seats: Sequence[Passenger]) -> list[ManifestLine]:
    """Return the lines of a list, by name in our order, none of them written."""
    papers = papers_of([seat.case for seat in seats])
    in_order = sorted(seats, key=lambda seat: (seat.case.citizen.sort_key, seat.case.reference))
    return [
        ManifestLine(
            case=seat.case,
            position=position,
            first_leg=seat.first_leg,
            last_leg=seat.last_leg,
            shown=shown_of(seat, papers.get(seat.case_id, [])),
        )
        for position, seat in enumerate(in_order, 1)
    ]


def shown_of(seat: Passenger, papers: Sequence[Paper]) -> dict[str, Any]:
    """Return what stands of a person in the list: the keys of `SHOWN`, nothing else."""
    citizen = seat.case.citizen
    paper = longest(papers)
    expires = paper.expires_on if paper else None
    return {
        "full_name": (paper.holder_name if paper else "") or citizen.full_name,
        "born": str(citizen.birth or ""),
        "sex": citizen.sex,
        "nationality": citizen.nationality,
        "document_kind": paper.kind if paper else "",
        "document_number": paper.number if paper else "",
        "document_expires": expires.isoformat() if expires else "",
        "ticket_name": seat.ticket_name,
        "ticket_number": seat.ticket_number,
        "seat": seat.seat,
    }


def longest(papers: Sequence[Paper]) -> Paper | None:
    """Return the document that holds longest; one without a last day comes last."""
    return max(
        papers, key=lambda row: row.expires_on.toordinal() if row.expires_on else 0, default=None
    )


def digest_of(lines: Sequence[ManifestLine]) -> str:
    """Return SHA-256 over all lines, in order, as one JSON text with sorted keys."""
    said = [
        [line.position, line.case.reference, line.first_leg, line.last_leg, line.shown]
        for line in lines
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_unchanged(movement: Movement) -> None:
    """Raise 409 where the last frozen list still says who travels."""
    if movement.manifest and not movement.is_changed:
        raise wrong_state(NOT_CHANGED, "manifest_not_changed")


@ruled_out(Movement)
def state_of_list(actor: Actor, movement: Movement) -> Hindrance:
    """What has not changed is not frozen again."""
    unchanged = raised_by(refuse_unchanged, movement)
    return lambda name: unchanged if name == "freeze_manifest" else None
