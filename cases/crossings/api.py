"""Reading a person's way: crossings and stays, voided ones too."""

from typing import Any

from django.db.models import Q, QuerySet

from cases.citizens.known_as import records_seen
from cases.citizens.models import Citizen
from cases.core.api import RowsView, key_of
from cases.core.listing import flag_filter
from cases.core.registry import RESOURCES
from cases.crossings.models import Crossing, Stay
from cases.crossings.serializers import CROSSING, STAY

STANDING = flag_filter("standing", Q(voided_at__isnull=True), "Whether the entry still counts.")


class WayList(RowsView):
    """Points of one person's way, in the order in which they happened."""

    order = ("occurred_at", "number", "uuid")
    filters = (STANDING,)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the points on all records of one person."""
        person: Citizen = RESOURCES["citizens"].find(self.actor, key_of(where))
        self.below = person
        return super().rows().filter(citizen__in=records_seen(self.actor, person))


class CrossingList(WayList):
    """Borders a person crossed, in the order in which it happened."""

    model = Crossing
    disclosed = ("citizen.crossings_listed", "list_crossings")
    shape = CROSSING


class StayList(WayList):
    """Where a person was and in whose hands, in the order in which it happened."""

    model = Stay
    disclosed = ("citizen.stays_listed", "list_stays")
    shape = STAY
