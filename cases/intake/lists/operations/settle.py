"""Confirming a list, taking it back, and letting it leave the system as a workbook."""

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_allowed, wrong_state
from cases.core.jobs.begun import begun_by
from cases.core.operations import operation
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.jobs import write_list
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.possible import allow_list
from cases.intake.lists.queries import rows_in


@operation(may="list.take_in", audit="list.confirmed")
def confirm_list(actor: Actor, received: ReceivedList) -> ReceivedList:
    """Register everybody in the rows that are ready, in the background; the others wait."""
    if actor.posting_id is None:
        raise not_allowed()
    allow_list(received, "confirm_list")
    if not rows_in(actor, received).filter(state=RowState.READY).exists():
        raise wrong_state(_("No row of this list is ready."), "nothing_ready")
    received.state = ListState.WRITING
    received.save(update_fields=["state"])
    write_list.enqueue(list_id=received.pk, round_number=received.round, **begun_by(actor))
    return received


@operation(may="list.take_in", audit="list.withdrawn")
def withdraw_list(actor: Actor, received: ReceivedList, *, reason: str) -> ReceivedList:
    """Take a list back that should not have come in: its rows are emptied, nobody was registered.

    A list from which somebody was registered, or an answer recorded, is evidence, and stays.
    """
    allow_list(received, "withdraw_list")
    rows = rows_in(actor, received)
    if rows.settled().exists():
        if received.asked_of_id is not None:
            raise wrong_state(
                _("Answers were recorded from this list: it is evidence and stays."), "list_used"
            )
        raise wrong_state(
            _("People were registered from this list: it is evidence and stays."), "list_used"
        )
    rows.update(
        cells=[],
        problems=[],
        apart=[],
        corrected={},
        values={},
        state=RowState.LEFT_OUT,
        reason="withdrawn",
        because="",
    )
    received.state = ListState.WITHDRAWN
    received.withdraw_reason = reason
    received.withdrawn_at = present.now()
    received.save(update_fields=["state", "withdraw_reason", "withdrawn_at"])
    return received


@operation(may="list.take_in", audit="list.exported", appends=True)
def export_list(actor: Actor, received: ReceivedList, *, purpose: str) -> ReceivedList:
    """Put on record that a list leaves the system as a workbook, and what for."""
    allow_list(received, "export_list")
    return received
