"""Finding head counts, and whom a code on paper means."""

from uuid import UUID

from django.db.models import Count

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.movements.models import Movement, Passenger
from cases.movements.musters.models import Muster, MusterStranger

WITH = ("movement__mission", "leg__from_place", "leg__to_place", "place", "manifest")


def movement_named(actor: Actor, number: str) -> Movement:
    """Return the movement under a number, as far as it is in sight; 404 otherwise."""
    rows = Movement.objects.visible_to(actor).select_related("mission", "reception_point")
    found = rows.filter(number=number).first()
    if found is None:
        raise not_found()
    return found


def muster_at(actor: Actor, number: str, uuid: UUID) -> Muster:
    """Return a head count of a movement, as far as it is in sight; 404 otherwise."""
    rows = Muster.objects.visible_to(actor).select_related(*WITH)
    found = rows.filter(uuid=uuid, movement__number=number).first()
    if found is None:
        raise not_found()
    return found


def muster_by(actor: Actor, uuid: UUID) -> Muster:
    """Return a head count by its id, with everything its pages name; 404 when out of sight."""
    found = Muster.objects.visible_to(actor).select_related(*WITH).filter(uuid=uuid).first()
    if found is None:
        raise not_found()
    return found


def seat_by_code(actor: Actor, uuid: UUID) -> Passenger:
    """Return whom the code on paper means; 404 when out of sight."""
    seats = Passenger.objects.visible_to(actor).select_related("movement", "case")
    found = seats.filter(uuid=uuid).first()
    if found is None:
        raise not_found()
    return found


def stranger_by(actor: Actor, uuid: UUID) -> MusterStranger:
    """Return somebody without a case by her id; 404 when out of sight."""
    rows = MusterStranger.objects.visible_to(actor).select_related(*MusterStranger.AT_HAND)
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise not_found()
    return found


def without_case_by_movement(actor: Actor) -> dict[str, int]:
    """Return how many stand without a case at head counts of own movements, by their numbers."""
    rows = MusterStranger.objects.visible_to(actor).unsettled()
    rows = rows.filter(muster__movement__in=Movement.objects.own_of(actor))
    numbers = rows.order_by().values_list("muster__movement__number")
    return dict(numbers.annotate(people=Count("pk")))


def running(actor: Actor, movement: Movement) -> Muster | None:
    """Return the newest head count of a movement that is open; None without one."""
    rows = Muster.objects.visible_to(actor).open().filter(movement=movement)
    return rows.order_by("-opened_at", "-pk").first()
