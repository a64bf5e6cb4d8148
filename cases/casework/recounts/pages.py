"""Recounts in words: the list of corrections, one with its clocks, the decision."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.casework.models import Transition
from cases.casework.pages.clocks import counted_url, end_words
from cases.casework.pages.operation import since
from cases.casework.progress.charge import HANDED, Charge, charges_of
from cases.casework.recounts.choices import RecountState
from cases.casework.recounts.models import Recount, RecountedClock
from cases.casework.recounts.policies import OUTDATED
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.web import Page
from cases.templatetags.moments import moment

Row = dict[str, Any]
MOST = 100
A_PAGE = 100


def list_context(actor: Actor) -> Row:
    """Return the corrections, the newest first."""
    rows = Recount.objects.visible_to(actor).select_related("limit", "mission")
    found = list(rows.order_by("-pk")[: MOST + 1])
    labels = (
        *(_("What was corrected"), _("State"), _("Moved at once"), _("To be decided")),
        *(_("No longer late"), _("Now late")),
    )
    return {
        "columns": [{"label": label} for label in labels],
        "rows": [{"cells": cells_of(row, labels)} for row in found[:MOST]],
        "is_cut": len(found) > MOST,
    }


def cells_of(row: Recount, labels: tuple[str, ...]) -> list[Row]:
    """Return one correction as a line of the table."""
    listed = (row.found, row.acquitted, row.accused)
    is_over = row.state == RecountState.OUTDATED
    asked = ["–" if is_over else number_format(number) for number in listed]
    numbers = [number_format(row.moved), *asked]
    said = zip(labels[1:], [row.get_state_display(), *numbers], strict=True)
    first = {"text": str(row), "url": row.get_absolute_url()}
    return [first, *({"label": label, "text": text} for label, text in said)]


def recount_context(actor: Actor, recount: Recount, after: int) -> Row:
    """Return one correction with a page of its clocks, those behind the clock `after`."""
    rows = RecountedClock.objects.visible_to(actor).filter(recount=recount, clock__gt=after)
    joined = rows.select_related(
        *("case__citizen", "case__mission", "clock__limit", "clock__step__procedure")
    )
    lines = list(joined.order_by("clock_id")[: A_PAGE + 1])
    shown = lines[:A_PAGE]
    cases = [line.case for line in shown]
    charges = charges_of(cases, Transition.objects.filter(HANDED, case__in=cases))
    here = recount.get_absolute_url()
    labels = (_("Case"), _("Limit"), _("Deadline"), _("It said"), _("It would say"))
    return {
        "recount": recount,
        "facts": facts_of(recount, actor),
        "columns": [{"label": label} for label in labels],
        "rows": [{"cells": line_cells(line, labels, charges[line.case_id])} for line in shown],
        "ids": [line.pk for line in shown],
        "prev_url": here if after else "",
        "next_url": f"{here}?after={shown[-1].clock_id}" if len(lines) > A_PAGE else "",
        "acts": [
            {
                "label": row.form.title,
                "url": reverse("recount_operation", args=[recount.uuid, row.verb]),
            }
            for row in acts_now(actor, "recounts", recount)
        ],
    }


def facts_of(recount: Recount, actor: Actor) -> list[Row]:
    """Return what is said of a correction as a whole."""
    facts: list[Row] = [{"label": _("State"), "value": recount.get_state_display()}]
    if recount.corrected_because:
        who = recount.corrected_by or _("The configuration")
        facts.append({"label": _("Corrected by"), "value": who})
        facts.append({"label": _("Why"), "value": recount.corrected_because})
    if recount.limit_id is not None:
        facts.append(
            {"label": _("Running clocks moved at once"), "value": number_format(recount.moved)}
        )
    if recount.state == RecountState.OUTDATED and recount.decided_at is not None:
        since_then = moment(recount.decided_at, actor.zone)
        return [*facts, {"label": _("Nothing to decide"), "value": OUTDATED, "note": since_then}]
    if not recount.found:
        return facts
    facts += [
        {"label": _("Stopped clocks on the list"), "value": number_format(recount.found)},
        {"label": _("Another verdict"), "value": number_format(recount.rejudged)},
        {
            "label": _("Another last day alone"),
            "value": number_format(recount.found - recount.rejudged),
        },
        {"label": _("No longer late"), "value": number_format(recount.acquitted)},
        {"label": _("Now late"), "value": number_format(recount.accused)},
    ]
    if recount.decided_at is not None:
        who = recount.decided_by or _("The configuration")
        facts.append(
            {"label": _("Decided by"), "value": who, "note": moment(recount.decided_at, actor.zone)}
        )
        facts.append({"label": _("Why"), "value": recount.reason})
        facts.append({"label": _("Counted anew"), "value": number_format(recount.written)})
    return facts


def line_cells(line: RecountedClock, labels: tuple[str, ...], charge: Charge) -> list[Row]:
    """Return one clock as a line of the table; its last day is that of whose days it counted."""
    clock, case = line.clock, line.case
    mission = charge.at(clock.stopped_at) if clock.stopped_at else charge.now
    due = line.due_after or line.due_before
    ends = end_words(due, clock.limit, mission, clock.calendar) if due else ""
    said = line.verdict_words
    if line.is_moved and not any((line.verdict_before, line.verdict_after)):
        said = ("", _("Moved with the correction"))
    texts = (str(clock.limit), ends, *said)
    first = {"text": str(case.citizen), "url": case.get_absolute_url(), "note": case.reference}
    rest = [{"label": label, "text": text} for label, text in zip(labels[1:], texts, strict=True)]
    rest[0]["url"] = counted_url(case, clock.step) if clock.started_at else ""
    if line.due_before and line.due_before != due:
        former = end_words(line.due_before, clock.limit, mission, clock.calendar)
        rest[1]["note"] = format_html(_("before: {former}"), former=former)
    return [first, *rest]


def recount_operation() -> Page:
    """Return how the page of a decision looks; it leads back to the list."""

    def describe(actor: Actor, recount: Recount) -> Row:
        return {
            "reference": "",
            "name": str(recount),
            "url": recount.get_absolute_url(),
            "rows": facts_of(recount, actor),
        }

    def done(answer: Answer) -> str:
        return reverse("recount_detail", args=[answer.reference])

    return Page(describe=describe, done=done, since=since, cancel=reverse("recount_list"))
