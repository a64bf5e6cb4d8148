"""Who reads the record in tests, and something that stands on it."""

from contextlib import suppress
from typing import Any

from django.test import Client

from cases.casework.operations import resume_case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from tests.factories import MissionFactory, PostingFactory, officer
from tests.register import a_case, fresh
from tests.web.session import logged_in


def auditor(**mission: Any) -> Actor:
    """Return an auditor, at headquarters unless told otherwise."""
    where = MissionFactory(**(mission or {"headquarters": True}))
    return PostingFactory(role="auditor", mission=where).actor()


def lead() -> Actor:
    """Return a lead of headquarters, who reads the record and sees the people."""
    mission = MissionFactory(headquarters=True)
    return PostingFactory(role="headquarters_lead", mission=mission).actor()


def reader(actor: Actor) -> Client:
    """Return the browser of a reader."""
    return logged_in(actor)


def something(**mission: Any) -> tuple[Actor, Any]:
    """Let an officer open a case, look at it and be refused once."""
    with eyes(officer(**mission)) as actor:
        case = a_case(actor)
    logged_in(actor).get(case.get_absolute_url())
    with eyes(actor), suppress(Refused):
        resume_case(actor, fresh(case))
    return actor, case


def entry_of(operation: str) -> AuditEntry:
    """Return the newest entry of an operation."""
    with eyes(SYSTEM):
        found: AuditEntry = AuditEntry.objects.filter(operation=operation).latest("at")
        return found


def numbers(answer: Any) -> list[int]:
    """Return the numbers of the entries on a page."""
    return [line.number for line in answer.context["lines"]]


def operations(answer: Any) -> list[str]:
    """Return what the entries on a page are of."""
    return [line.entry.operation for line in answer.context["lines"]]
