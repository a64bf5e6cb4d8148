"""A case begun from a report: what it says fills the form; once sent, they are linked."""

import re
from typing import Any, Final
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReportSource
from cases.casework.models import Case
from cases.citizens.choices import DocumentKind, DocumentStatus, Relation
from cases.citizens.numbers import number_key
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.operations import operation
from cases.intake.models import Draft
from cases.intake.operations.drafts import begin_draft
from cases.reports.choices import ReportChannel, Sender
from cases.reports.models import ReceivedReport, ReportLink
from cases.reports.named import Named, named
from cases.reports.operations import link_report
from cases.reports.possible import allow_state
from cases.reports.states import allows

NOT_NAMED: Sentence = _("The report names nobody under this number.")
PASSPORT: Final = re.compile(r"[A-Z][0-9]{7,8}")
PERSONAL: Final = re.compile(r"[0-9]{12}")
OF_SENDER: Final = {
    Sender.RELATIVE: ReportSource.RELATIVE,
    Sender.FRIEND: ReportSource.OTHER,
    Sender.ORGANISATION: ReportSource.ORGANISATION,
    Sender.HOST_AUTHORITY: ReportSource.HOST_AUTHORITY,
}
OF_CHANNEL: Final = {
    ReportChannel.HOTLINE: ReportSource.HOTLINE,
    ReportChannel.ORGANISATION: ReportSource.ORGANISATION,
    ReportChannel.DESK: ReportSource.WALK_IN,
}


@operation(may="report.work", audit="draft.began_from_report", appends=True)
def register_reported(actor: Actor, report: ReceivedReport, *, person: int | None = None) -> Draft:
    """Begin a new case with what a report says of one of those it names, or of nobody by name.

    It stands in a draft, not in an address. Nothing is registered until somebody has looked at it
    and sends it; then the report is linked to the case.
    """
    allow_state(actor, report, "register_reported")
    people = report.named
    if person and person > len(people):
        raise broken_rule(NOT_NAMED, "not_named", "person")
    one = named(people[person - 1], present.today(actor.zone)) if person else Named("", "")
    return begin_draft(actor, uuid4(), said_in(actor, report, one), from_report=report)


def said_in(actor: Actor, report: ReceivedReport, one: Named) -> dict[str, str]:
    """Return what the form of a new case is filled with, as it would be typed."""
    came_in = report.received_at.astimezone(actor.clock)
    is_exact = report.received_from == report.received_at
    is_open = report.incident is not None and report.incident.is_open
    said = {
        "full_name": one.name,
        "phone": one.phone,
        "incident": report.incident.code if report.incident and is_open else "",
        "report_source": source_of(report).value,
        "reported_day": came_in.date().isoformat(),
        "reported_time": f"{came_in:%H:%M}" if is_exact else "",
        **born(one),
        **paper(one),
        **told_by(report),
    }
    return {name: value for name, value in said.items() if value}


def source_of(report: ReceivedReport) -> ReportSource:
    """Return how we came to know: by whom, else by which way."""
    channel = ReportChannel(report.channel)
    by_way = OF_CHANNEL.get(channel, ReportSource.OTHER)
    return OF_SENDER.get(Sender(report.sender), by_way)


def born(one: Named) -> dict[str, str]:
    """Return the birth date as the form has it, as much of it as is said."""
    if one.birth is None:
        return {}
    parts = str(one.birth).split("-")
    return dict(zip(("birth_year", "birth_month", "birth_day"), parts, strict=False))


def paper(one: Named) -> dict[str, str]:
    """Return the number where its form tells which paper it is; another one is left to be read."""
    number = number_key(one.number)
    if PERSONAL.fullmatch(number):
        return {"personal_number": number}
    if PASSPORT.fullmatch(number):
        return {
            "document_kind": DocumentKind.PASSPORT.value,
            "document_number": number,
            "document_status": DocumentStatus.UNKNOWN.value,
        }
    return {}


def told_by(report: ReceivedReport) -> dict[str, str]:
    """Return the sender as the relative, where it is one."""
    if report.sender not in {Sender.RELATIVE, Sender.FRIEND} or not report.sender_name:
        return {}
    usual = Relation.FRIEND if report.sender == Sender.FRIEND else Relation.OTHER_FAMILY
    return {
        "relative_name": report.sender_name,
        "relative_relation": report.sender_relation or usual.value,
        "relative_phone": report.sender_phone,
    }


def link_reported(actor: Actor, case: Case, draft: str) -> None:
    """Link the report from which the draft of this case was begun, if there is one in sight."""
    if not draft:
        return
    mine = Draft.objects.visible_to(actor).unfinished().filter(uuid=draft)
    report = first_of(mine.exclude(from_report=None).first())
    if report is None or not allows(report.status, "link_report"):
        return
    standing = ReportLink.objects.visible_to(actor).standing()
    if not standing.filter(report=report, case=case).exists():
        link_report(actor, report, case=case)


def first_of(draft: Any) -> ReceivedReport | None:
    """Return the report of a draft; of one that was joined meanwhile, the earlier one."""
    if draft is None:
        return None
    report: ReceivedReport = draft.from_report
    return report.same_as or report
