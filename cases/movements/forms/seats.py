"""Seats, the waiting list, tickets, overruling a check, freezing the list."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Number, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.movements.choices import CheckCode
from cases.movements.forms.fields import case_field, people_field, reason_field
from cases.movements.operations import (
    freeze_manifest,
    move_up,
    override_check,
    propose_seats,
    put_on_waiting_list,
    seat_passengers,
    take_off,
    write_ticket,
)


def leg_number(label: Any) -> Number:
    """The number of a leg; nothing is said for the whole way."""
    return Number(
        label=label,
        help_text=_("Empty for the whole way."),
        min_value=1,
        max_value=99,
        required=False,
    )


@declares(seat_passengers, at="movements/seat")
class SeatPassengers(OperationForm):
    """Those who were ticked."""

    title = _("Give a seat")
    what_happens = _(
        "The day of departure becomes the planned day of their cases. Whoever cannot travel is "
        "named with the reason, and then nobody gets a seat."
    )
    done = _("They have their seats.")
    example = {"cases": ["BKK-2025-00001", "BKK-2025-00002"]}
    template = "movements/people_form.html"
    bulk = False
    refuses = (422,)

    cases = people_field(_("Which people"))
    first_leg = leg_number(_("From leg"))
    last_leg = leg_number(_("Until leg"))
    reason = reason_field()


@declares(propose_seats, at="movements/fill")
class ProposeSeats(OperationForm):
    """By the rule, for everybody who is ready."""

    title = _("Fill the free seats")
    what_happens = _(
        "First who waits, then who is ready, by since when; families and groups whole. Whoever is "
        "ready and finds no seat goes onto the waiting list. Everything can be changed afterwards."
    )
    done = _("The free seats are filled.")
    example: ClassVar[dict[str, Any]] = {"reason": ""}
    bulk = False
    refuses = (422,)

    reason = reason_field()


@declares(put_on_waiting_list, at="movements/wait")
class PutOnWaitingList(OperationForm):
    """At the end of it."""

    title = _("Put on the waiting list")
    what_happens = _("At its end, in this order. Whoever has a seat gives it back.")
    done = _("They are on the waiting list.")
    example = {"cases": ["BKK-2025-00001"]}
    template = "movements/people_form.html"
    bulk = False
    refuses = (422,)

    cases = people_field(_("Which people"))
    reason = reason_field()


@declares(take_off, at="movements/take-off")
class TakeOff(OperationForm):
    """They travel another time."""

    title = _("Take off the movement")
    what_happens = _(
        "Their seats are free. Nobody gets them unasked: who waits first is shown on the page."
    )
    done = _("They are off the movement.")
    example = {"cases": ["BKK-2025-00001"], "reason": "Waits for a witness hearing."}
    template = "movements/people_form.html"
    bulk = False
    refuses = (422,)

    cases = people_field(_("Which people"), aboard=True)
    reason = reason_field(required=True)


@declares(move_up, at="movements/move-up")
class MoveUp(OperationForm):
    """Before all others who wait."""

    title = _("Move up on the waiting list")
    what_happens = _("The person is first on the waiting list; the reason is kept.")
    done = _("The person is first on the waiting list.")
    example = {"case": "BKK-2025-00001", "reason": "Her mother is ill."}
    bulk = False
    refuses = (422,)

    case = case_field()
    reason = reason_field(required=True)


@declares(write_ticket, at="movements/ticket")
class WriteTicket(OperationForm):
    """As the carrier printed it."""

    title = _("Write down ticket and seat")
    what_happens = _("The name on the ticket is compared with that in the document.")
    done = _("The ticket is written down.")
    example = {
        "case": "BKK-2025-00001",
        "ticket_name": "NGUYEN/THUNGHIEM MS",
        "ticket_number": "000 1234567890",
        "seat": "12A",
    }
    bulk = False

    case = case_field()
    ticket_name = Text(label=_("Name on the ticket"), max_length=120, required=False)
    ticket_number = Text(label=_("Number of the ticket"), max_length=40, required=False)
    seat = Text(label=_("Seat"), max_length=24, required=False)
    reason = reason_field(help_text=_("Needed once the list is frozen."))


@declares(override_check, at="movements/override")
class OverrideCheck(OperationForm):
    """For one person and one check."""

    title = _("Decide that a check does not keep somebody off")
    what_happens = _(
        "It stays said on the page, with your reason. When what it found changes, it is asked anew."
    )
    done = _("This is decided.")
    example = {
        "case": "BKK-2025-00001",
        "check": "not_ready",
        "reason": "The funding is promised in writing.",
    }
    bulk = False
    refuses = (422,)

    case = case_field()
    check = Choice(CheckCode, label=_("Which check"))
    reason = reason_field(required=True)


@declares(freeze_manifest, at="movements/freeze")
class FreezeManifest(OperationForm):
    """Who travels, as it stands on record now."""

    title = _("Freeze the list")
    what_happens = _(
        "The list becomes a numbered version that nobody can change, and the reception point sees "
        "it. Whoever cannot travel is named with the reason, and then nothing is frozen."
    )
    done = _("The list is frozen.")
    example = {"reason": "Two people fell ill."}
    template = "movements/freeze_form.html"
    bulk = False
    refuses = (422,)

    reason = Text(
        label=_("Reason"),
        help_text=_(
            "Needed for every version after the first. The reception point reads it: no names, "
            "nothing about anybody’s health."
        ),
        max_length=500,
        required=False,
    )
