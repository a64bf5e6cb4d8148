"""Reading citizens."""

from typing import Any

from django.db.models import QuerySet

from cases.citizens.changes import people_changed, people_out_of_time
from cases.citizens.choices import NationalityStatus, Sex
from cases.citizens.known_as import records_seen
from cases.citizens.models import (
    Citizen,
    ContactPoint,
    IdentityDocument,
    Name,
    Relative,
    SafeContact,
)
from cases.citizens.nationality import decision_on
from cases.citizens.serializers import ATTACHED, CITIZEN, CITIZEN_ROW
from cases.core.addresses import address_of
from cases.core.api import RowView
from cases.core.api_changes import FollowedView
from cases.core.described import shape_ref
from cases.core.listing import choice_filter
from cases.core.offered import actions_on
from cases.core.openapi import Described, HouseSchema
from cases.places.choices import Country

ATTACHED_MODELS: dict[str, Any] = {
    "names": Name,
    "contact_points": ContactPoint,
    "safe_contacts": SafeContact,
    "documents": IdentityDocument,
    "relatives": Relative,
}


class CitizenList(FollowedView):
    """Registered persons, each once, in Vietnamese order of names."""

    model = Citizen
    shape = CITIZEN_ROW
    order = ("sort_key", "uuid")
    disclosed = ("citizen.listed", "list_citizens")
    followed = (people_changed, people_out_of_time)
    gone_as = "uuid"
    ends_by_sight = True
    filters = (
        choice_filter("country", "now_country", Country, "Where the person is now."),
        choice_filter("sex", "sex", Sex, "Sex as stated."),
        choice_filter(
            "nationality_status",
            "nationality_status",
            NationalityStatus,
            "What has been decided on nationality.",
        ),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the people, each once."""
        people: Any = super().rows(**where)
        found: QuerySet[Any] = people.heads(self.actor).with_other_names(self.actor)
        return found

    def kept(self) -> QuerySet[Any]:
        """Return all records of the people: `same_person` names the one that stands for her."""
        people: Any = super().rows()
        found: QuerySet[Any] = people.with_other_names(self.actor)
        return found


class CitizenDetail(RowView):
    """One person with names, ways to reach, papers and relatives."""

    resource = "citizens"
    shape = CITIZEN
    disclosed = ("citizen.shown", "show_citizen")

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what the record answers, with what is attached to it."""
        for shape in ATTACHED.values():
            shape_ref(schema, shape)
        return super().describe(schema, method)

    def more(self, row: Any) -> dict[str, Any]:
        """Return what is attached to the person, and what can be done."""
        key = str(row.uuid)
        attached = {
            name: [shape.answer(found) for found in shape.rows(self.attached(name, row))]
            for name, shape in ATTACHED.items()
        }
        return {
            **attached,
            "nationality_decision": self.decided(row),
            "crossings_url": address_of("citizens", key, "crossings"),
            "stays_url": address_of("citizens", key, "stays"),
            "actions": actions_on(self.actor, "citizens", key, row),
        }

    def decided(self, row: Any) -> dict[str, Any] | None:
        """Return on which answer the nationality rests."""
        found = decision_on(self.actor, row)
        if found is None:
            return None
        return {
            "body": found.body,
            "authority": found.authority or None,
            "day": found.day.isoformat(),
            "number": found.number or None,
        }

    def beside(self, query: QuerySet[Any]) -> QuerySet[Any]:
        """Return the row with the names of the other records of the person."""
        person: Any = query
        found: QuerySet[Any] = person.with_other_names(self.actor)
        return found

    def attached(self, name: str, row: Any) -> Any:
        """Return the rows of one kind on all records of the person, oldest first."""
        rows = ATTACHED_MODELS[name]._default_manager.visible_to(self.actor)
        mine = rows.filter(citizen__in=records_seen(self.actor, row))
        return mine.order_by("recorded_at", "uuid")
