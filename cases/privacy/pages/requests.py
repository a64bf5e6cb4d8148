"""Requests about personal data in words: the list, one request, what leads to doing it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.blocking import left_and_tone
from cases.casework.pages.operation import since
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import possible_on
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.privacy.choices import RightsKind
from cases.privacy.deadlines import Calendars, calendars_of, running_term
from cases.privacy.models import RightsRequest
from cases.privacy.queries_requests import cases_of, request_page, requests_of
from cases.templatetags.moments import day_words, moment

Row = dict[str, Any]
ON_CITIZEN: Mapping[str, tuple[str, ...]] = {
    RightsKind.INFORM: ("report",),
    RightsKind.COPY: ("report",),
    RightsKind.CORRECTION: ("correct",),
    RightsKind.DELETION: ("ask-anonymisation",),
}
ON_CASE: Mapping[str, tuple[str, ...]] = {
    RightsKind.CONSENT: ("withdraw-consent",),
    RightsKind.RESTRICTION: ("set-legal-basis",),
    RightsKind.OBJECTION: ("set-legal-basis",),
    RightsKind.PROCESSOR: ("set-legal-basis",),
}
"""Which act does what is asked; each has its own page, where it always is."""


def list_context(actor: Actor, place: str, show: str) -> dict[str, Any]:
    """Return a page of the requests of the actor's mission."""
    is_open = show != "settled"
    page = request_page(actor, place, is_open=is_open)
    return {
        "lines": lines_of(page.rows, actor),
        "ids": [row.pk for row in page.rows],
        "is_open": is_open,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "prev_url": address(show, page.previous) if page.previous else "",
        "next_url": address(show, page.following) if page.following else "",
        "open_url": reverse("rights_requests"),
        "settled_url": address("settled", ""),
    }


def address(show: str, place: str) -> str:
    """Return the address of a page of the list."""
    asks = {"show": "settled" if show == "settled" else "", "page": place}
    said = urlencode({name: value for name, value in asks.items() if value})
    return reverse("rights_requests") + (f"?{said}" if said else "")


def lines_of(rows: Sequence[RightsRequest], actor: Actor) -> list[Row]:
    """Return the lines of a list: one query for the calendars of all missions in it."""
    calendars = calendars_of(row.mission for row in rows if row.is_open)
    now = present.now()
    return [line_of(row, calendars, now, actor) for row in rows]


def line_of(row: RightsRequest, calendars: Calendars, now: datetime, actor: Actor) -> Row:
    """Return one request in a list."""
    return {
        "name": row.citizen.full_name,
        "url": row.get_absolute_url(),
        "kind": row.get_kind_display(),
        "asked_by": row.get_asked_by_display(),
        "mission": row.mission.label if actor.is_headquarters else "",
        "received_on": row.received_on,
        "last_day": row.last_day,
        "is_open": row.is_open,
        "state": state_words(row),
        **deadline_words(row, calendars, now),
    }


def deadline_words(row: RightsRequest, calendars: Calendars, now: datetime) -> Row:
    """Return how much of the term is left and how pressing that is; how it ended otherwise.

    A term that is not verified presses nobody, and judges nobody.
    """
    term = running_term(row)
    if not term.verified:
        return {"left": _("term not verified"), "tone": "quiet"}
    if row.is_open:
        calendar = calendars[row.mission_id, term.calendar]
        left, tone = left_and_tone(now, row.due_at, term.unit, calendar)
        return {"left": left, "tone": tone}
    in_time = is_in_time(row)
    return {
        "left": _("in time") if in_time else _("late"),
        "tone": "quiet" if in_time else "stop",
    }


def is_in_time(row: RightsRequest) -> bool:
    """Return whether a request was settled on the last day of its term or before."""
    assert row.settled_on is not None, "only what was settled has ended"
    return row.settled_on <= row.last_day


def state_words(row: RightsRequest) -> str:
    """Return how a request stands; of an open one whether it was confirmed."""
    if not row.is_open:
        return str(row.get_status_display())
    return _("Confirmed, to be done") if row.confirmed_on else _("To be confirmed or answered")


def person_context(actor: Actor, citizen: Citizen, reference: str) -> dict[str, Any]:
    """Return what one person asked, and the way to take down another request of hers."""
    rows = requests_of(actor, citizen)
    query = f"?{urlencode({'case': reference})}" if reference else ""
    may = actor.may("rights.record") and citizen.anonymised_at is None
    return {
        "person": citizen.full_name,
        "lines": lines_of(rows, actor),
        "ids": [row.pk for row in rows],
        "back_url": back_url(reference),
        "record_url": reverse("rights_request_new", args=[citizen.uuid]) + query if may else "",
    }


def back_url(reference: str) -> str:
    """Return where a page of a person was opened from: a case, else the list."""
    return reverse("case_detail", args=[reference]) if reference else reverse("rights_requests")


def detail_context(actor: Actor, row: RightsRequest) -> dict[str, Any]:
    """Return the page of one request."""
    possible = possible_on(actor, "rights-requests", row)
    cases = cases_of(actor, row.citizen)
    return {
        "name": row.citizen.full_name,
        "kind": row.get_kind_display(),
        "line": lines_of([row], actor)[0],
        "asked": asked_rows(actor, row),
        "course": course_rows(actor, row),
        "term": term_note(row),
        "acts": [
            {"label": item.declared.form.title, "url": act_url(row, item.declared.verb)}
            for item in possible
            if item.is_possible
        ],
        "doing": list(doing_links(actor, row, cases)) if row.is_open else [],
        "cases": [{"reference": case.reference, "url": case.get_absolute_url()} for case in cases],
        "person_url": reverse("rights_requests_of", args=[row.citizen.uuid]),
    }


def act_url(row: RightsRequest, verb: str) -> str:
    """Return the page of an act on a request."""
    return reverse("rights_request_operation", args=[row.uuid, verb])


def asked_rows(actor: Actor, row: RightsRequest) -> list[Row]:
    """Return what was asked, by whom and when."""
    asker = row.get_asked_by_display()
    return [
        {"label": _("What is asked"), "value": row.get_kind_display()},
        {"label": _("In brief"), "value": row.words},
        {
            "label": _("Who asks"),
            "value": f"{asker}: {row.asker_name}" if row.asker_name else asker,
            "note": row.mandate,
        },
        {
            "label": _("Came in"),
            "value": day_words(row.received_on),
            "note": row.get_channel_display(),
        },
        {"label": _("Answers for it"), "value": row.mission.label},
        {
            "label": _("Taken down"),
            "value": moment(row.recorded_at, actor.zone),
            "note": str(row.recorded_by or _("The system")),
        },
    ]


def deadline_row(row: RightsRequest) -> Row:
    """Return the last day of the term that runs, with what is to be known of it."""
    note = "" if running_term(row).verified else _("Unconfirmed: it counts against nobody.")
    return {"label": _("Deadline"), "value": day_words(row.last_day), "note": note}


def course_rows(actor: Actor, row: RightsRequest) -> list[Row]:
    """Return how it went on: the term that runs, what was confirmed, answered, refused."""
    rows: list[Row] = []
    if row.is_open:
        rows.append(deadline_row(row))
    rows.append(
        {
            "label": _("Confirmed"),
            "value": day_words(row.confirmed_on) if row.confirmed_on else _("No"),
        }
    )
    if row.extended_on is not None:
        words = day_words(row.extended_on)
        rows.append({"label": _("Takes longer"), "value": words, "note": row.extend_reason})
    return rows if row.is_open else [*rows, *end_rows(actor, row)]


def end_rows(actor: Actor, row: RightsRequest) -> Iterator[Row]:
    """Yield how a request ended."""
    assert row.settled_on is not None, "only what was settled has ended"
    by = row.settled_by or _("The system")
    yield {
        "label": row.get_status_display(),
        "value": day_words(row.settled_on),
        "note": _("noted by %(officer)s") % {"officer": by},
    }
    if row.outcome:
        yield {"label": _("What was done"), "value": row.get_outcome_display(), **link_of(row)}
    if row.refusal_ground:
        yield {"label": _("Legal ground"), "value": row.refusal_ground}
    if row.answer:
        yield {"label": _("What was said"), "value": row.answer}


def link_of(row: RightsRequest) -> Row:
    """Return what the outcome points to: the day of the report, or the case of the consent."""
    if row.report is not None:
        return {"note": day_words(row.report.recorded_at.astimezone(ZoneInfo(row.mission.zone)))}
    if row.basis is not None:
        case = row.basis.case
        return {"url": case.get_absolute_url(), "url_label": case.reference}
    return {}


def term_note(row: RightsRequest) -> str:
    """Return where the last term comes from, and whether a source was found that says so."""
    term = running_term(row)
    said = _("Term by %(law)s.") % {"law": term.law}
    if term.verified:
        return said
    doubt = _("This term is not confirmed. %(missing)s.") % {"missing": term.missing_words}
    return f"{said} {doubt}"


def doing_links(actor: Actor, row: RightsRequest, cases: Sequence[Case]) -> Iterator[Row]:
    """Yield the ways to what does what is asked, for whom the role allows it."""
    back = f"?{urlencode({'case': cases[0].reference})}" if cases else ""
    offered = {(item.resource, item.verb): item for item in DECLARED.values()}
    for verb in ON_CITIZEN.get(row.kind, ()):
        item = offered["citizens", verb]
        if actor.may(item.operation.may) and row.citizen.anonymised_at is None:
            url = reverse("citizen_operation", args=[row.citizen.uuid, verb]) + back
            yield {"label": item.form.title, "url": url}
    for verb in ON_CASE.get(row.kind, ()):
        item = offered["cases", verb]
        for case in cases if actor.may(item.operation.may) else ():
            url = reverse("case_operation", args=[case.reference, verb])
            yield {"label": f"{item.form.title}: {case.reference}", "url": url}


def request_operation() -> Page:
    """Return how the page of an act on a request looks; it leads back to the request."""

    def describe(actor: Actor, row: RightsRequest) -> dict[str, Any]:
        return {
            "reference": "",
            "name": row.citizen.full_name,
            "url": row.get_absolute_url(),
            "rows": [
                {"label": _("What is asked"), "value": row.get_kind_display(), "note": row.words},
                {"label": _("Came in"), "value": day_words(row.received_on)},
                deadline_row(row),
            ],
        }

    return Page(describe=describe, done=request_url, since=since, cancel=reverse("rights_requests"))


def request_url(answer: Answer) -> str:
    """Return the page of the request that was acted on."""
    return reverse("rights_request", args=[answer.reference])
