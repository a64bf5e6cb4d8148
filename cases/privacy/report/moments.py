"""How the report tells a moment: as the API tells it of the same record.

What is kept as a first and a last possible instant is told once, under its last one. What the
machine did is told in UTC. A test walks all moments of the report, so that none is forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils.html import strip_tags

from cases.casework.models import Clock, Inquiry, Step, StepResult
from cases.casework.progress.moments import HOME, bounds_of
from cases.casework.progress.ticking import calendar_of
from cases.citizens.models import Citizen
from cases.core.precision import day_ending, iso_between, planned_day
from cases.crossings.models import Crossing, Stay
from cases.missions.calendars import zone_at
from cases.missions.models import Mission
from cases.places.choices import ZONE_OF_COUNTRY
from cases.privacy.report.columns import first_end_of, full_name
from cases.procedures.results import instants_told
from cases.templatetags.moments import last_known, occurred, zone_of_days

State = Mapping[str, Any]
"""A row as it stands or stood: values by column."""
Key = tuple[Any, datetime]
PLANNED = frozenset({"contactentry.next_at", "case.next_attempt_at"})
"""Kept as their first instant: a day where one was said."""
DUE: dict[str, str] = {
    "case.next_due_at": "next_due_limit",
    "clock.due_from": "",
    "clock.due_at": "",
    "recountedclock.due_before": "clock",
    "recountedclock.due_after": "clock",
    "reminder.due_at": "clock",
    "rightsrequest.due_at": "mission",
}
"""First instants after a term, and what leads to whoever's days it is counted by."""
SINCE = frozenset({"step.status_at", "clock.rests_since"})
"""One end of a moment whose other end stands with what was done then."""
BY_MACHINE = frozenset(
    {
        "anonymised_at", "answer_recorded_at", "answered_at", "began_at", "changed_at",
        "counts_from", "decided_at", "done_at", "ended_at", "extended_at", "granted_at",
        "issued_at", "left_at", "offered_at", "proposed_at", "received_at", "recorded_at",
        "registered_at", "rejected_at", "released_at", "replaced_at", "reply_recorded_at",
        "revoked_at", "said_at", "seen_at", "sent_recorded_at", "settled_at", "taken_up_at",
        "undone_at", "until", "voided_at", "withdrawn_at", "write_until", "written_at",
    }
)  # fmt: skip
"""What was done here, or seen by a device, at that instant; where no first end stands beside it."""
AS_RECEIVED = frozenset({"listrow.cells"})
"""Texts of others, which are told letter by letter."""


@dataclass(frozen=True, slots=True)
class Known:
    """A moment between a first and a last possible instant, and the zones its days may be of."""

    first: datetime
    last: datetime
    zones: tuple[str, ...] = ()

    def iso(self) -> str:
        """Return it as the API tells it; of the machine, which needs no zone, in UTC."""
        if not self.zones:
            return by_machine(self.last)
        return str(iso_between(self.first, self.last, *self.zones))

    def words(self, zone: str) -> str:
        """Return it in words, instants in the zone that the page names."""
        if not self.zones:
            return strip_tags(last_known(self.last, zone, "bare"))
        there = zone_of_days(self.first, self.last, *self.zones) or zone
        return strip_tags(occurred(self.first, self.last, there, "bare"))


def by_machine(moment: datetime) -> str:
    """Return a moment of the machine."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Moments:
    """What the moments of one report are told by.

    `zone` is that of who makes it, `missions` those that have the cases, `spans` the first possible
    instants of what was done on steps, by step and last one.
    """

    zone: str
    missions: Mapping[int, Mission]
    spans: Mapping[Key, datetime] = field(default_factory=dict)

    def told(self, column: models.Field[Any, Any], row: models.Model, state: State) -> Any:
        """Return what the report says of a column of a row as it stands or stood in `state`."""
        value = state[column.attname]
        if isinstance(column, models.DateTimeField) and isinstance(value, datetime):
            return self.known(column, row, state)
        if isinstance(column, models.JSONField) and full_name(column) not in AS_RECEIVED:
            return with_offset(value, self.zones_of(row)[0])
        return value

    def known(
        self, column: models.DateTimeField[Any, Any], row: models.Model, state: State
    ) -> Known:
        """Return how a moment is known; KeyError for a column of which nothing says what it is."""
        value, zones, name = state[column.attname], self.zones_of(row), full_name(column)
        if (first := first_end_of(column)) is not None:
            return Known(state[first] or value, value, zones)
        if name in DUE:
            return Known(value, value, (self.zone_of_term(row, DUE[name]), *zones))
        if name in PLANNED:
            return planned(value, zones)
        if isinstance(row, Step) and name in SINCE:
            return self.since(row, value, zones)
        if isinstance(row, Clock) and name in SINCE:
            return rests(row, state, zones)
        if column.name not in BY_MACHINE:
            raise KeyError(name)
        return Known(value, value)

    def since(self, step: Step, last: datetime, zones: tuple[str, ...]) -> Known:
        """Return since when a step has a status: as the entry that gave it says."""
        first = self.spans.get((step.pk, last))
        if first is None and (day := day_ending(last, *zones)) is not None:
            return Known(bounds_of(day, zones[0])[0], last, zones)
        return Known(first or last, last, zones)

    def zones_of(self, row: models.Model) -> tuple[str, ...]:
        """Return the zones in which a day of a row may be meant: there, at the mission, at home."""
        own = (getattr(row, name, None) for name in ("recorded_for", "mission"))
        case = self.missions.get(getattr(row, "case_id", 0))
        offices = [one.zone for one in (*own, case) if isinstance(one, Mission)]
        there = [ZONE_OF_COUNTRY[code] for code in countries_of(row) if code in ZONE_OF_COUNTRY]
        return tuple(dict.fromkeys((*there, *offices, self.zone, HOME)))

    def zone_of_term(self, row: models.Model, lead: str) -> str:
        """Return the zone of the days by which a term is counted."""
        whose: Any = getattr(row, lead) if lead else row
        if whose is None or isinstance(whose, Mission):
            return self.zones_of(row)[0]
        limit = whose.limit if isinstance(whose, Clock) else whose
        calendar = calendar_of(whose.calendar or "", limit.on_whom)
        office: Any = self.missions.get(getattr(row, "case_id", 0)) or getattr(row, "mission", None)
        return zone_at(calendar, office.country, office.zone)


def planned(moment: datetime, zones: tuple[str, ...]) -> Known:
    """Return what is planned for a day or an instant."""
    day = planned_day(moment, zones[0])
    return Known(*(bounds_of(day, zones[0]) if day else (moment, moment)), zones)


def rests(clock: Clock, state: State, zones: tuple[str, ...]) -> Known:
    """Return since when a clock stands still: its start, or the question that is the later."""
    since, asked = state["rests_since"], clock.inquiry
    if since == state["started_at"]:
        return Known(state["started_from"], since, zones)
    if asked is not None and since == asked.asked_from:
        return Known(since, asked.asked_at, zones)
    return planned(since, zones)


def countries_of(row: models.Model) -> Iterable[str]:
    """Return the countries in whose zones a fact of a person's way may be told."""
    if isinstance(row, Citizen):
        return [row.now_country]
    places: list[Any] = []
    if isinstance(row, Crossing):
        places = [row.entered_at, row.left_from]
    elif isinstance(row, Stay):
        places = [row.place]
    return [place.country for place in places if place is not None]


def with_offset(value: Any, zone: str) -> Any:
    """Return what JSON holds, its instants with the offset of a zone."""
    if isinstance(value, dict):
        return {name: with_offset(one, zone) for name, one in value.items()}
    if isinstance(value, list):
        return [with_offset(one, zone) for one in value]
    return instants_told(value, zone)


ENDS = (
    (Step, "opened_from", "opened_at"),
    (Inquiry, "answered_from", "answered_at"),
    (Inquiry, "asked_from", "asked_at"),
    (StepResult, "happened_from", "happened_at"),
)
"""What may have given a step its status; a later one counts before those above it."""


def spans_of(states: Iterable[tuple[models.Model, State]]) -> dict[Key, datetime]:
    """Return the first possible instants of what was done on steps, by step and last one."""
    found = list(states)
    return {
        (state["id"] if model is Step else state["step_id"], state[last]): state[first]
        for model, first, last in ENDS
        for row, state in found
        if isinstance(row, model) and state[last] is not None
    }
