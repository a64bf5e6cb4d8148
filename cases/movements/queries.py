"""Reads of movements: who could travel, lists, frozen lists."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.casework.models.case import shared_with
from cases.core.actor import Actor
from cases.movements.choices import MovementState, SeatState
from cases.movements.models import Movement, MovementQuerySet, Passenger

NEARLY = (Stage.VERIFIED.value, Stage.READY.value, Stage.DEPARTED.value)
MOST = 300
SOON = timedelta(hours=48)


def possible_cases(actor: Actor, movement: Any) -> Any:
    """Return the cases that could be put on a movement: of its incident, its mission or shared.

    Headquarters may name any case of the incident.
    """
    if movement is None:
        return Case.objects.none()
    rows = Case.objects.visible_to(actor).filter(incident_id=movement.incident_id)
    if not actor.is_headquarters:
        rows = rows.filter(Q(mission_id=movement.mission_id) | Q(pk__in=shared_with(actor)))
    return rows.select_related("citizen").order_by("position_at", "reference")


def candidates(actor: Actor, movement: Movement, stages: Sequence[str] = NEARLY) -> Any:
    """Return who is ready or nearly so and has no place on the movement, the longest ready first.

    Whoever is verified comes behind those who are ready, so the stage orders first.
    """
    has = Passenger.objects.visible_to(actor).standing().filter(movement=movement).values("case")
    rows = possible_cases(actor, movement).filter(stage__in=stages).exclude(pk__in=has)
    if actor.is_headquarters and movement.mission_id != actor.mission_id:
        rows = rows.filter(mission_id=movement.mission_id)
    return rows.order_by("stage", "position_at", "reference")


def ready_cases(actor: Actor, movement: Movement) -> list[Case]:
    """Return who is ready, not on hold and without a place here: at most three hundred."""
    rows = candidates(actor, movement, [Stage.READY]).filter(held=False)
    return list(rows[:MOST])


def unready(movements: MovementQuerySet, now: datetime) -> MovementQuerySet:
    """Return the movements that depart within two days although somebody on them is not ready.

    Or whose list nobody has frozen, or was changed since.
    """
    waits = Passenger.objects.filter(movement=OuterRef("pk"), state=SeatState.SEATED)
    not_ready = waits.exclude(case__stage__in=[Stage.READY, Stage.DEPARTED], case__held=False)
    soon = movements.filter(
        state__in=[MovementState.PLANNING, MovementState.FROZEN],
        departs_at__lt=now + SOON,
        departs_at__gt=now - SOON,
    )
    unfrozen = Q(manifest=0) | Q(is_changed=True)
    return soon.filter(Exists(not_ready) | unfrozen).order_by("departs_at", "number")


def with_a_place(actor: Actor, movement: Any) -> Any:
    """Return the cases of people with a seat on a movement or on its waiting list."""
    if movement is None:
        return Case.objects.none()
    seats = Passenger.objects.visible_to(actor).standing().filter(movement=movement)
    rows = Case.objects.visible_to(actor).filter(pk__in=seats.order_by().values("case"))
    return rows.select_related("citizen").order_by("reference")


def ever_aboard(actor: Actor, movement: Any) -> Any:
    """Return the cases of people who have or had a place on a movement, as far as in sight."""
    if movement is None:
        return Case.objects.none()
    seats = Passenger.objects.visible_to(actor).filter(movement=movement)
    return (
        Case.objects.visible_to(actor)
        .filter(pk__in=seats.order_by().values("case"))
        .order_by("reference")
    )
