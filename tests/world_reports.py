"""What the world holds of reports that came in."""

from typing import Any

from cases.core.actor import Actor
from cases.reports.operations import close_report, join_report, link_report
from tests.register import a_case, fresh
from tests.reports.told import a_received_report, a_taken_report, an_opened_report

Prepared = tuple[Any, dict[str, Any]]


def report(actor: Actor) -> Prepared:
    """A report that somebody has opened."""
    return an_opened_report(actor), {}


def taken(actor: Actor) -> Prepared:
    """A report that the actor is working on."""
    return a_taken_report(actor), {}


def with_case(actor: Actor) -> Prepared:
    """A report, and a case to link it to."""
    return an_opened_report(actor), {"case": a_case(actor).reference}


def linked(actor: Actor) -> Prepared:
    """A report that is linked to a case."""
    row = link_report(actor, an_opened_report(actor), case=a_case(actor))
    return fresh(row), {"link": str(row.links.get().uuid)}


def with_other(actor: Actor) -> Prepared:
    """A report, and an earlier one that said the same."""
    first = an_opened_report(actor)
    return an_opened_report(actor), {"same_as": str(first.uuid)}


def joined(actor: Actor) -> Prepared:
    """A report that is joined to an earlier one."""
    first, second = an_opened_report(actor), an_opened_report(actor)
    return fresh(join_report(actor, second, same_as=first)), {}


def closed(actor: Actor) -> Prepared:
    """A report that was closed without a case."""
    return fresh(close_report(actor, an_opened_report(actor), reason="spam")), {}


def unopened(actor: Actor) -> Prepared:
    """A report that nobody has opened."""
    return a_received_report(actor), {}


OF_REPORTS = {
    "join_report": with_other,
    "link_report": with_case,
    "open_report": unopened,
    "put_back_report": taken,
    "reopen_report": closed,
    "separate_report": joined,
    "unlink_report": linked,
}
