"""Short ways to reports that came in, by the operations themselves."""

from typing import Any

from cases.core.actor import Actor
from cases.reports.models import ReceivedReport
from cases.reports.operations import open_report, take_down_report, take_report
from tests.register import fresh

TEXT = "My son Trần Văn Thử Nghiệm no longer answers. Please look for him."


def a_received_report(actor: Actor, **values: Any) -> ReceivedReport:
    """Return a report that nobody has opened."""
    said = {
        "channel": "mail",
        "sender": "relative",
        "sender_name": "Invented Mother",
        "sender_email": "mother@example.org",
        "text": TEXT,
        "people": "Trần Văn Thử Nghiệm, 1999",
    }
    return fresh(take_down_report(actor, **(said | values)))


def an_opened_report(actor: Actor, **values: Any) -> ReceivedReport:
    """Return a report that the actor has opened."""
    report = a_received_report(actor, **values)
    open_report(actor, report)
    return fresh(report)


def a_taken_report(actor: Actor, **values: Any) -> ReceivedReport:
    """Return a report that the actor is working on."""
    return fresh(take_report(actor, an_opened_report(actor, **values)))
