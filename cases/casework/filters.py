"""Filters of the API on what blocks cases, who must act, and when something is due."""

from typing import Any

from django.db.models import QuerySet

from cases.casework.blocking import ANYTHING, NONE, Blocking, Due
from cases.casework.choices import BlockerKind
from cases.casework.lacking import Lack, lacking
from cases.casework.models.case import STILL_OPEN
from cases.core import present
from cases.core.actor import Actor
from cases.core.asked import moment_named
from cases.core.conditions import CONDITIONS
from cases.core.listing import Filter, bad_filter, row_filter, seen_row
from cases.core.shapes import MOMENT, TEXT
from cases.missions.days import days_of
from cases.missions.models import Authority
from cases.procedures.choices import Body
from cases.procedures.models import Playbook, Procedure

Cases = QuerySet[Any]


def blocking_for(actor: Actor) -> Blocking:
    """Return the conditions on cases as of now."""
    return Blocking(days_of(actor, present.now()))


def by_kind(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to what is blocked in one way."""
    if value not in {NONE, ANYTHING, *BlockerKind.values}:
        raise bad_filter("blocker", [*BlockerKind.values, NONE, ANYTHING])
    return query.filter(blocking_for(actor).kind(value), STILL_OPEN)


def by_procedure(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to what one procedure blocks, or none does."""
    row = None if value == NONE else seen_row("procedure", Procedure, "code", value, actor)
    return query.filter(blocking_for(actor).procedure(row.pk if row else None))


def by_condition(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to what one condition blocks."""
    if value not in CONDITIONS:
        raise bad_filter("condition", sorted(CONDITIONS))
    return query.filter(blocking_for(actor).condition(value))


def by_body(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to cases on which one kind of body must act."""
    if value not in {NONE, *Body.values}:
        raise bad_filter("body", [*Body.values, NONE])
    wanted = "" if value == NONE else value
    return query.filter(blocking_for(actor).body([wanted]), STILL_OPEN)


def by_authority(query: Cases, value: str, actor: Actor, due_of: str = "", body: str = "") -> Cases:
    """Narrow to cases that wait for one authority, or for none by name (`Blocking.authority`)."""
    row = None if value == NONE else seen_row("authority", Authority, "code", value, actor)
    number = row.pk if row else None
    return query.filter(blocking_for(actor).authority(number, "" if body else due_of))


def by_due(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow by the next deadline, as the board counts it."""
    if value not in Due.values:
        raise bad_filter("due", Due.values)
    return query.filter(blocking_for(actor).due(value))


def by_due_of(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to cases whose next deadline one kind of body has to keep, as the board counts it."""
    if value not in Body.values:
        raise bad_filter("due_of", Body.values)
    return query.filter(blocking_for(actor).due_of(value))


def by_lack(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to open cases of which something is not on record."""
    if value not in Lack.values:
        raise bad_filter("lacks", Lack.values)
    return query.filter(lacking(actor, value), STILL_OPEN)


def due_before(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to cases whose next deadline lies before a moment."""
    return query.filter(next_due_at__lt=moment_named("due_before", value))


def due_after(query: Cases, value: str, actor: Actor) -> Cases:
    """Narrow to cases whose next deadline lies at a moment or after it."""
    return query.filter(next_due_at__gte=moment_named("due_after", value))


BLOCKER_FILTERS = (
    Filter("blocker", "Open cases that are blocked in this way, or “any”.", TEXT, by_kind),
    Filter("procedure", "Code of the procedure that blocks, or “none”.", TEXT, by_procedure),
    Filter("condition", "Name of the condition that blocks.", TEXT, by_condition),
    Filter("body", "Open cases on which this kind of body must act.", TEXT, by_body),
    Filter(
        "authority",
        "Code of the authority that was asked, or “none”; with `due_of` alone: none of that kind.",
        TEXT,
        by_authority,
        beside=("due_of", "body"),
    ),
    Filter("due", "When the next deadline runs out.", Due, by_due),
    Filter("due_of", "Kind of body that has to keep the next deadline.", Body, by_due_of),
    Filter("lacks", "Open cases of which this is not on record.", Lack, by_lack),
    Filter("due_before", "The next deadline lies before this moment.", MOMENT, due_before),
    Filter("due_after", "The next deadline lies at this moment or after it.", MOMENT, due_after),
    row_filter("playbook", "playbook", Playbook, "reference", "Playbook and version."),
)
