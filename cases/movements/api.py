"""Reading movements, their legs, who is on them, and frozen lists."""

from typing import Any

from django.db.models import Q

from cases.casework.models import Case
from cases.core import present
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.offered import actions_on
from cases.core.roles import PEOPLE
from cases.incidents.models import Incident
from cases.movements.choices import OPEN, STANDING, MovementState, SeatState
from cases.movements.models import Leg, ManifestVersion, Movement, Passenger
from cases.movements.pages.outside import around, lines_and_changes, riders
from cases.movements.serializers import (
    LEG_ROW,
    MANIFEST,
    MANIFEST_ROW,
    MOVEMENT,
    MOVEMENT_ROW,
    PASSENGER_ROW,
)


class MovementList(RowsView):
    """Movements that the caller's mission organises or receives, by their departures."""

    sees = PEOPLE
    model = Movement
    shape = MOVEMENT_ROW
    order = ("departs_at", "number")
    reads = "own_of"
    disclosed = ("movement.listed", "list_movements")
    filters = (
        choice_filter("state", "state", MovementState, "How far it is."),
        flag_filter("open", Q(state__in=OPEN), "Whether it is neither completed nor cancelled."),
        row_filter("incident", "incident", Incident, "code", "Code of the incident."),
    )


class MovementDetail(RowView):
    """One movement: who is on it with what the checks say, who goes along, what was asked."""

    sees = PEOPLE
    resource = "movements"
    shape = MOVEMENT
    disclosed = ("movement.shown", "show_movement")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the people in sight, escorts and notes, and the acts."""
        return {
            "actions": actions_on(self.actor, self.resource, row.number, row),
            "passengers": riders(self.actor, row, present.now()),
            **around(self.actor, row),
        }


class LegList(RowsView):
    """Legs of movements in sight, by their departures."""

    sees = PEOPLE
    model = Leg
    shape = LEG_ROW
    order = ("departs_at", "uuid")
    disclosed = ("leg.listed", "list_legs")
    filters = (
        row_filter("movement", "movement", Movement, "number", "Number of the movement."),
        flag_filter("standing", Q(dropped_at__isnull=True), "Whether it is travelled."),
    )


class PassengerList(RowsView):
    """Who has, or had, a place on which movement; oldest first."""

    sees = PEOPLE
    model = Passenger
    shape = PASSENGER_ROW
    order = ("changed_at", "uuid")
    disclosed = ("passenger.listed", "list_passengers")
    filters = (
        row_filter("movement", "movement", Movement, "number", "Number of the movement."),
        row_filter("case", "case", Case, "reference", "Number of the case."),
        choice_filter("state", "state", SeatState, "What the person has."),
        flag_filter("standing", Q(state__in=STANDING), "Whether she has a seat or waits."),
    )


class ManifestList(RowsView):
    """Frozen lists, oldest first."""

    sees = PEOPLE
    model = ManifestVersion
    shape = MANIFEST_ROW
    order = ("frozen_at", "uuid")
    disclosed = ("manifest.listed", "list_manifests")
    filters = (row_filter("movement", "movement", Movement, "number", "Number of the movement."),)


class ManifestDetail(RowView):
    """One frozen list with the lines in sight, and what differs from the one before."""

    sees = PEOPLE
    resource = "manifests"
    shape = MANIFEST
    disclosed = ("manifest.shown", "show_manifest")

    def more(self, row: Any) -> dict[str, Any]:
        """Return lines and differences."""
        return lines_and_changes(self.actor, row)
