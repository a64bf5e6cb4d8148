"""Moments as staff read them: local time of a zone, with the zone named."""

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from cases.core.partial import PartialDate
from cases.core.precision import day_ending, days_between, months_of, planned_day

register = template.Library()

STORED = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?")
CITIES = {"Asia/Ho_Chi_Minh": gettext_lazy("Viet Nam")}


def zone_name(zone: str) -> str:
    """Return how staff call the time of a zone, such as "Bangkok time"."""
    if zone == "UTC":
        return "UTC"
    city = CITIES.get(zone) or zone.rsplit("/", 1)[-1].replace("_", " ")
    return gettext("%(city)s time") % {"city": city}


def day_words(value: date) -> str:
    """Return a day in the order of the reader's language."""
    return day_in(get_language(), value.year, value.month, value.day)


@lru_cache(maxsize=4096)
def day_in(_language: str | None, year: int, month: int, number: int) -> str:
    """Return a day in the language that is active; pages name the same days again and again."""
    return date_format(date(year, month, number), "DATE_FORMAT")


def partial_words(value: PartialDate) -> str:
    """Return a date no more precise than it is known: "12 Apr 1998", "Apr 1998", "1998"."""
    if value.precision == "year":
        return str(value.first.year)
    if value.precision == "day":
        return day_words(value.first)
    return date_format(value.first, "YEAR_MONTH_FORMAT")


def stored_words(text: str) -> str:
    """Return a date, or days, that are kept as text in words; what is no date as it is."""
    if not STORED.fullmatch(text):
        return text
    try:
        dates = [PartialDate.parse(part) for part in text.split("/")]
    except ValueError:
        return text
    return " – ".join(map(partial_words, dates))


def element(value: datetime, zone: str) -> SafeString:
    """Return the moment as a time element, in the zone, to the minute."""
    local = value.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}">{}, {}</time>',
        local.isoformat(timespec="minutes"),
        day_words(local),
        local.strftime("%H:%M"),
    )


def with_zone(words: SafeString, zone: str, style: str) -> SafeString:
    """Name the zone after the words, unless the page names it once for all (`bare`)."""
    if "bare" in style:
        return words
    return format_html('{} <span class="zone">{}</span>', words, zone_name(zone))


def with_seconds(value: datetime, zone: str) -> str:
    """Return a moment to the second, as the record needs it: "22 Oct 2025, 14:30:05"."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{day_words(local)}, {local:%H:%M:%S}"


@register.simple_tag
def seconds(value: datetime, zone: str) -> SafeString:
    """Print a moment to the second, the zone named once for the page."""
    local = value.astimezone(ZoneInfo(zone))
    words = with_seconds(value, zone)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.simple_tag
def moment(value: datetime | None, zone: str, style: str = "") -> SafeString | str:
    """Print a moment: "22 Oct 2025, 14:30 Bangkok time"."""
    if value is None:
        return ""
    return with_zone(element(value, zone), zone, style)


@register.simple_tag
def last_known(value: datetime | None, zone: str, style: str = "") -> SafeString | str:
    """Print a moment of which the last instant alone is kept; a bare day without a time."""
    if value is not None and (bare := day_ending(value, zone)) is not None:
        return day(bare)
    return moment(value, zone, style)


@register.simple_tag
def planned(value: datetime, zone: str) -> SafeString | str:
    """Print what is planned; a bare day without a time."""
    if (bare := planned_day(value, zone)) is not None:
        return day(bare)
    return moment(value, zone)


@register.simple_tag
def end_of(value: datetime, zone: str) -> SafeString | str:
    """Print a moment; the last instant of a day as "the end of 22 Oct 2025, Bangkok time"."""
    if (bare := day_ending(value, zone)) is None:
        return moment(value, zone)
    words = format_html(gettext("the end of {day}"), day=day(bare))
    return with_zone(words, zone, "")


@register.simple_tag
def day(value: date | datetime | None, zone: str = "UTC") -> SafeString | str:
    """Print a day: "22 Oct 2025"."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone)).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), day_words(local))


def as_months(first: datetime, last: datetime, zone: str) -> list[PartialDate]:
    """Return the month that was said, or the first and the last one; [] for what is no month."""
    days = days_between(first, last, zone)
    months = months_of(*days, is_cut=day_ending(last, zone) is None) if days else ()
    return [PartialDate(month, "month") for month in months]


def as_dates(first: datetime, last: datetime, zone: str) -> list[PartialDate]:
    """Return the day or the month on which something happened, or the first and the last one."""
    if months := as_months(first, last, zone):
        return months
    days = days_between(first, last, zone) or [
        end.astimezone(ZoneInfo(zone)).date() for end in (first, last)
    ]
    return [PartialDate(day, "day") for day in dict.fromkeys(days)]


def zone_of_days(first: datetime, last: datetime, *zones: str) -> str:
    """Return in which of the zones a moment is known to days, nothing for other moments."""
    return next((zone for zone in zones if days_between(first, last, zone)), "")


@register.simple_tag
def occurred(
    first: datetime | None, last: datetime | None, zone: str, style: str = ""
) -> SafeString | str:
    """Print when a fact happened: a moment, a day, months, or a time between two of them.

    The style `since` prints the two with a dash between, as after a word such as "since".
    """
    if first is None or last is None:
        return ""
    if first == last:
        return with_zone(element(last, zone), zone, style)
    if months := as_months(first, last, zone):
        pairs = [(month, partial_words(month)) for month in months]
        return format_html_join(" – ", '<time datetime="{}">{}</time>', pairs)
    days = days_between(first, last, zone)
    if days is not None and days[0] == days[1]:
        return day(days[0])
    ends = [day(end) for end in days] if days else [element(end, zone) for end in (first, last)]
    joined = "{first} – {last}" if "since" in style else gettext("between {first} and {last}")
    between = format_html(joined, first=ends[0], last=ends[1])
    return between if days else with_zone(between, zone, style)


def days_words(first: datetime, last: datetime, zone: str, there: str = "") -> str:
    """Return on which day something happened, no more precisely than it is known.

    "22 Oct 2025", "Oct 2025", "Oct 2025 – Nov 2025", "5 Oct 2025 – 7 Oct 2025". A day of
    another zone `there` has its name: "23 Oct 2025 (Viet Nam time)".
    """
    if there and zone_of_days(first, last, zone, there) == there != zone:
        return f"{days_words(first, last, there)} ({zone_name(there)})"
    return " – ".join(map(partial_words, as_dates(first, last, zone)))


def dates_words(first: date, last: date) -> str:
    """Return days in words: one, the first and the last, or whole months."""
    months = [partial_words(PartialDate(month, "month")) for month in months_of(first, last)]
    return " – ".join(months or dict.fromkeys(day_words(end) for end in (first, last)))
