"""The page of one report: its envelope, once it is open its words, and what can be done."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.casework.pages.operation import since
from cases.citizens.named import name_shown
from cases.citizens.search.people import Match
from cases.citizens.search.reasons import reasons_told
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.partial import PartialDate
from cases.core.possible import possible_on
from cases.core.text import labelled, language_of
from cases.core.web import Page
from cases.reports.choices import ReportStatus
from cases.reports.likely import AT_FIRST, Perhaps, perhaps_about
from cases.reports.models import ReceivedReport, ReportLink
from cases.reports.pages.listed import operation_url
from cases.reports.pages.words import (
    came_in,
    kind_of_sender,
    people_words,
    sender_words,
    state_of,
    waits_of,
)
from cases.reports.queries import cases_of, doubles_of, links_of
from cases.reports.repeated import REASONS, Repeated, repeated
from cases.templatetags.moments import moment, partial_words

Row = dict[str, Any]
ONE_CLICK = frozenset({"open", "take", "put-back", "separate", "reopen"})
"""Acts that ask for nothing more: a button does them at once."""
NOT_IN_THE_ROW = frozenset({"register", "unlink"})
"""Offered beside each person whom the report names, or each case it is linked to."""


def detail_context(actor: Actor, report: ReceivedReport, *, all_of_them: bool) -> Row:
    """Return the page of one report."""
    verbs = {row.declared.verb: row for row in possible_on(actor, "received-reports", report)}
    may = frozenset(verb for verb, row in verbs.items() if row.is_possible)
    links = links_of(actor, report) if report.is_opened else []
    return {
        "sender": sender_words(report),
        "kind": report.get_channel_display(),
        "state": state_of(report),
        "waits": waits_of(report, present.now(), actor.zone),
        "envelope": list(envelope(actor, report)),
        "course": list(course(actor, report)),
        "is_opened": report.is_opened,
        "text": report.text if report.is_opened else "",
        "language": language_of(report.text),
        "version": report.version,
        "acts": [act_of(report, row) for row in verbs.values() if is_act(row, report)],
        "links": [link_row(report, link, may) for link in links],
        **(opened_context(actor, report, links, may, all_of_them) if report.is_opened else {}),
    }


def opened_context(
    actor: Actor,
    report: ReceivedReport,
    links: list[ReportLink],
    may: frozenset[str],
    all_of_them: bool,
) -> Row:
    """Return what follows from the words: who is meant, and what else says the same."""
    today = present.today(actor.zone)
    people = perhaps_about(actor, report, today, all_of_them=all_of_them)
    ids = [match.citizen["pk"] for one in people for match in one.matches]
    cases = cases_of(actor, ids) if ids else {}
    linked = {link.case_id for link in links}
    more = len(people) > AT_FIRST and not all_of_them
    register = operation_url(report, "register") if "register" in may else ""
    return {
        "people": [person_row(one, cases, linked, may) for one in people],
        "people_shown": ids,
        "more_url": f"{report.get_absolute_url()}?people=all" if more else "",
        "link_url": operation_url(report, "link") if "link" in may else "",
        "register_url": register,
        "repeated": [repeated_row(item, may, actor.zone) for item in repeated(actor, report)]
        if report.status != ReportStatus.JOINED
        else [],
        "join_url": operation_url(report, "join") if "join" in may else "",
        "doubles": [said_before(row, actor) for row in doubles_of(actor, report)],
        "same_as": said_before(report.same_as, actor) if seen_first(actor, report) else {},
    }


def seen_first(actor: Actor, report: ReceivedReport) -> bool:
    """Return whether the earlier report is in the actor's sight."""
    rows = ReceivedReport.objects.visible_to(actor)
    return report.same_as_id is not None and rows.filter(pk=report.same_as_id).exists()


def is_act(row: Any, report: ReceivedReport) -> bool:
    """Return whether an act stands in the row of buttons."""
    return row.is_possible and not (
        row.declared.verb in NOT_IN_THE_ROW or (row.declared.verb == "open" and report.is_opened)
    )


def act_of(report: ReceivedReport, row: Any) -> Row:
    """Return one button: what asks for nothing more is done at once."""
    verb = row.declared.verb
    return {
        "verb": verb,
        "label": row.declared.form.title,
        "url": operation_url(report, verb),
        "at_once": verb in ONE_CLICK,
        "key": str(uuid4()),
    }


def envelope(actor: Actor, report: ReceivedReport) -> Iterator[Row]:
    """Yield what stands on the outside: who, when, about what."""
    kind = kind_of_sender(report)
    yield {"label": _("The report came in"), "value": came_in(report, actor.zone)}
    yield {"label": _("Who reports"), "value": sender_words(report), "note": kind}
    reach = [text for text in (report.sender_phone, report.sender_email) if text]
    if reach:
        yield {"label": _("How to reach the sender"), "value": "\n".join(reach)}
    if report.subject:
        yield {"label": _("Subject"), "value": report.subject}
    yield {"label": _("Whom it is about"), "value": report.people or people_words(report)}
    if report.incident is not None:
        yield {"label": _("Incident"), "value": str(report.incident)}
    where = report.mission.label if report.mission else _("No mission yet")
    note = _("At headquarters, to be passed on") if report.at_headquarters else ""
    yield {"label": _("With the mission"), "value": where, "note": note}


def course(actor: Actor, report: ReceivedReport) -> Iterator[Row]:
    """Yield what was done with it so far, as far as it stands."""
    steps = (
        (_("The report was taken down"), report.recorded_at, report.recorded_by, ""),
        (_("Opened"), report.opened_at, report.opened_by, ""),
        (_("Taken up"), report.taken_at, report.taken_by, ""),
        (_("Joined to an earlier one"), report.joined_at, report.joined_by, ""),
        (_("Given back to headquarters"), report.returned_at, None, report.return_reason),
    )
    for label, at, by, note in steps:
        if at is not None:
            yield {"label": label, "value": moment(at, actor.zone), "note": note or str(by or "")}
    if report.closed_at is not None:
        was = _("Closed") if report.status == ReportStatus.CLOSED else _("Closed before")
        said = [report.get_close_reason_display(), report.close_note, str(report.closed_by or "")]
        note = "\n".join(text for text in said if text)
        yield {"label": was, "value": moment(report.closed_at, actor.zone), "note": note}


def person_row(
    one: Perhaps, cases: dict[int, list[Case]], linked: set[int], may: frozenset[str]
) -> Row:
    """Return somebody the report names, with who on record she perhaps is."""
    return {
        "number": one.number,
        "line": one.named.line,
        "key": str(uuid4()),
        "matches": [
            match_row(match, cases.get(match.citizen["pk"], []), linked, may)
            for match in one.matches
        ],
    }


def match_row(match: Match, cases: list[Case], linked: set[int], may: frozenset[str]) -> Row:
    """Return somebody on record who is perhaps meant, with her cases and the reasons."""
    person = match.citizen
    birth = (
        PartialDate(person["birth_on"], person["birth_precision"]) if person["birth_on"] else None
    )
    return {
        "name": name_shown(person["full_name"]),
        "birth": partial_words(birth) if birth else "",
        "reasons": reasons_told(match.fit.reasons),
        "cases": [
            {
                "reference": case.reference,
                "url": case.get_absolute_url(),
                "stage_label": Stage(case.stage).label,
                "is_linked": case.pk in linked,
                "may_link": "link" in may and case.pk not in linked,
                "key": str(uuid4()),
            }
            for case in cases
        ],
    }


def link_row(report: ReceivedReport, link: ReportLink, may: frozenset[str]) -> Row:
    """Return a case the report is linked to."""
    undo = f"{operation_url(report, 'unlink')}?link={link.uuid}" if "unlink" in may else ""
    return {
        "reference": link.case.reference,
        "name": name_shown(link.case.citizen.full_name),
        "url": link.case.get_absolute_url(),
        "undo_url": undo,
    }


def repeated_row(item: Repeated, may: frozenset[str], zone: str) -> Row:
    """Return a report that perhaps says the same, with the reasons."""
    first = item.report
    return {
        "sender": sender_words(first),
        "url": first.get_absolute_url(),
        "uuid": str(first.uuid),
        "came_in": came_in(first, zone),
        "state": state_of(first)["label"],
        "reasons": [REASONS[code] for code in item.reasons],
        "may_join": "join" in may and first.is_opened and first.status != ReportStatus.JOINED,
        "key": str(uuid4()),
    }


def said_before(row: ReceivedReport | None, actor: Actor) -> Row:
    """Return another report that says the same."""
    if row is None:
        return {}
    words = came_in(row, actor.zone)
    return {"url": row.get_absolute_url(), "label": sender_words(row), "came_in": words}


def report_operation() -> Page:
    """Return how the page of an act on a report looks; it leads back to the report."""

    def describe(actor: Actor, report: ReceivedReport) -> Row:
        return {
            "reference": "",
            "name": labelled(report.get_channel_display(), sender_words(report)),
            "url": report.get_absolute_url(),
            "rows": list(envelope(actor, report)),
        }

    return Page(describe=describe, done=after, since=since, cancel=reverse("received_reports"))


def after(answer: Answer) -> str:
    """Return where an act leads: to the draft that was begun, else to the report."""
    if answer.resource == "drafts":
        return f"{reverse('case_new')}?draft={answer.reference}"
    return reverse("received_report", args=[answer.reference])
