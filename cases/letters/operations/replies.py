"""What comes after a letter: its reply, or that it is withdrawn."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Ending
from cases.casework.models import Case
from cases.casework.operations import record_answer
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.letters import locks  # noqa: F401 - registers what is locked before letters
from cases.letters.models import Letter
from cases.letters.operations.sending import first_instant
from cases.letters.policies import is_on_step, refuse_in_state

TOO_EARLY: Sentence = _("A reply cannot come before the letter.")


@operation(may="letter.correspond", audit="letter.replied")
def record_letter_reply(
    actor: Actor, letter: Letter, *, when: When | None = None, reference: str = "", note: str = ""
) -> Letter:
    """Record the reply to a letter that asked no step: when it came, under which number."""
    refuse_in_state(letter, "record_letter_reply")
    moment = ledger_moment([])
    interval = when.resolve(actor.zone, moment) if when else Interval(moment, moment)
    if interval.last < first_instant(letter, actor.zone):
        raise broken_rule(TOO_EARLY, "reply_before_letter", "when")
    letter.replied_from, letter.replied_at = interval.first, interval.last
    letter.reply_reference, letter.reply_note = reference, note
    letter.reply_recorded_at, letter.reply_recorded_by_id = moment, actor.staff_id
    put(
        letter,
        *("replied_from", "replied_at", "reply_reference", "reply_note"),
        *("reply_recorded_at", "reply_recorded_by"),
    )
    return letter


@operation(may="letter.withdraw", audit="letter.withdrawn")
def withdraw_letter(actor: Actor, letter: Letter, *, reason: str) -> Letter:
    """Withdraw a letter: it stays under its number, and the step that it asked is ours again.

    Its question is taken back: nothing was answered, and no limit says anything of the body.
    """
    refuse_in_state(letter, "withdraw_letter")
    if is_on_step(letter) and letter.step is not None:
        case = Case.objects.visible_to(actor).get(pk=letter.case_id)
        record_answer(actor, case, step=letter.step, verdict=Ending.TAKEN_BACK, answer=reason)
    letter.withdrawn_at = ledger_moment([])
    letter.withdraw_reason, letter.withdrawn_by_id = reason, actor.staff_id
    put(letter, "withdrawn_at", "withdraw_reason", "withdrawn_by")
    return letter
