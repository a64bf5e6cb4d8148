"""Where a person is received at home, and what is recorded there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import WHEN_HELP, note_field, reason_field
from cases.casework.operations import (
    hand_over_person,
    receive_person,
    set_reception_point,
    withdraw_arrival,
)
from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.choices import MissionKind
from cases.missions.models import Mission


def reception_points(actor: Actor, target: Any) -> Any:
    """Return the reception points there are."""
    there = Mission.objects.visible_to(actor).in_force(present.today(actor.zone))
    return there.filter(kind=MissionKind.RECEPTION_POINT)


@declares(set_reception_point, at="cases/set-reception-point")
class SetReceptionPoint(OperationForm):
    """From "ready" on that point sees her."""

    title = _("Choose the reception point")
    what_happens = _(
        "From the stage ready on, this reception point sees who comes, with which papers and when; "
        "not the file of the case."
    )
    done = _("The reception point is noted.")
    example = {"reception_point": "NBA"}

    reception_point = Ref(
        by="code",
        among=reception_points,
        always=True,
        label=_("Reception point"),
    )


@declares(receive_person, at="cases/receive")
class ReceivePerson(OperationForm):
    """What the officer at the gate saw."""

    title = _("Record the arrival")
    what_happens = _(
        "The case comes to the stage arrived, and the person is at this reception point from then "
        "on. The mission that has the case is told."
    )
    done = _("The arrival is recorded.")
    example = {"when": "2025-11-20"}

    when = Moment(label=_("When the person came in"), help_text=WHEN_HELP, mostly_today=True)
    note = note_field()


@declares(hand_over_person, at="cases/hand-over")
class HandOverPerson(OperationForm):
    """The case is closed with it."""

    title = _("Record the handover")
    what_happens = _(
        "The case is closed: returned and handed over. The mission that had it is told. You see it "
        "for fourteen days more."
    )
    done = _("The handover is recorded.")
    example = {"to": "Provincial police of Nghệ An", "when": "2025-11-20"}

    to = Text(label=_("Handed over to"), max_length=200)
    when = Moment(label=_("When"), help_text=WHEN_HELP, mostly_today=True)
    note = note_field()


@declares(withdraw_arrival, at="cases/withdraw-arrival")
class WithdrawArrival(OperationForm):
    """By the reception point that recorded it."""

    title = _("Take the arrival back")
    what_happens = _(
        "The arrival stays on record as voided: the person is on the road to you again, and where "
        "she was last known before. The mission that has the case is told."
    )
    done = _("The arrival is taken back.")
    example = {"reason": "Another traveller of the same name."}

    reason = reason_field()
