"""Reading missions, their calendars, and counterpart bodies."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core import present
from cases.core.api import HouseView, RowsView, RowView, key_of
from cases.core.api_history import RowHistoryView
from cases.core.calendars import working_days_between
from cases.core.described import QUERY, path_parameters
from cases.core.errors import Problem, invalid
from cases.core.fields import Day
from cases.core.listing import choice_filter, row_filter
from cases.core.offered import offering
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES
from cases.core.roles import REFERENCE
from cases.missions.calendars import (
    MISSION as OF_MISSION,
)
from cases.missions.calendars import (
    calendar_for,
    closures_between,
    public_days,
    unknown_countries,
)
from cases.missions.choices import AuthorityKind, MissionKind, OfficeWay
from cases.missions.models import Authority, Mission, OfficeContact
from cases.missions.serializers import (
    AUTHORITY,
    CLOSURE,
    MISSION,
    OFFICE_CONTACT,
    calendar_schema,
    clock,
    public_day_out,
)
from cases.places.choices import Country

LONGEST = timedelta(days=731)
SPAN = {
    "from": "First day; today without it.",
    "until": "Last day; a year after the first without it, two years after it at most.",
}


def span_of(query: Any, today: date) -> tuple[date, date]:
    """Return the first and last day asked for; 422 for anything else."""
    faults: list[Problem] = []
    found: dict[str, date | None] = {}
    for name in SPAN:
        try:
            found[name] = Day(required=False).clean(query.get(name, ""))
        except ValidationError as fault:
            faults.append(Problem(name, fault.code or "bad_day", fault.messages[0]))
    first = found.get("from") or today
    last = found.get("until") or first + timedelta(days=365)
    if not faults and last < first:
        faults.append(Problem("until", "backwards", _("The last day lies before the first.")))
    if not faults and last - first > LONGEST:
        message = _("A calendar shows two years at most.")
        faults.append(Problem("until", "too_long", message))
    if faults:
        raise invalid(faults)
    return first, last


class MissionList(RowsView):
    """Embassies, consulates, headquarters and reception points, by code."""

    sees = REFERENCE
    model = Mission
    shape = MISSION
    order = ("code",)
    filters = (
        choice_filter("country", "country", Country, "In which country."),
        choice_filter("kind", "kind", MissionKind, "Kind of mission."),
    )


class MissionDetail(RowView):
    """One mission."""

    sees = REFERENCE
    resource = "missions"
    shape = offering(MISSION)


class MissionCalendar(HouseView):
    """On which days the office of a mission rests or works otherwise than usual."""

    sees = REFERENCE
    takes = tuple(SPAN)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        days = [
            OpenApiParameter(name, Day().schema(), QUERY, description=text)
            for name, text in SPAN.items()
        ]
        return Described(
            name="mission_calendar",
            summary=str(self.__doc__),
            answer=schema.component("MissionCalendar", calendar_schema(schema.named)),
            parameters=(*path_parameters(schema.path), *days),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return public holidays and own entries between two days, two years at most."""
        mission = RESOURCES["missions"].find(self.actor, key_of(where))
        calendar = calendar_for(mission, OF_MISSION)
        first, last = span_of(request.query_params, calendar.day_of(present.now()))
        closures = closures_between(self.actor, mission, first, last)
        return Response(
            {
                "mission": mission.code,
                "from": first,
                "until": last,
                "zone": mission.zone,
                "opens": clock(mission.office_opens),
                "closes": clock(mission.office_closes),
                "weekend": sorted(calendar.weekend),
                "working_days": working_days_between(first - timedelta(days=1), last, calendar),
                "public_days": [public_day_out(row) for row in public_days(mission, first, last)],
                "closures": [CLOSURE.answer(row) for row in CLOSURE.rows(closures)],
                "unknown_countries": unknown_countries(mission),
            }
        )


class ClosureDetail(RowView):
    """One entry of a mission's own in its calendar, withdrawn or not."""

    sees = REFERENCE
    resource = "closures"
    shape = CLOSURE


class AuthorityList(RowsView):
    """Counterpart bodies of host states and at home, by code."""

    sees = REFERENCE
    model = Authority
    shape = AUTHORITY
    order = ("code",)
    filters = (
        choice_filter("country", "country", Country, "Of which country."),
        choice_filter("kind", "kind", AuthorityKind, "Kind of body."),
    )


class AuthorityDetail(RowView):
    """One counterpart body."""

    sees = REFERENCE
    resource = "authorities"
    shape = offering(AUTHORITY)


class MissionHistory(RowHistoryView):
    """What was changed in a mission, newest first."""

    resource = "missions"


class ClosureHistory(RowHistoryView):
    """What was changed in an entry of an office calendar, newest first."""

    resource = "closures"


class AuthorityHistory(RowHistoryView):
    """What was changed in a counterpart body, newest first."""

    resource = "authorities"


class OfficeContactList(RowsView):
    """How missions and counterpart bodies are reached, by code; what is over too."""

    sees = REFERENCE
    model = OfficeContact
    shape = OFFICE_CONTACT
    order = ("code",)
    filters = (
        row_filter("mission", "mission", Mission, "code", "Of which mission, by its code."),
        row_filter("authority", "authority", Authority, "code", "Of which body, by its code."),
        choice_filter("way", "way", OfficeWay, "How the office is reached."),
    )


class OfficeContactDetail(RowView):
    """One way to reach an office."""

    sees = REFERENCE
    resource = "office-contacts"
    shape = offering(OFFICE_CONTACT)


class OfficeContactHistory(RowHistoryView):
    """What was changed in a contact of an office, newest first."""

    resource = "office-contacts"
