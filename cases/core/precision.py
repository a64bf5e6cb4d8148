"""How precisely a moment is known, read off the instants that are kept of it.

A bare day is kept as the instants from its midnight to its last one, 23:59:59.999999, in the zone
of whoever said it, or to the moment of recording where that came before (`cases.core.facts`).
Outside, a moment is told as ISO 8601 has it, never more precisely than it is known: a day
(`2025-10-22`), a month (`2025-10`), an instant (`2025-10-22T14:30:00+07:00`), or two of these with
a slash between them. `cases.core.fields.dates.parse_when` takes in what is told here.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
QUARTER = 15 * 60
EAST = 13 * 3600
"""Seconds; no mission lies in a zone beyond, and -11:00 ends its days when +13:00 does."""
SHIFT = timedelta(hours=1)
"""How much longer or shorter a day may be, on which summer time begins or ends."""

Days = tuple[date, date]


def ends_day(moment: datetime, zone: str) -> bool:
    """Return whether a moment is the last instant of a day in a zone."""
    return (moment + INSTANT).astimezone(ZoneInfo(zone)).time() == time.min


def day_ending(last: datetime, *zones: str) -> date | None:
    """Return the day of which an instant is the last one, None where it is of none.

    In the zones that are given first, else in any: a day ends on a quarter of an hour, and nobody
    says the microsecond before one otherwise.
    """
    end = last.astimezone(UTC) + INSTANT
    of_day = end.hour * 3600 + end.minute * 60 + end.second
    if end.microsecond or of_day % QUARTER:
        return None
    for zone in zones:
        if ends_day(last, zone):
            return last.astimezone(ZoneInfo(zone)).date()
    seconds = -of_day % DAY.total_seconds()
    offset = seconds if seconds <= EAST else seconds - DAY.total_seconds()
    return end.astimezone(timezone(timedelta(seconds=offset))).date() - DAY


def days_between(first: datetime, last: datetime, *zones: str) -> Days | None:
    """Return the first and the last day of what is known to whole days, None for other moments.

    What ends with a day is known to days, though something else told that it cannot have begun
    before an instant. What begins with a midnight of one of the zones and ends within that day, or
    with a part of a second, was recorded before its last day was over: nobody says such parts.
    """
    if (ending := day_ending(last, *zones)) is not None:
        length = last + INSTANT - first
        count = round(length / DAY)
        if count and abs(length - count * DAY) in (timedelta(0), SHIFT):
            return ending - (count - 1) * DAY, ending
        if zones:
            return min(first.astimezone(ZoneInfo(zones[0])).date(), ending), ending
    for zone in zones:
        begin = first.astimezone(ZoneInfo(zone))
        is_recording = bool(last.microsecond) or last < next_day(begin)
        if begin.time() == time.min and first < last and is_recording:
            return begin.date(), last.astimezone(ZoneInfo(zone)).date()
    return None


def next_day(midnight: datetime) -> datetime:
    """Return the midnight after one, in its zone."""
    return datetime.combine(midnight.date() + DAY, time.min, midnight.tzinfo)


def iso_instant(moment: datetime, zone: str | None = None) -> str:
    """Return an instant with the offset of a zone, else of UTC, to the second: nobody says more."""
    local = moment.astimezone(ZoneInfo(zone) if zone else UTC)
    return local.isoformat(timespec="seconds")


def iso_as_of(moment: datetime, zone: str) -> str:
    """Return the moment of which a figure speaks, as it was asked for: a day, or an instant.

    A minute that was asked for is kept as its last instant, and told as its first.
    """
    local = moment.astimezone(ZoneInfo(zone))
    if ends_day(moment, zone):
        return local.date().isoformat()
    return iso_instant(local.replace(second=0) if ends_minute(moment) else moment, zone)


def iso_known_at(moment: datetime, zone: str) -> str:
    """Return the same of what was known then, exactly: one asks again by it."""
    if ends_minute(moment):
        return iso_as_of(moment, zone)
    return moment.astimezone(ZoneInfo(zone)).isoformat()


def ends_minute(moment: datetime) -> bool:
    """Return whether a moment is the last instant of a minute."""
    end = moment + INSTANT
    return end.second == end.microsecond == 0


def iso_between(first: datetime | None, last: datetime | None, *zones: str | None) -> str | None:
    """Return a moment as it is told outside; instants in the first of the zones, else in UTC."""
    if first is None or last is None:
        return None
    known = [zone for zone in zones if zone]
    there = known[0] if known else None
    if first == last:
        return iso_instant(last, there)
    if (days := days_between(first, last, *known)) is not None:
        months = months_of(*days, is_cut=day_ending(last, *known) is None)
        return "/".join(f"{month:%Y-%m}" for month in months) or iso_days(*days)
    return "/".join(dict.fromkeys(iso_instant(end, there) for end in (first, last)))


def planned_day(moment: datetime, zone: str) -> date | None:
    """Return the day for which something is planned, None where it is planned for an instant.

    What is planned is kept as its first instant alone. A day begins at midnight, or for today when
    it was written down, to a part of a second.
    """
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if local.time() == time.min or local.microsecond else None


def iso_planned(moment: datetime | None, zone: str) -> str | None:
    """Return what is planned: the day where a day was said."""
    if moment is None:
        return None
    day = planned_day(moment, zone)
    return iso_instant(moment, zone) if day is None else day.isoformat()


def months_of(first: date, last: date, *, is_cut: bool = False) -> tuple[date, ...]:
    """Return the first days of the first and the last month that days make up; () for other days.

    The days from the first of a month to the end of one are the same instants as those months, and
    are told as such. A month that was said before it was over is kept until it was written down
    (`is_cut`); days to that day, said as such, are kept in the same way and are told as months too.
    """
    ends = (last + DAY).day == 1 or (is_cut and first < last)
    return tuple(dict.fromkeys((first, last.replace(day=1)))) if first.day == 1 and ends else ()


def iso_days(first: date, last: date) -> str:
    """Return days as ISO 8601 has them: one, the first and the last, or whole months."""
    months = [f"{month:%Y-%m}" for month in months_of(first, last)]
    return "/".join(months or dict.fromkeys((first.isoformat(), last.isoformat())))
