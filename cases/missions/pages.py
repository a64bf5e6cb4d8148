"""What the page of a calendar shows, in the words of its template."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.calendars import OfficeCalendar
from cases.core.delivery import Answer
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.missions.calendars import (
    MISSION,
    VIET_NAM,
    PublicDay,
    calendar_for,
    countries_of,
    entered_until,
    public_days,
    standing_closures,
    unknown_countries,
)
from cases.missions.choices import ClosureKind, Weekday
from cases.missions.holidays import is_known
from cases.missions.models import Mission, OfficeClosure
from cases.missions.policies import keeps_calendar
from cases.places.choices import Country
from cases.templatetags.moments import day_words, zone_name


def calendar_address(actor: Actor, mission: Mission) -> str:
    """Return the address of the calendar of a mission."""
    home = reverse("calendar")
    if mission.pk == actor.mission_id:
        return home
    return f"{home}?{urlencode({'mission': mission.code})}"


def calendar_context(actor: Actor, mission: Mission, now: datetime) -> dict[str, Any]:
    """Return the days of the coming twelve months on which the office rests or works otherwise."""
    calendar = calendar_for(mission, MISSION)
    first = calendar.day_of(now)
    last = first + timedelta(days=365)
    may_keep = keeps_calendar(actor, mission) and actor.may("calendar.keep")
    entries = [row for row in standing_closures(mission) if row.ends_on >= first]
    manages = actor.may(DECLARED["put_country_day"].operation.may)
    days = public_days(mission, first, last)
    rows = joined(public_row(row, calendar, manages=manages) for row in days)
    rows += [own_row(row, may_keep=may_keep) for row in entries if row.starts_on <= last]
    return {
        "mission": mission,
        "is_at_home": mission.country == VIET_NAM,
        "first": first,
        "last": last,
        "facts": facts_of(mission, calendar),
        "rows": sorted(rows, key=lambda row: row["first"]),
        "links": [
            *(links_of(mission) if may_keep else []),
            *(link_of_country() if manages else []),
        ],
        "unknown": [Country(code).label for code in unknown_countries(mission)],
    }


def facts_of(mission: Mission, calendar: OfficeCalendar) -> list[dict[str, Any]]:
    """Return office hours and weekly rest."""
    whose = _("Of the mission itself") if mission.weekend else _("As in the host country")
    return [
        {
            "label": _("Office hours"),
            "value": f"{mission.office_opens:%H:%M} – {mission.office_closes:%H:%M}",
            "note": zone_name(mission.zone),
        },
        {
            "label": _("Weekly rest"),
            "value": ", ".join(str(Weekday(day).label) for day in sorted(calendar.weekend)),
            "note": whose,
        },
        {
            "label": _("Days off are entered"),
            "value": entered_words(countries_of(mission)),
            "note": _("Beyond that only the usual holidays are known, and others may follow."),
        },
    ]


def entered_words(countries: Sequence[str]) -> str:
    """Return until when the days off of countries are entered."""
    until = entered_until(countries)
    return ", ".join(until_words(code, *until.get(code, (None,))) for code in countries)


def until_words(code: str, day: date | None, is_read: bool = True) -> str:
    """Return the same of one country, and where the source of an entry was not read."""
    country = Country(code).label
    if day is None:
        bare = _("%(country)s the usual holidays alone"), _("%(country)s not at all")
        return bare[0 if is_known(code) else 1] % {"country": country}
    said = {"country": country, "day": day_words(day)}
    if is_read:
        return _("%(country)s until %(day)s") % said
    return _("%(country)s entered until %(day)s, not every source was read") % said


def public_row(row: PublicDay, calendar: OfficeCalendar, *, manages: bool) -> dict[str, Any]:
    """Return a public holiday, or a day of rest that the country works.

    One that headquarters entered says so, and leads whoever may correct it to its entry.
    """
    is_working = calendar.is_working(row.day)
    note = ""
    if is_working and not row.is_worked:
        note = _("The mission works on this day all the same.")
    elif row.day.weekday() in calendar.weekend and not is_working:
        note = _("A day of weekly rest in any case")
    return {
        "first": row.day,
        "last": row.day,
        "weekdays": weekdays_of(row.day, row.day),
        "name": row.name or _("Worked in exchange for another day"),
        "note": note,
        "whose": ", ".join(str(Country(code).label) for code in row.countries),
        "is_worked": is_working,
        "entry": row.entry,
        "entry_url": entry_address(row.entry) if row.entry and manages else "",
        "url": "",
    }


def entry_address(code: str = "") -> str:
    """Return where a day of a country is entered, or the entry with this code corrected."""
    home = reverse("admin:cases_countryday_create", args=["put"])
    return f"{home}?{urlencode({'code': code})}" if code else home


def joined(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with days of one holiday that follow each other as one."""
    found: list[dict[str, Any]] = []
    running: dict[tuple[str, str, bool, str], dict[str, Any]] = {}
    for row in rows:
        same = (row["name"], row["whose"], row["is_worked"], row["entry"])
        before = running.get(same)
        if before is not None and row["first"] - before["last"] == timedelta(days=1):
            before |= {"last": row["last"], "note": ""}
            before["weekdays"] = weekdays_of(before["first"], before["last"])
        else:
            found.append(row)
            running[same] = row
    return found


def own_row(row: OfficeClosure, *, may_keep: bool) -> dict[str, Any]:
    """Return an entry of the mission itself."""
    home = reverse("mission_operation", args=[row.mission.code, "withdraw-closure"])
    return {
        "first": row.starts_on,
        "last": row.ends_on,
        "weekdays": weekdays_of(row.starts_on, row.ends_on),
        "name": row.reason,
        "note": "",
        "whose": _("Own entry"),
        "is_worked": row.kind == ClosureKind.OPEN,
        "url": f"{home}?{urlencode({'closure': row.public_reference})}" if may_keep else "",
    }


def weekdays_of(first: date, last: date) -> str:
    """Return the weekday of a day, or of the first and last of several."""
    names = [str(Weekday(day.weekday()).label) for day in dict.fromkeys((first, last))]
    return " – ".join(names)


def links_of(mission: Mission) -> list[dict[str, Any]]:
    """Return the ways to change the calendar."""
    return [
        {
            "label": declared.form.title,
            "url": reverse("mission_operation", args=[mission.code, declared.verb]),
        }
        for declared in (DECLARED["add_closure"], DECLARED["set_office_hours"])
    ]


def link_of_country() -> list[dict[str, Any]]:
    """Return the way to enter a day of a whole country."""
    title = _("Enter a day of a whole country")
    return [{"label": title, "url": entry_address()}]


def mission_operation(actor: Actor, mission: Mission) -> Page:
    """Return how the page of an operation on a mission looks and where it leads."""
    home = calendar_address(actor, mission)

    def describe(actor: Actor, target: Mission) -> dict[str, Any]:
        return {"reference": target.code, "name": target.label, "url": home, "rows": []}

    def done(answer: Answer) -> str:
        return home

    return Page(describe=describe, done=done, cancel=home)
