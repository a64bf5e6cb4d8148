"""`manage.py clocks`: how the limits of a step were counted, to be checked by hand."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from cases.casework.models import Case
from cases.casework.pages.counted import result_words
from cases.casework.progress import load
from cases.casework.progress.explaining import (
    DayCounted,
    Explained,
    TimeCounted,
    explained,
    instant_words,
)
from cases.casework.progress.ticking import Calendars
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.precision import INSTANT, iso_between
from cases.procedures.choices import LimitUnit, StopEvent
from cases.procedures.pages.words import amount_words, counted_words, whose_words


class Command(BaseCommand):
    """Reads with the eyes of the system, and writes nothing."""

    help = "Print how the limits of a step were counted, day by day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The case and its step."""
        parser.add_argument(
            "--explain", nargs=2, metavar=("CASE", "STEP"), required=True, help="BKK-2025-00042 ..."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Explain each limit that has a start."""
        reference, code = options["explain"]
        with eyes(SYSTEM):
            rows = Case.objects.visible_to(SYSTEM).select_related("mission", "citizen")
            case = rows.filter(reference=reference).first()
            if case is None:
                raise CommandError(f"There is no case {reference}.")
            (file,) = load([case])
            if code not in file.by_code:
                known = ", ".join(sorted(file.by_code))
                raise CommandError(f"There is no step {code}. Steps of this case: {known}.")
            found = explained(file, code, Calendars())
        for one in found:
            self.stdout.write("\n".join(lines_of(one)))
        if not found:
            self.stdout.write("No limit of this step has a start.")


def lines_of(one: Explained) -> Iterator[str]:
    """Yield one clock in lines."""
    clock, limit = one.clock, one.clock.limit
    yield f"{limit.reference}: {limit}"
    yield f"  term      {amount_words(limit)}, {limit.legal_basis or 'no legal basis'}"
    yield f"  confirmed {'yes' if limit.verified else 'no: it counts against nobody'}"
    yield f"  calendar  {clock.calendar} ({whose_words(clock.calendar)}), days of {one.zone}"
    yield f"  roll      {limit.roll or '-'}, day ends at {limit.day_ends or '-'}"
    yield f"  start     {said_words(clock.started_from, clock.started_at, one.starts_in)}"
    if one.as_before:
        yield "  judged by a rule or a calendar that was corrected since: its days are not told"
    for walk in one.walks:
        if len(one.walks) > 1:
            amount = counted_words(limit, walk.amount)
            yield f"  {amount}, counted from {instant_words(walk.start, one.zone)}"
        for day in walk.days:
            yield f"    {day_line(day)}"
        for time in walk.times:
            yield f"    {time_line(time, one.zone)}"
        yield f"    due {instant_words(walk.due, one.zone)}{last_day_words(walk.due, one)}"
    due = span_words(clock.due_from, clock.due_at, one.zone)
    yield f"  due       {due}{last_day_words(clock.due_at, one)}"
    stop = said_words(clock.stopped_from, clock.stopped_at, one.stops_in)
    yield f"  stop      {stop}{', not before the question' if one.begins_before else ''}"
    if one.by_closing:
        yield "  stopped by the closing of the case"
    elif one.letter:
        yield f"  stopped by the date of their letter, {one.letter}"
    elif clock.stopped_at and limit.stops == StopEvent.ANSWERED:
        yield "  stopped by the day on which the answer came"
    yield f"  verdict   {result_words(one)}"


def time_line(row: TimeCounted, zone: str) -> str:
    """Return a time of a term in hours in a line."""
    said = f"not counted, {row.why}" if row.why else f"counts {row.until - row.since}"
    return f"{span_words(row.since, row.until, zone)}  {said}"


def day_line(day: DayCounted) -> str:
    """Return one day in a line."""
    said = f"day {day.number}" if day.number else "not counted" if day.why else "last day"
    return ", ".join(part for part in (f"{day.day:%Y-%m-%d %a}  {said}", day.why, day.note) if part)


def last_day_words(due: datetime | None, one: Explained) -> str:
    """Return the last day of a term in days."""
    if due is None or one.clock.limit.unit == LimitUnit.HOURS:
        return ""
    return f" (last day {(due - INSTANT).astimezone(ZoneInfo(one.zone)):%Y-%m-%d})"


def said_words(first: datetime | None, last: datetime | None, zone: str) -> str:
    """Return when something happened, as precisely as it is known, a dash where it did not."""
    return iso_between(first, last, zone) or "-"


def span_words(first: datetime | None, last: datetime | None, zone: str) -> str:
    """Return a span of instants, one where it is known exactly, a dash where there is none."""
    if first is None or last is None:
        return "-"
    ends = dict.fromkeys(instant_words(moment, zone) for moment in (first, last))
    return " to ".join(ends)
