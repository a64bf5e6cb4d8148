"""What the pages of acts on a movement show beside their fields: people to tick, a preview."""

from typing import Any

from django.http import HttpRequest

from cases.casework.models import Case
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.registry import Declared
from cases.movements.choices import SeatState
from cases.movements.differences import differences
from cases.movements.models import ManifestVersion, Movement
from cases.movements.operations.freezing import lines_of
from cases.movements.operations.rows import seats_of
from cases.movements.pages.departing import departing
from cases.movements.pages.frozen import changes_rows, line_row
from cases.movements.pages.frozen import lines_of as frozen_lines
from cases.movements.queries import candidates, ever_aboard, with_a_place

Row = dict[str, Any]
TICKED = {
    "seat_passengers": "cases",
    "put_on_waiting_list": "cases",
    "take_off": "cases",
    "record_leg_cost": "cases",
}
EVER = frozenset({"record_leg_cost"})
"""Acts on people who have or had a place: what was spent stays spent."""
MOST = 300


def extra_of(actor: Actor, movement: Movement, declared: Declared, request: HttpRequest) -> Row:
    """Return what the page of an act says beside its fields."""
    if declared.name == "depart_leg":
        return departing(actor, movement, request)
    if declared.name in TICKED:
        return people_to_tick(actor, movement, declared.name, request)
    if declared.name == "freeze_manifest":
        return preview(actor, movement)
    return {}


def people_to_tick(actor: Actor, movement: Movement, name: str, request: HttpRequest) -> Row:
    """Return who can be ticked, with those who were."""
    field = TICKED[name]
    ticked = request.POST.getlist(field) or request.GET.getlist(field)
    if name == "take_off":
        rows = list(with_a_place(actor, movement)[:MOST])
    elif name in EVER:
        rows = list(ever_aboard(actor, movement).select_related("citizen")[:MOST])
    else:
        rows = [*candidates(actor, movement)[:MOST], *with_a_place(actor, movement)[:MOST]]
    return {
        "people_field": field,
        "people": [person_row(case, case.reference in ticked) for case in rows],
    }


def person_row(case: Case, is_ticked: bool) -> Row:
    """Return somebody to tick."""
    return {
        "reference": case.reference,
        "name": name_shown(case.citizen.full_name),
        "is_ticked": is_ticked,
    }


def preview(actor: Actor, movement: Movement) -> Row:
    """Return the list as it would be frozen now, and what differs from the last one."""
    seats = [row for row in seats_of(actor, movement) if row.state == SeatState.SEATED]
    lines = lines_of(seats)
    last = ManifestVersion.objects.visible_to(actor).filter(
        movement=movement, number=movement.manifest
    )
    before = last.select_related("movement").first()
    changes = differences(frozen_lines(actor, before), lines) if before else None
    return {
        "lines": [line_row(line) for line in lines],
        "version_number": movement.manifest + 1,
        "changes": changes_rows(changes) if changes else None,
    }
