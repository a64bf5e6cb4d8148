"""Reports about the person of the file, with a marker in every word."""

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.intake.operations import register_reported
from cases.reports.operations import (
    close_report,
    join_report,
    link_report,
    open_report,
    reopen_report,
    take_down_report,
)
from tests.register import fresh


def reported(actor: Actor, case: Case, mark: str) -> None:
    """Let two reports say the same about her, of which one is linked to her case."""
    said = {
        "channel": "mail",
        "text": mark,
        "people": mark,
        "subject": mark,
        "sender_name": mark,
        "sender_phone": mark,
        "sender_email": mark,
    }
    first, second = (fresh(take_down_report(actor, **said)) for _number in range(2))
    for row in (first, second):
        open_report(actor, row)
    close_report(actor, fresh(first), reason="other", note=mark)
    reopen_report(actor, fresh(first))
    join_report(actor, fresh(second), same_as=first)
    register_reported(actor, fresh(first), person=1)
    link_report(actor, fresh(first), case=fresh(case))
