"""Linking a report to the cases it is about, and to the report that said the same before."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.reports.choices import ReportStatus
from cases.reports.models import ReceivedReport, ReportLink
from cases.reports.possible import allow_state

LINKED_ALREADY: Sentence = _("The report is linked to this case already.")
NO_PERSON_ANY_MORE: Sentence = _("This person was anonymised. Nothing is written about her.")
NOT_TO_ITSELF: Sentence = _("A report cannot be joined to itself.")
IS_JOINED: Sentence = _("That report is joined to another one. Choose the one it is joined to.")
HAS_DOUBLES: Sentence = _("Other reports are joined to this one. Separate them first.")
OF_OTHER_MISSION: Sentence = _("That report is with another mission, which this one is not.")
UNOPENED_OTHER: Sentence = _("Nobody has opened that report yet. Open it first.")
ONE_AFTER_THE_OTHER = "select pg_advisory_xact_lock(hashtextextended('join_report', 0))"


@operation(may="report.work", audit="received_report.linked")
def link_report(actor: Actor, report: ReceivedReport, *, case: Case) -> ReceivedReport:
    """Say that a report is about the person of a case; it may be about several."""
    allow_state(actor, report, "link_report")
    attach(actor, report, case)
    return report


def attach(actor: Actor, report: ReceivedReport, case: Case) -> None:
    """Link a locked report to a case of somebody who is still known."""
    if case.citizen.anonymised_at is not None:
        raise wrong_state(NO_PERSON_ANY_MORE, "anonymised")
    standing = ReportLink.objects.visible_to(actor).standing()
    if standing.filter(report=report, case=case).exists():
        raise wrong_state(LINKED_ALREADY, "linked_already")
    ReportLink.objects.create(
        report=report,
        case=case,
        mission_id=actor.mission_id or case.mission_id,
        channel=report.channel,
        received_from=report.received_from,
        received_at=report.received_at,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    report.status = ReportStatus.LINKED
    put(report, "status")


@operation(may="report.work", audit="received_report.unlinked")
def unlink_report(actor: Actor, report: ReceivedReport, *, link: ReportLink) -> ReceivedReport:
    """Take a link back: the report is not about that person. The link stays, undone."""
    allow_state(actor, report, "unlink_report")
    mine = ReportLink.objects.visible_to(actor).standing().filter(report=report)
    mine.filter(pk=link.pk).update(undone_at=ledger_moment([]), undone_by_id=actor.staff_id)
    if not mine.exists():
        report.status = ReportStatus.OPENED
        report.taken_at, report.taken_by_id = None, None
        put(report, "status", "taken_at", "taken_by")
    return report


@operation(may="report.work", audit="received_report.joined")
def join_report(actor: Actor, report: ReceivedReport, *, same_as: ReceivedReport) -> ReceivedReport:
    """Say that a report says what another one has said: it stays, and points to that one."""
    allow_state(actor, report, "join_report")
    if same_as.pk == report.pk:
        raise broken_rule(NOT_TO_ITSELF, "its_own_double", "same_as")
    first = as_it_stands(actor, same_as)
    if first.status == ReportStatus.JOINED:
        raise broken_rule(IS_JOINED, "joined_itself", "same_as")
    if not first.is_opened:
        raise broken_rule(UNOPENED_OTHER, "not_opened", "same_as")
    if report.mission_id is not None and first.mission_id != report.mission_id:
        raise broken_rule(OF_OTHER_MISSION, "of_another_mission", "same_as")
    if ReceivedReport.objects.visible_to(actor).filter(same_as=report).exists():
        raise wrong_state(HAS_DOUBLES, "has_doubles")
    report.status, report.same_as = ReportStatus.JOINED, first
    report.joined_at, report.joined_by_id = ledger_moment([]), actor.staff_id
    put(report, "status", "same_as", "joined_at", "joined_by")
    return report


def as_it_stands(actor: Actor, report: ReceivedReport) -> Any:
    """Return the other report as it is once nobody else joins any: two do not point at each other.

    Reports are joined one after the other. A lock on the other row would wait for whoever joins
    that one to this one, for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_AFTER_THE_OTHER)
    return ReceivedReport.objects.visible_to(actor).get(pk=report.pk)


@operation(may="report.work", audit="received_report.separated")
def separate_report(actor: Actor, report: ReceivedReport) -> ReceivedReport:
    """Take back that a report says the same as another one: it is to be worked on again."""
    allow_state(actor, report, "separate_report")
    report.status, report.same_as = ReportStatus.OPENED, None
    report.joined_at, report.joined_by_id = None, None
    report.taken_at, report.taken_by_id = None, None
    put(report, "status", "same_as", "joined_at", "joined_by", "taken_at", "taken_by")
    return report
