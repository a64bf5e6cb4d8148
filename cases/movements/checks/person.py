"""Checks of one person: the stage, the papers, the exit, fitness, the ticket, her word."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.casework.choices import Stage
from cases.casework.consent import AGAINST_RETURN
from cases.casework.models import Case
from cases.casework.protection.choices import Fitness
from cases.movements.checks.facts import Facts, Paper, arrival_day, departure_day
from cases.movements.checks.finding import Finding
from cases.movements.checks.names import is_same_name
from cases.movements.choices import Mode

Check = Callable[[Case, Facts], Iterator[Finding]]


def course(case: Case, facts: Facts) -> Iterator[Finding]:
    """Closed, at home already, on hold, not ready."""
    stage = Stage(case.stage).label if case.stage else _("void")
    if case.stage in {"", Stage.CLOSED}:
        yield Finding("closed", _("The case is closed."), _("Reopen it, or take the person off."))
    elif case.held:
        yield Finding("on_hold", _("The case is on hold."), _("Resume it first."))
    elif case.stage == Stage.ARRIVED:
        yield Finding("arrived", _("The person has arrived at home already."))
    elif case.stage not in {Stage.READY, Stage.DEPARTED}:
        yield Finding(
            "not_ready",
            _("Not ready: the case is at “%(stage)s”.") % {"stage": stage},
            _("Settle what blocks the case and move it on."),
            about=case.stage,
        )


def word(case: Case, facts: Facts) -> Iterator[Finding]:
    """Her latest word is against the return."""
    if case.return_wish in AGAINST_RETURN:
        yield Finding(
            "declined",
            _("The person has said that they do not want to return, or not yet."),
            _("If they say otherwise now, record the statement “Wish to return”."),
        )


def document(case: Case, facts: Facts) -> Iterator[Finding]:
    """A document that holds through the arrival, for legs over a border or in the air."""
    legs = facts.legs_of(case)
    if not any(leg.crosses_border or leg.mode == Mode.FLIGHT for leg in legs):
        return
    paper = facts.paper_of(case)
    if paper is None:
        yield Finding(
            "document_missing",
            _("No passport or travel document is on record."),
            _("Record it on the person, or complete the step that issues it."),
        )
        return
    until = arrival_day(legs)
    if paper.expires_on is not None and paper.expires_on < until:
        yield Finding(
            "document_expired",
            _("The document %(number)s holds until %(day)s; the arrival is on %(arrival)s.")
            % {
                "number": paper.number or _("without a number"),
                "day": date_format(paper.expires_on, "DATE_FORMAT"),
                "arrival": date_format(until, "DATE_FORMAT"),
            },
            _("A new document is needed, or an earlier journey."),
        )
    if is_used(case, paper, facts):
        yield Finding(
            "document_used",
            _("The document %(number)s was for one journey, which was made.")
            % {"number": paper.number},
            _("A new document is needed."),
        )
    elif not paper.in_hand:
        yield Finding(
            "document_not_in_hand",
            _("The document %(number)s lies with somebody else.") % {"number": paper.number},
            _("Get it back before the departure."),
        )


def is_used(case: Case, paper: Paper, facts: Facts) -> bool:
    """Return whether a document for one journey has brought its holder home already."""
    if not paper.single_use or paper.issued_on is None:
        return False
    entries = facts.entered.get(case.citizen_id, [])
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    return any(moment.astimezone(zone).date() >= paper.issued_on for moment in entries)


def clearance(case: Case, facts: Facts) -> Iterator[Finding]:
    """The exit is cleared, where the playbook has that step."""
    step = facts.exits.get(case.pk)
    lacks = step is not None and not step.is_settled and step.status != "dropped"
    if lacks and any(leg.crosses_border for leg in facts.legs_of(case)):
        yield Finding(
            "exit_open",
            _("The exit is not cleared yet."),
            _("Without it the person is not let out, and stays behind at the departure."),
        )


def fitness(case: Case, facts: Facts) -> Iterator[Finding]:
    """The newest word on fitness holds on the days of the journey; never why."""
    newest = facts.fitness.get(case.pk)
    legs = facts.legs_of(case)
    if not legs:
        return
    first, last = departure_day(legs), arrival_day(legs)
    if newest is None:
        yield Finding("fitness_unknown", _("Nobody has said whether the person is fit to travel."))
    elif newest.result == Fitness.NOT_FIT and newest.valid_until >= first:
        yield Finding(
            "not_fit",
            _("The person is not fit to travel on that day."),
            _("When a doctor or nurse says otherwise, record the fitness anew."),
        )
    elif not newest.valid_from <= first <= last <= newest.valid_until:
        yield Finding(
            "fitness_unknown",
            _("The word on the fitness to travel does not hold through the journey."),
            _("Have the person looked at again."),
        )


def ticket(case: Case, facts: Facts) -> Iterator[Finding]:
    """The name on the ticket is that in the document; a flight has a ticket."""
    seat = facts.passengers.get(case.pk)
    if seat is None:
        return
    flies = any(leg.mode == Mode.FLIGHT for leg in facts.legs_of(case))
    paper = facts.paper_of(case)
    printed = (paper.holder_name if paper else "") or case.citizen.full_name
    if seat.ticket_name and not is_same_name(seat.ticket_name, printed):
        yield Finding(
            "ticket_differs",
            _("The ticket says “%(ticket)s”, the document “%(document)s”.")
            % {"ticket": seat.ticket_name, "document": printed},
            _("Have the ticket changed, or correct what was written down."),
            about=f"{seat.ticket_name}|{printed}",
        )
    elif flies and not seat.ticket_number:
        yield Finding("ticket_missing", _("No ticket is written down for the flight."))


PERSON: tuple[Check, ...] = (course, word, document, clearance, fitness, ticket)
