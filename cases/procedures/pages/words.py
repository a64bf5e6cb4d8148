"""Limits, steps and gates in words."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.core.conditions import CONDITIONS
from cases.places.choices import Country
from cases.procedures.choices import (
    Body,
    CalendarOf,
    DayEnds,
    LimitUnit,
    PlaybookStatus,
    Roll,
    Stage,
    StartEvent,
    StopEvent,
)
from cases.procedures.models import Limit, Procedure
from cases.procedures.results import fields_of

TONES = {
    PlaybookStatus.DRAFT: ("wait", "note"),
    PlaybookStatus.PUBLISHED: ("good", "check"),
    PlaybookStatus.RETIRED: ("quiet", "cross"),
}


def amount_words(limit: Limit) -> str:
    """Return how long it is: "2 working days", with what its condition makes of it."""
    if limit.amount_if is None:
        amount = counted_words(limit, limit.amount)
        if not limit.condition:
            return amount
        said = {"amount": amount, "condition": limit.get_condition_display()}
        return _("%(amount)s; only if: %(condition)s") % said
    return _("%(amount)s; %(other)s if: %(condition)s") % {
        "amount": counted_words(limit, limit.amount),
        "other": counted_words(limit, limit.amount_if),
        "condition": limit.get_condition_display(),
    }


def counted_words(limit: Limit, number: int) -> str:
    """Return a number of the unit of a limit."""
    if limit.unit == LimitUnit.HOURS:
        words = ngettext("%(number)s hour", "%(number)s hours", number)
    elif limit.unit == LimitUnit.CALENDAR_DAYS:
        words = ngettext("%(number)s calendar day", "%(number)s calendar days", number)
    else:
        words = ngettext("%(number)s working day", "%(number)s working days", number)
    return words % {"number": number}


def start_words(limit: Limit, procedures: Mapping[str, Procedure]) -> str:
    """Return from when it is counted."""
    named = procedures.get(limit.start_procedure)
    said = {
        "procedure": named.label if named else limit.start_procedure,
        "date": date_label(named, limit.start_field),
        "procedures": ", ".join(
            str(procedures.get(code, code))
            for code in (limit.start_procedure, *limit.start_procedures)
        ),
        "place": limit.get_start_place_display(),
        "stage": Stage(limit.start_stage).label if limit.start_stage else "",
    }
    sentences = {
        StartEvent.OPENED: _("from when the step can begin"),
        StartEvent.ASKED: _("from when the body is asked"),
        StartEvent.ANSWERED: _("from the answer"),
        StartEvent.DONE: _("from when “%(procedure)s” is done"),
        StartEvent.RESULT: _("from “%(date)s” of “%(procedure)s”"),
        StartEvent.STAGE: _("from the stage “%(stage)s”"),
        StartEvent.SEVERAL: _("from when all of these are done: %(procedures)s"),
        StartEvent.STAY: _("from the placement (%(place)s)"),
    }
    return sentences[StartEvent(limit.starts)] % said


def date_label(procedure: Procedure | None, name: str) -> str:
    """Return how a date in the result of a procedure is called."""
    if procedure is None:
        return name
    return next((row.words for row in fields_of(procedure) if row.name == name), name)


def stop_words(limit: Limit) -> str:
    """Return until when it is counted."""
    return {
        StopEvent.ASKED: _("until the body is asked"),
        StopEvent.ANSWERED: _("until the answer comes"),
        StopEvent.DONE: _("until the step is done"),
    }[StopEvent(limit.stops)]


def calendar_words(limit: Limit) -> str:
    """Return whose days off count, empty for hours."""
    if limit.unit == LimitUnit.HOURS:
        return ""
    if limit.calendar in Country.values:
        country = Country(limit.calendar).label
        return _("by the calendar of %(country)s") % {"country": country}
    return {
        CalendarOf.MISSION: _("by the calendar of the mission"),
        CalendarOf.HOST: _("by the calendar of the host country"),
        CalendarOf.NONE: _("every day counts like every other"),
    }[CalendarOf(limit.calendar)]


def whose_words(whose: str) -> str:
    """Return whose days off a clock was counted by, in words."""
    return str(CalendarOf(whose.partition("/")[0]).label) if whose else ""


def end_words(limit: Limit) -> str:
    """Return when the last day ends and what a day off does to it, empty for hours."""
    parts = []
    if limit.roll and limit.calendar != CalendarOf.NONE:
        parts.append(
            {
                Roll.NEXT: _("a last day off moves the end to the next working day"),
                Roll.NONE: _("a last day off moves nothing"),
            }[Roll(limit.roll)]
        )
    if limit.day_ends == DayEnds.OFFICE:
        parts.append(_("the day ends when the office closes"))
    return ", ".join(parts)


def validity_words(limit: Limit) -> str:
    """Return in which time it is in force, empty for ever."""
    first = date_format(limit.valid_from, "DATE_FORMAT") if limit.valid_from else ""
    last = date_format(limit.valid_until, "DATE_FORMAT") if limit.valid_until else ""
    if first and last:
        return _("in force from %(first)s until %(last)s") % {"first": first, "last": last}
    if first:
        return _("in force from %(first)s") % {"first": first}
    return _("in force until %(last)s") % {"last": last} if last else ""


def country_words(codes: list[str]) -> str:
    """Return for people in which countries a playbook is taken by itself."""
    if not codes:
        return _("Nobody by itself; it is chosen by hand")
    names = [str(Country(code).label) if code else _("Nobody knows where") for code in codes]
    return ", ".join(names)


def body_words(body: str) -> str:
    """Return who must act."""
    return str(Body(body).label)


def missing_words(condition: str) -> str:
    """Return what a condition says when it does not hold, else its name."""
    known = CONDITIONS.get(condition)
    return str(known.missing) if known else condition
