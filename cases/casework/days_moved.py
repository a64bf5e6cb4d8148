"""Which running limits would end otherwise if a day of a country became another one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.models import Clock
from cases.casework.progress.clocks import Runs, due_between
from cases.casework.progress.counting import inquiries_of
from cases.casework.progress.moments import Moment
from cases.casework.progress.resting import rests_of
from cases.core import present
from cases.core.actor import Actor
from cases.core.calendars import HOURS
from cases.core.errors import Sentence
from cases.missions.calendars import MISSION, VIET_NAM, calendars_for, countries_of
from cases.missions.entered import Entry, entries_for, entry_of
from cases.missions.models import CountryDay, Mission
from cases.places.uses import MOST, foretells
from cases.procedures.models import Limit

SLACK = timedelta(days=2)
"""Days begin and end at other moments in other zones."""
NO_LONGER = ("closed", "")
NAMED = 8
"""So many missions are named."""


@dataclass(slots=True)
class Moved:
    """How many limits of each mission would end otherwise, and what becomes of those that are late.

    `is_part`: there are more than were looked at. `first`: when the one that ends first does, and
    when it would.
    """

    by_mission: Counter[str] = field(default_factory=Counter)
    no_longer_late: int = 0
    late_then: int = 0
    is_part: bool = False
    first: tuple[datetime, datetime] | None = None

    def add(self, mission: str, was: datetime, would: datetime, now: datetime) -> None:
        """Count one."""
        self.by_mission[mission] += 1
        self.first = self.first or (was, would)
        self.no_longer_late += was <= now < would
        self.late_then += would <= now < was


@foretells(CountryDay)
def limits_moved(actor: Actor, before: CountryDay | None, after: CountryDay) -> list[Sentence]:
    """Say how many running limits would end otherwise, at which missions."""
    days = [day for day in (before, after) if day is not None and day.is_standing]
    if not days or is_same(before, after):
        return []
    countries = {day.country for day in days}
    span = min(day.starts_on for day in days), max(day.ends_on for day in days)
    clocks, is_part = clocks_over(actor, counted_by(countries), span)
    missions = Mission.objects.in_bulk({clock.case.mission_id for clock in clocks})
    moved = moved_of(clocks, missions, entries_then(missions, countries, before, after))
    moved.is_part = is_part
    return sentences_of(moved)


def is_same(before: CountryDay | None, after: CountryDay) -> bool:
    """Return whether nothing would change that bears on terms."""
    return before is not None and bearing(before) == bearing(after)


def bearing(day: CountryDay) -> tuple[str, str, date, date, bool]:
    """Return what of a day bears on terms."""
    return day.country, str(day.kind), day.starts_on, day.ends_on, day.is_standing


def counted_by(countries: Set[str]) -> Q:
    """Return the condition of clocks on which the days of some countries bear."""
    of_missions = Q(calendar=MISSION)
    if VIET_NAM not in countries:
        of_missions &= Q(case__mission__country__in=countries)
    return Q(calendar__in=countries) | of_missions


def clocks_over(actor: Actor, among: Q, days: tuple[date, date] | None) -> tuple[list[Clock], bool]:
    """Return the running clocks among some that count over some days, and whether there are more.

    `days` are the first and the last; without them all clocks are meant. Those whose length hangs
    on a condition are left out: what is known of the person is not read for a foretelling.
    """
    over = Q()
    if days is not None:
        first, last = (datetime.combine(day, time.min, UTC) for day in days)
        over = Q(started_at__lt=last + SLACK, due_at__gt=first - SLACK)
    rows = (
        Clock.objects.visible_to(actor)
        .running()
        .filter(over, among)
        .filter(limit__condition="")
        .exclude(limit__unit=HOURS)
        .exclude(case__stage__in=NO_LONGER)
        .select_related("case")
        .order_by("due_at", "pk")
    )
    found = list(rows[: MOST + 1])
    return found[:MOST], len(found) > MOST


def entries_then(
    missions: Mapping[int, Mission],
    countries: Set[str],
    before: CountryDay | None,
    after: CountryDay,
) -> list[Entry]:
    """Return what would be entered of missions and of all countries that bear on them."""
    others = {code for mission in missions.values() for code in countries_of(mission)}
    gone = before.code if before is not None else after.code
    entries = [
        entry
        for entry in entries_for(set(missions), others | countries)
        if not (entry.whose and entry.ref == gone)
    ]
    return [*entries, entry_of(after)] if after.is_standing else entries


def moved_of(
    clocks: Sequence[Clock], missions: Mapping[int, Mission], entries: Iterable[Entry]
) -> Moved:
    """Count the clocks anew with other entries of days; nothing is written."""
    calendars = calendars_for(
        ((missions[clock.case.mission_id], clock.calendar) for clock in clocks), entries
    )
    limits = Limit.objects.in_bulk({clock.limit_id for clock in clocks})
    inquiries = inquiries_of(clocks, limits)
    rests = rests_of({clock.case_id: (missions[clock.case.mission_id].zone,) for clock in clocks})
    now, moved = present.now(), Moved()
    for clock in clocks:
        assert clock.started_from is not None, "it runs"
        assert clock.started_at is not None, "it runs"
        assert clock.due_at is not None, "it runs"
        mission = missions[clock.case.mission_id]
        started = Moment(clock.started_from, clock.started_at)
        would = due_between(
            limits[clock.limit_id],
            inquiries.get(clock.pk, ()),
            Runs(started, rests=rests.get(clock.case_id, ())),
            calendars[mission.pk, clock.calendar],
            (mission.zone,),
        )
        if would is not None and would[1] != clock.due_at:
            moved.add(mission.code, clock.due_at, would[1], now)
    return moved


def sentences_of(moved: Moved) -> list[Sentence]:
    """Return what would follow, in words."""
    total = moved.by_mission.total()
    said = (
        [
            _("More than %(number)s running limits count over these days; of the first of them:")
            % {"number": MOST}
        ]
        if moved.is_part
        else []
    )
    if not total:
        return [*said, _("No running limit would end otherwise.")]
    said.append(
        ngettext(
            "%(number)s running limit would end otherwise: %(missions)s.",
            "%(number)s running limits would end otherwise: %(missions)s.",
            total,
        )
        % {"number": total, "missions": named(moved.by_mission)}
    )
    return said + late_sentences(moved)


def named(by_mission: Counter[str]) -> str:
    """Return missions with how many each, those with most first; the others in one."""
    rows = sorted(by_mission.items(), key=lambda row: (-row[1], row[0]))
    words = [f"{code} {number}" for code, number in rows[:NAMED]]
    if rows[NAMED:]:
        number = sum(count for _code, count in rows[NAMED:])
        words.append(_("other missions %(number)s") % {"number": number})
    return ", ".join(words)


def late_sentences(moved: Moved) -> list[Sentence]:
    """Return what becomes of limits that have run out, or would have."""
    no_longer = ngettext(
        "%(number)s of them has run out and would run again.",
        "%(number)s of them have run out and would run again.",
        moved.no_longer_late,
    ) % {"number": moved.no_longer_late}
    then = ngettext(
        "%(number)s of them would have run out already.",
        "%(number)s of them would have run out already.",
        moved.late_then,
    ) % {"number": moved.late_then}
    return [*([no_longer] if moved.no_longer_late else []), *([then] if moved.late_then else [])]
