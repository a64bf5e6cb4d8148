"""Beside the people: who escorts them, and what the authorities of the host state were asked."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.missions.models import Authority, Staff
from cases.movements.models import Escort, HostNote, Movement
from cases.movements.operations.rows import legs_of
from cases.movements.policies import check_state

SOMEBODY: Sentence = _("Choose one of our staff, or write a name.")
NO_SUCH_LEG: Sentence = _("There is no such leg.")
IN_FUTURE: Sentence = _("This day has not come yet.")
BEFORE_SENT: Sentence = _("The answer came before the note was sent.")
DUE_BEFORE: Sentence = _("The answer is wanted after the note was sent.")
ANSWERED: Sentence = _("This note is answered already.")


@operation(may="movement.plan", audit="movement.escort_added")
def add_escort(
    actor: Actor,
    movement: Movement,
    *,
    kind: str,
    staff: Staff | None = None,
    name: str = "",
    of_body: str = "",
    first_leg: int | None = None,
    last_leg: int | None = None,
) -> Movement:
    """Name somebody who goes along: one of our staff, or somebody of another body by name."""
    check_state(movement, "add_escort")
    if (staff is None) == (not name):
        raise broken_rule(SOMEBODY, "escort_is_somebody", "name")
    numbers = {leg.number for leg in legs_of(actor, movement)}
    for field, number in (("first_leg", first_leg), ("last_leg", last_leg)):
        if number is not None and number not in numbers:
            raise broken_rule(NO_SUCH_LEG, "no_such_leg", field)
    Escort.objects.create(
        movement=movement,
        kind=kind,
        staff=staff,
        name=name,
        body=of_body,
        first_leg=first_leg or 1,
        last_leg=last_leg,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    return movement


@operation(may="movement.plan", audit="movement.escort_ended")
def end_escort(actor: Actor, movement: Movement, *, escort: Escort) -> Movement:
    """Note that somebody does not go along after all."""
    check_state(movement, "end_escort")
    escort.ended_at, escort.ended_by_id = ledger_moment([]), actor.staff_id
    escort.save(update_fields=["ended_at", "ended_by"])
    return movement


@operation(may="movement.plan", audit="movement.host_note_recorded")
def record_host_note(
    actor: Actor,
    movement: Movement,
    *,
    authority: Authority,
    sent_on: date,
    asked_for: str,
    number: str = "",
    answer_due_on: date | None = None,
) -> Movement:
    """Record a note to an authority of a host state: what was asked, and by when."""
    check_state(movement, "record_host_note")
    check_day(actor, sent_on, "sent_on")
    if answer_due_on is not None and answer_due_on < sent_on:
        raise broken_rule(DUE_BEFORE, "hostnote_due_after_sent", "answer_due_on")
    HostNote.objects.create(
        movement=movement,
        authority=authority,
        number=number,
        sent_on=sent_on,
        asked_for=asked_for,
        answer_due_on=answer_due_on,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    return movement


@operation(may="movement.plan", audit="movement.host_note_answered")
def answer_host_note(
    actor: Actor, movement: Movement, *, note: HostNote, answered_on: date, answer: str
) -> Movement:
    """Record what the authority answered, and when."""
    check_state(movement, "answer_host_note")
    if note.answered_on is not None:
        raise broken_rule(ANSWERED, "hostnote_answered", "note")
    check_day(actor, answered_on, "answered_on")
    if answered_on < note.sent_on:
        raise broken_rule(BEFORE_SENT, "hostnote_answer_is_whole", "answered_on")
    note.answered_on, note.answer = answered_on, answer
    note.save(update_fields=["answered_on", "answer"])
    return movement


def check_day(actor: Actor, day: date, field: str) -> None:
    """Raise 422 for a day that has not come yet where the mission is."""
    if day > present.now().astimezone(actor.clock).date():
        raise broken_rule(IN_FUTURE, "in_future", field)
