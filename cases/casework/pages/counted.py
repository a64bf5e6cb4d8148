"""The page that says how the limits of a step were counted, day by day."""

from collections.abc import Collection
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.casework.choices import InTime
from cases.casework.models import Case
from cases.casework.pages.clocks import AT_CLOSING, due_words
from cases.casework.progress import load
from cases.casework.progress.explaining import (
    HOUR,
    DayCounted,
    Explained,
    TimeCounted,
    Walk,
    explained,
)
from cases.casework.progress.telling import left_words
from cases.casework.progress.ticking import Calendars
from cases.core.calendars import INSTANT
from cases.core.errors import not_found
from cases.missions.calendars import countries_behind, not_entered
from cases.places.choices import Country
from cases.procedures.choices import LimitUnit, StopEvent
from cases.procedures.citations import cited
from cases.procedures.pages.words import amount_words, counted_words, whose_words
from cases.procedures.pages.words import end_words as roll_words
from cases.templatetags.moments import day, moment, occurred

Row = dict[str, Any]


def counted_context(case: Case, code: str) -> Row:
    """Return each limit of a step that has a start, with its days."""
    (file,) = load([case])
    step = file.by_code.get(code)
    if step is None:
        raise not_found()
    clocks = explained(file, code, Calendars())
    unsure = not_entered(pair for one in clocks for pair in bearing(case, one))
    return {
        "reference": case.reference,
        "step": str(step.procedure),
        "back_url": f"{case.get_absolute_url()}#step-{code}",
        "clocks": [clock_row(one, open_days(case, one, unsure)) for one in clocks],
    }


def bearing(case: Case, one: Explained) -> list[tuple[str, date]]:
    """Return the countries whose days off bear on a limit, each with its last day."""
    clock = one.clock
    if clock.due_at is None or not clock.calendar:
        return []
    last = (clock.due_at - INSTANT).astimezone(ZoneInfo(one.zone)).date()
    return [(code, last) for code in countries_behind(case.mission, clock.calendar)]


def open_days(case: Case, one: Explained, unsure: Collection[tuple[str, date]]) -> str:
    """Return that the days off of a country are not entered so far, if they are not."""
    codes = [pair[0] for pair in bearing(case, one) if pair in unsure]
    countries = ", ".join(str(Country(code).label) for code in codes)
    said = _("Not every day off until then is entered (%(countries)s): others may follow.")
    return said % {"countries": countries} if countries else ""


def clock_row(one: Explained, open_days: str) -> Row:
    """Return one limit: by what it is counted, from when until when, and its days.

    `open_days`: that its calendar is not known to the end.
    """
    clock, limit = one.clock, one.clock.limit
    confirmed = _("By a source") if limit.verified else _("No: it counts against nobody.")
    facts: list[Row] = [
        {"label": _("Limit"), "value": amount_words(limit), "note": cited(limit.legal_basis)},
        {"label": pgettext("limit", "Confirmed"), "value": confirmed},
        {
            "label": _("Calendar"),
            "value": whose_words(clock.calendar),
            "note": roll_words(limit),
        },
        *([{"label": _("Days off"), "value": open_days}] if open_days else []),
        {
            "label": _("Start"),
            "value": occurred(clock.started_from, clock.started_at, one.starts_in),
        },
        *due_rows(one),
        {
            "label": _("Result"),
            "value": result_words(one),
            "note": stop_words(one),
        },
        *stop_rows(one),
    ]
    walks = [walk_row(walk, one) for walk in one.walks]
    return {"name": str(limit), "facts": facts, "walks": walks}


def due_rows(one: Explained) -> list[Row]:
    """Return when a limit runs out; of a start that is known to a span, at the earliest too."""
    clock, limit = one.clock, one.clock.limit
    if clock.due_from is None or clock.due_at is None:
        return []
    latest = {"label": _("Deadline"), "value": due_words(clock.due_at, limit, one.zone), "note": ""}
    if one.as_before:
        latest["note"] = _("By a rule or a calendar that was corrected since; no days are listed.")
    if clock.due_from == clock.due_at:
        return [latest]
    earliest = due_words(clock.due_from, limit, one.zone)
    return [{"label": _("Deadline at the earliest"), "value": earliest}, latest]


def result_words(one: Explained) -> str:
    """Return how a clock stands: its verdict, that at the closing, what is left or overdue."""
    clock = one.clock
    if one.by_closing and clock.verdict and (clock.is_counted or clock.verdict != InTime.LATE):
        return capfirst(str(AT_CLOSING[InTime(clock.verdict)][1]))
    if one.left is None:
        return clock.verdict_words or clock.get_state_display()
    words = left_words(one.left, clock.limit.unit)
    if one.left < 0 and not clock.is_counted:
        words = _("the last day is past; it counts against nobody")
    return f"{clock.get_state_display()}: {words}"


def stop_words(one: Explained) -> str:
    """Return when a clock stopped, as it was said; days may begin before the question."""
    said = occurred(one.clock.stopped_from, one.clock.stopped_at, one.stops_in)
    if not one.begins_before:
        return said
    return format_html(_("{said}, not before the question"), said=said)


def stop_rows(one: Explained) -> list[Row]:
    """Return what stopped a limit: the closing; of what a body has to answer, which date."""
    if one.by_closing:
        return [{"label": _("Stopped by"), "value": _("the closing of the case"), "note": ""}]
    stopped = one.clock.stopped_at is not None and one.clock.limit.stops == StopEvent.ANSWERED
    if one.letter is None and not stopped:
        return []
    said = _("the date of their letter") if one.letter else _("the day on which the answer came")
    return [
        {"label": _("Stopped by"), "value": said, "note": day(one.letter) if one.letter else ""}
    ]


def walk_row(walk: Walk, one: Explained) -> Row:
    """Return the days of a term, or the times of one in hours, from one of its possible starts."""
    rows = [day_row(one_day) for one_day in walk.days]
    rows += [time_row(row, one.zone) for row in walk.times]
    if len(one.walks) == 1:
        return {"name": "", "days": rows}
    limit = one.clock.limit
    said = moment if limit.unit == LimitUnit.HOURS else day
    name = format_html(
        _("{amount} from {start}"),
        amount=counted_words(limit, walk.amount),
        start=said(walk.start, one.zone),
    )
    return {"name": name, "days": rows}


def time_row(row: TimeCounted, zone: str) -> Row:
    """Return what a time of a term in hours counts as."""
    since, until = moment(row.since, zone), moment(row.until, zone)
    hours = round((row.until - row.since) / HOUR)
    counts = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    if row.why:
        counts = _("Does not count")
    return {"time": format_html("{} – {}", since, until), "counts": counts, "why": row.why}


def day_row(one: DayCounted) -> Row:
    """Return what one day counts as."""
    counts = _("Day %(number)s") % {"number": one.number} if one.number else _("Does not count")
    if not one.number and not one.why:
        counts = _("Last day")
    return {"day": one.day, "counts": counts, "why": one.why or one.note}
