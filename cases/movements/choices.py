"""Closed sets of movements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementState(models.TextChoices):
    """How far a movement is."""

    PLANNING = "planning", _("Planning")
    FROZEN = "frozen", _("List frozen")
    UNDER_WAY = "under_way", _("Under way")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class Mode(models.TextChoices):
    """By what a leg is travelled."""

    BUS = "bus", _("Bus")
    VAN = "van", _("Car or van")
    FOOT = "foot", _("On foot")
    FLIGHT = "flight", _("Flight")
    BOAT = "boat", _("Boat")
    TRAIN = "train", _("Train")


class SeatState(models.TextChoices):
    """What a person has on a movement."""

    SEATED = "seated", _("Has a seat")
    WAITING = "waiting", _("On the waiting list")
    OFF = "off", _("Taken off")


class SeatAct(models.TextChoices):
    """What was done with a person’s seat."""

    SEATED = "seated", _("Given a seat")
    WAITING = "waiting", _("Put on the waiting list")
    MOVED_UP = "moved_up", _("Moved up on the waiting list")
    TICKETED = "ticketed", _("Seat or ticket written down")
    OFF = "off", _("Taken off")
    LEFT_BEHIND = "left_behind", _("Stayed behind at the departure")
    TURNED_BACK = "turned_back", _("Came back with the leg")


class EscortKind(models.TextChoices):
    """As what somebody goes along."""

    CONSULAR = "consular", _("Consular officer")
    POLICE = "police", _("Police officer")
    IMMIGRATION = "immigration", _("Immigration officer")
    NURSE = "nurse", _("Nurse or doctor")
    INTERPRETER = "interpreter", _("Interpreter")
    ORGANISATION = "organisation", _("Somebody of an organisation")
    OTHER = "other", _("Somebody else")


CROSSES_BORDERS = frozenset({Mode.FLIGHT.value})
"""By what nobody is carried without a document, whatever lies between the places."""
OPEN = (MovementState.PLANNING.value, MovementState.FROZEN.value, MovementState.UNDER_WAY.value)
"""States in which a seat on the movement is a seat."""
STANDING = (SeatState.SEATED.value, SeatState.WAITING.value)


class CheckCode(models.TextChoices):
    """What is looked at before somebody travels; how grave each is stands in the rules."""

    CLOSED = "closed", _("Case closed")
    ON_HOLD = "on_hold", _("Case on hold")
    DECLINED = "declined", _("Does not want to return")
    ARRIVED = "arrived", _("At home already")
    NOT_READY = "not_ready", _("Not ready")
    DOCUMENT_MISSING = "document_missing", _("No document")
    DOCUMENT_EXPIRED = "document_expired", _("Document expires before the arrival")
    DOCUMENT_USED = "document_used", _("Document for one journey is used")
    DOCUMENT_NOT_IN_HAND = "document_not_in_hand", _("Document not in hand")
    EXIT_OPEN = "exit_open", _("Exit not cleared")
    NOT_FIT = "not_fit", _("Not fit to travel")
    FITNESS_UNKNOWN = "fitness_unknown", _("Fitness to travel not known")
    MINOR_ALONE = "minor_alone", _("Minor without somebody responsible")
    GROUP_SPLIT = "group_split", _("Family or group split")
    KEPT_APART = "kept_apart", _("To be kept apart")
    COMPANY = "company", _("Company to be looked at by the mission")
    ELSEWHERE_TOO = "elsewhere_too", _("On another movement as well")
    ELSEWHERE_THEN = "elsewhere_then", _("On another movement at the same time")
    TICKET_DIFFERS = "ticket_differs", _("Name on the ticket differs")
    TICKET_MISSING = "ticket_missing", _("No ticket yet")
