"""The page that says how the limits of a step were counted, day by day."""

from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.clocks import end_words
from cases.casework.progress import load
from cases.casework.progress.explaining import DayCounted, Explained, explained
from cases.casework.progress.ticking import Calendars
from cases.core.errors import not_found
from cases.procedures.citations import cited
from cases.procedures.pages.words import amount_words, whose_words
from cases.procedures.pages.words import end_words as roll_words
from cases.templatetags.moments import occurred

Row = dict[str, Any]


def counted_context(case: Case, code: str) -> Row:
    """Return each limit of a step that has a start, with its days."""
    (file,) = load([case])
    step = file.by_code.get(code)
    if step is None:
        raise not_found()
    return {
        "reference": case.reference,
        "step": str(step.procedure),
        "back_url": f"{case.get_absolute_url()}#step-{code}",
        "clocks": [clock_row(case, one) for one in explained(file, code, Calendars())],
    }


def clock_row(case: Case, one: Explained) -> Row:
    """Return one limit: by what it is counted, from when until when, and its days."""
    clock, limit = one.clock, one.clock.limit
    confirmed = _("Confirmed by a source") if limit.verified else _("It counts against nobody.")
    facts: list[Row] = [
        {"label": _("Limit"), "value": amount_words(limit), "note": cited(limit.legal_basis)},
        {"label": _("Confirmed"), "value": confirmed},
        {
            "label": _("Calendar"),
            "value": whose_words(clock.calendar),
            "note": roll_words(limit),
        },
        {"label": _("Start"), "value": span(clock.started_from, clock.started_at, one.zone)},
    ]
    if clock.due_at is not None:
        due = end_words(clock.due_at, limit, case.mission, clock.calendar)
        facts.append({"label": _("Deadline"), "value": due})
    facts.append(
        {
            "label": _("Result"),
            "value": clock.get_verdict_display() or clock.get_state_display(),
            "note": span(clock.stopped_from, clock.stopped_at, one.zone),
        }
    )
    return {"name": str(limit), "facts": facts, "days": [day_row(day) for day in one.days]}


def span(first: datetime | None, last: datetime | None, zone: str) -> SafeString | str:
    """Return when something happened, in the zone of the calendar."""
    return occurred(first, last, zone)


def day_row(day: DayCounted) -> Row:
    """Return one day and what it counts as."""
    counts = _("Day %(number)s") % {"number": day.number} if day.number else _("Does not count")
    if not day.number and not day.why:
        counts = _("Last day")
    return {"day": day.day, "counts": counts, "why": day.why or day.note}
