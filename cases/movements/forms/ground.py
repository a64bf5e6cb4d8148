"""On the ground: departures, arrivals, coming back; escorts and notes to authorities."""

from typing import Any

from django.forms import CheckboxInput, HiddenInput
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Choice, Day, Moment, Number, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.models import Authority, Staff
from cases.movements.choices import EscortKind
from cases.movements.forms.fields import leg_field, people_field, reason_field
from cases.movements.models import Escort, HostNote
from cases.movements.musters.boarding import ASKED_IN, next_leg, to_leave
from cases.movements.operations import (
    add_escort,
    answer_host_note,
    arrive_leg,
    depart_leg,
    end_escort,
    record_host_note,
    turn_back,
)


def note_field() -> Text:
    """What else there is to say of it."""
    return Text(label=_("Remarks"), max_length=500, required=False)


@declares(depart_leg, at="movements/depart")
class DepartLeg(OperationForm):
    """With whoever is there."""

    title = _("Record a departure")
    what_happens = _(
        "Everybody with a seat on the leg departs, but for those named. Whose gate is closed stays "
        "behind and is taken off with what is missing; the others go. Whom the head count at "
        "boarding did not find is proposed to be left behind."
    )
    done = _("The departure is recorded.")
    example = {"leg": 1, "when": "2025-11-04", "left_behind": []}
    template = "movements/people_form.html"
    bulk = False
    refuses = (409, 422)

    leg = leg_field()
    when = Moment(label=_("When"), mostly_today=True)
    left_behind = people_field(_("Left behind"), aboard=True, required=False)
    note = note_field()
    count_overruled = YesNo(label=_("This is right, although the head count says otherwise"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound or not self.data.get(ASKED_IN):
            self.fields[ASKED_IN].widget = HiddenInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """Show the question with whom it is about, once it was asked and not before."""
        super().add_error(field, error)
        if field == ASKED_IN:
            self.fields[ASKED_IN].widget = CheckboxInput()

    def stored(self, picked: Any) -> dict[str, Any]:
        """Propose whom the last head count at boarding of the next leg did not find."""
        if self.target is None or {"when", "when_day"} & set(picked):
            return {}
        leg = next_leg(self.actor, self.target, str(picked.get("leg") or ""))
        return {"left_behind": to_leave(self.actor, leg)} if leg is not None else {}


@declares(arrive_leg, at="movements/arrive")
class ArriveLeg(OperationForm):
    """Everybody on it is there."""

    title = _("Record an arrival")
    what_happens = _(
        "Everybody on the leg is at its end; a border between is written down as crossed. At home "
        "their cases have arrived."
    )
    done = _("The arrival is recorded.")
    example = {"leg": 1, "when": "2025-11-05"}
    bulk = False
    refuses = (409, 422)

    leg = leg_field()
    when = Moment(label=_("When"), mostly_today=True)
    note = note_field()


@declares(turn_back, at="movements/turn-back")
class TurnBack(OperationForm):
    """By one act for everybody."""

    title = _("The leg came back")
    what_happens = _(
        "Everybody on the leg is back where it began and ready again. Whoever was handed over at "
        "home meanwhile, or whose case is closed, is not on it. The leg can depart anew. The "
        "missions and the reception point are told."
    )
    done = _("Everybody on the leg is back.")
    example = {"leg": 1, "when": "2025-11-05", "reason": "The airport of arrival was closed."}
    bulk = False
    refuses = (409, 422)

    leg = leg_field()
    when = Moment(label=_("When they were back"), mostly_today=True)
    reason = reason_field(required=True)


def staff_of(actor: Actor, movement: Any) -> Any:
    """Return who of our staff could go along: those posted at the mission."""
    mission = getattr(movement, "mission_id", actor.mission_id)
    return Staff.objects.posted_at(mission, present.today(actor.zone)).order_by("full_name")


@declares(add_escort, at="movements/add-escort")
class AddEscort(OperationForm):
    """One of our staff, or somebody of another body."""

    title = _("Add an escort")
    done = _("The escort is noted.")
    example = {"kind": "police", "name": "Invented Officer", "of_body": "Tak Immigration"}
    bulk = False

    kind = Choice(EscortKind, label=_("Goes along as"))
    staff = Ref(by="username", among=staff_of, label=_("Of our staff"), required=False)
    name = Text(
        label=_("Name"),
        help_text=_("Of somebody who is not of our staff."),
        max_length=120,
        required=False,
    )
    of_body = Text(label=_("Of which body"), max_length=160, required=False)
    first_leg = Number(label=_("From leg"), min_value=1, max_value=99, required=False)
    last_leg = Number(label=_("Until leg"), min_value=1, max_value=99, required=False)


def escorts_of(actor: Actor, movement: Any) -> Any:
    """Return who goes along."""
    if movement is None:
        return Escort.objects.none()
    rows = Escort.objects.visible_to(actor).standing().filter(movement=movement)
    return rows.select_related("staff").order_by("pk")


@declares(end_escort, at="movements/end-escort")
class EndEscort(OperationForm):
    """Somebody does not go along after all."""

    title = _("An escort does not go along")
    done = _("This is noted.")
    example = {"escort": "00000000-0000-4000-8000-000000000000"}
    bulk = False

    escort = Ref(by="uuid", among=escorts_of, label=_("Which person"))


@declares(record_host_note, at="movements/record-note")
class RecordHostNote(OperationForm):
    """What was asked of whom."""

    title = _("Record a note to an authority")
    done = _("The note is recorded.")
    example = {
        "authority": "tak-immigration",
        "number": "Note 17/2025",
        "sent_on": "2025-11-01",
        "asked_for": "Exit clearance for the people on the list.",
        "answer_due_on": "2025-11-03",
    }
    bulk = False

    authority = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        always=True,
        label=_("Authority"),
    )
    number = Text(label=_("Number of the note"), max_length=60, required=False)
    sent_on = Day(label=_("Sent on"))
    asked_for = Text(label=_("Asked for"), max_length=500)
    answer_due_on = Day(label=_("Answer wanted by"), required=False)


def open_notes(actor: Actor, movement: Any) -> Any:
    """Return the notes that nobody has answered."""
    if movement is None:
        return HostNote.objects.none()
    rows = HostNote.objects.visible_to(actor).filter(movement=movement, answered_on=None)
    return rows.select_related("authority").order_by("pk")


@declares(answer_host_note, at="movements/answer-note")
class AnswerHostNote(OperationForm):
    """What the authority said."""

    title = _("Record the answer to a note")
    done = _("The answer is recorded.")
    example = {
        "note": "00000000-0000-4000-8000-000000000000",
        "answered_on": "2025-11-03",
        "answer": "The exit is cleared for all.",
    }
    bulk = False

    note = Ref(by="uuid", among=open_notes, label=_("Which note"))
    answered_on = Day(label=_("Answered on"))
    answer = Text(label=_("Answer"), max_length=500)
