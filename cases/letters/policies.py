"""Which letters can be written about a case now, and what may be done with those issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, StepStatus
from cases.casework.models import Case, Step
from cases.casework.policies import VOID, refuse_void
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, hindrance, raised_by, ruled_out
from cases.letters.choices import Addressed, Effect
from cases.letters.facts import Facts
from cases.letters.kinds import Kind, OfStep
from cases.letters.models import Letter, LetterBatch
from cases.procedures.choices import RestrictedGroup

NOT_DUE: Final[Sentence] = _("The step of this letter cannot be worked on now: %(step)s.")
NO_STEP: Final[Sentence] = _("The playbook of the case has no step for this letter.")
ASKED_ALREADY: Final[Sentence] = _(
    "This was asked already. To correct the letter, replace it from its page."
)
UNSENT: Final[Sentence] = _(
    "Such a letter was issued and not sent. Send it, replace it from its page, or withdraw it."
)
NOT_SENT_YET: Final[Sentence] = _("This letter was not sent, so nobody was asked yet.")
RESTRICTED: Final[Sentence] = _(
    "This letter is restricted (%(group)s), and your role does not read it."
)
TO_REPLACE: Final[Sentence] = _(
    "%(number)s is to replace this letter and is not sent yet. Send it, or withdraw it."
)
ENDED: Final[Sentence] = _(
    "The case ended as “%(outcome)s”, and this letter speaks of a case that goes on. Reopen the "
    "case if it does."
)
DEATH_NOTICE: Final[Sentence] = _(
    "The person has died, and this letter would not say so. The notice of a death is not written "
    "here: speak with the family yourself, and record that in the contact log."
)
DIED_ELSEWHERE: Final[Sentence] = _(
    "Another case of this person, %(case)s, ended as “Died”, and this letter speaks of somebody "
    "who lives. Correct that case if the person did not die."
)
GONE: Final[Sentence] = _("This letter was withdrawn or replaced.")
REPLIED: Final[Sentence] = _("The reply to this letter is recorded already.")
ON_STEP: Final[Sentence] = _("The reply settles a step of the case. Record it there.")
OWN_USE: Final[Sentence] = _("This letter is for our own use. It is sent to nobody.")
SENT_ALREADY: Final[Sentence] = _("This letter was sent, and its signed copy is attached.")
ONLY_WRITER: Final[Sentence] = _(
    "Only the mission that wrote the letter or has the case does this."
)
ONLY_ITS_WRITER: Final[Sentence] = _("Only the mission that wrote the letters does this.")
OUT_OF_SIGHT: Final[Sentence] = _(
    "One copy of all names people of cases that you no longer see. Attach a copy of its own to "
    "each letter."
)
NONE_LEFT: Final[Sentence] = _("No letter of these can be sent any more.")
WITHOUT_COPY: Final[Sentence] = _("No signed copy of this letter is attached.")
WORKS_ON: Final = frozenset({StepStatus.OPEN, StepStatus.ASKED})


@dataclass(frozen=True, slots=True)
class Due:
    """What a letter does to which step; nothing where no step is concerned."""

    step: Step | None = None
    of: OfStep | None = None


def due_of(kind: Kind, facts: Facts) -> Due:
    """Return the step that a letter asks, completes or prepares now: the first that is open."""
    for of in kind.steps:
        step = facts.step_of(of.procedure)
        fits = {StepStatus.OPEN} if of.effect == Effect.ASK else WORKS_ON
        if step is not None and step.status in fits:
            return Due(step, of)
    return Due()


def refusal_of_case(actor: Actor, kind: Kind, case: Case) -> Refused | None:
    """Return why no such letter is written about a case whatever its steps; None for nothing."""
    if not case.stage:
        return wrong_state(VOID, "case_void")
    if (ended := refusal_of_end(kind, case)) is not None:
        return ended
    if kind.restricted and not actor.sees(kind.restricted):
        words = {"group": RestrictedGroup(kind.restricted).label}
        return Refused(RESTRICTED % words, "letter_restricted", 403)
    return None


def refusal_of_end(kind: Kind, case: Case) -> Refused | None:
    """Return why a letter makes no sense about a case that ended as it did; None where it does."""
    if case.stage != Stage.CLOSED or case.outcome in kind.outcomes:
        return None
    if case.outcome == Outcome.DIED and kind.to == Addressed.FAMILY:
        return wrong_state(DEATH_NOTICE, "notice_of_death")
    return wrong_state(ENDED % {"outcome": case.get_outcome_display()}, "letter_of_open_case")


def speaks_of_living(kind: Kind) -> bool:
    """Return whether a letter makes no sense once the person is dead."""
    return Outcome.DIED not in kind.outcomes


def refusal_of_death(kind: Kind, facts: Facts, until: datetime | None = None) -> Refused | None:
    """Return why a letter makes no sense about somebody who died by another case of theirs.

    `until`: when it went; a death that certainly came after that changes nothing of it.
    """
    closing = facts.elsewhere.ended_as(Outcome.DIED)
    if closing is None or not speaks_of_living(kind):
        return None
    first = closing.died_at.first if closing.died_at else closing.occurred_from
    if until is not None and first > until:
        return None
    if kind.to == Addressed.FAMILY:
        return wrong_state(DEATH_NOTICE, "notice_of_death")
    return wrong_state(DIED_ELSEWHERE % {"case": closing.case.reference}, "died_elsewhere")


def refusal_of_person(kind: Kind, facts: Facts) -> Refused | None:
    """Return why a letter makes no sense by how a case of the person ended; None where it does."""
    return refusal_of_end(kind, facts.case) or refusal_of_death(kind, facts)


def refusal_to_write(
    actor: Actor, kind: Kind, facts: Facts, replaces: Letter | None
) -> Refused | None:
    """Return why a letter cannot be written about a case now; None where it can."""
    refusal = refusal_of_case(actor, kind, facts.case) or refusal_of_death(kind, facts)
    if refusal is not None:
        return refusal
    if replaces is not None or not kind.needs_step:
        return None
    due = due_of(kind, facts).step
    if due is not None:
        waits = any(row.kind == kind.code and row.step_id == due.pk for row in facts.unsent)
        return wrong_state(UNSENT, "letter_not_sent") if waits else None
    steps = [step for of in kind.steps if (step := facts.step_of(of.procedure)) is not None]
    if any(step.status == StepStatus.ASKED for step in steps):
        return wrong_state(ASKED_ALREADY, "letter_asked_already")
    if not steps:
        return wrong_state(NO_STEP, "letter_without_step")
    words = {"step": StepStatus(steps[0].status).label}
    return wrong_state(NOT_DUE % words, "letter_not_due")


def standing(letter: Letter) -> bool:
    """Return whether a letter was neither withdrawn nor replaced."""
    return letter.withdrawn_at is None and letter.replaced_at is None


def is_on_step(letter: Letter) -> bool:
    """Return whether the reply is recorded on the step that the letter asked."""
    return letter.inquiry is not None and letter.inquiry.answered_at is None


@guard(Letter)
def guard_letter(actor: Actor, letter: Letter) -> Hindrance:
    """Whoever wrote a letter or has its case acts, as far as nothing hinders on the case."""
    on_case = hindrance(actor, letter.case)

    def hinders(name: str) -> Refused | None:
        concerned = {letter.mission_id, letter.case.mission_id}
        if actor.kind == "staff" and actor.mission_id not in concerned:
            return Refused(ONLY_WRITER, "only_writer", 403)
        return on_case(name)

    return hinders


@ruled_out(Letter)
def state_of_letter(actor: Actor, letter: Letter) -> Hindrance:
    """What came of a letter."""
    return lambda name: refusal_of(letter, name)


def refusal_of(letter: Letter, operation: str) -> Refused | None:
    """Return the 409 that the state of a letter gives an act; None where it allows it."""
    if not standing(letter):
        return wrong_state(GONE, "letter_gone")
    if operation == "send_letter":
        return refusal_to_send(letter)
    if operation != "record_letter_reply":
        return None
    if letter.replied_at is not None or (letter.inquiry_id and not is_on_step(letter)):
        return wrong_state(REPLIED, "letter_replied")
    if is_on_step(letter):
        return wrong_state(ON_STEP, "answered_on_step")
    is_early = letter.sent_at is None and letter.awaits_reply
    return wrong_state(NOT_SENT_YET, "letter_not_sent") if is_early else None


def refusal_to_send(letter: Letter) -> Refused | None:
    """Return why a letter is not sent (any more); None where it can be, or lost its copy."""
    if letter.made_as.to == Addressed.OWN:
        return wrong_state(OWN_USE, "letter_for_own_use")
    if letter.has_copy:
        return wrong_state(SENT_ALREADY, "letter_sent_already")
    return None


def refuse_in_state(letter: Letter, operation: str) -> None:
    """Raise 409 unless the state of a letter lets an act happen."""
    refusal = refusal_of(letter, operation)
    if refusal is not None:
        raise refusal


@guard(LetterBatch)
def guard_batch(actor: Actor, batch: LetterBatch) -> Hindrance:
    """Whoever wrote letters together acts on all of them."""
    is_other = actor.kind == "staff" and actor.mission_id != batch.mission_id
    refusal = Refused(ONLY_ITS_WRITER, "only_writer", 403) if is_other else None
    return lambda name: refusal


@ruled_out(LetterBatch)
def state_of_batch(actor: Actor, batch: LetterBatch) -> Hindrance:
    """What came of its letters."""
    letters = Letter.objects.visible_to(actor).filter(batch=batch).select_related("signed_copy")
    return lambda name: refusal_to_send_all(batch, list(letters))


def refusal_to_send_all(batch: LetterBatch, letters: Sequence[Letter]) -> Refused | None:
    """Return why one copy of all `letters` in sight sends none; None where it sends some."""
    if len(letters) < batch.count:
        return wrong_state(OUT_OF_SIGHT, "letters_out_of_sight")
    refusals = [refusal_of(letter, "send_letter") for letter in letters]
    return none_left(letters, refusals) if all(refusals) else None


def none_left(letters: Sequence[Letter], refusals: Sequence[Refused | None]) -> Refused:
    """409: no letter is left to send, each with why."""
    problems = [
        Problem("", refusal.code, f"{letter.number}: {refusal.message}")
        for letter, refusal in zip(letters, refusals, strict=True)
        if refusal is not None
    ]
    return Refused(NONE_LEFT, "no_letter_left", 409, problems=problems)


def refusal_with_others(actor: Actor, letter: Letter) -> Refused | None:
    """Return why a letter of a batch is not sent with the others; None where it is."""
    return (
        refusal_of(letter, "send_letter")
        or hindrance(actor, letter)("send_letter")
        or hindrance(actor, letter.case)("attach_file")
        or raised_by(refuse_void, letter.case)
    )


def letters_left(actor: Actor, letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters of a batch that one copy of all would send."""
    return [row for row in letters if refusal_with_others(actor, row) is None]


def not_sent_with_others(actor: Actor, letters: Sequence[Letter]) -> list[tuple[Letter, Refused]]:
    """Return the letters that one copy of all did not send, each with why; none before there is."""
    if not any(letter.is_sent_with_others for letter in letters):
        return []
    return [
        (letter, refusal_with_others(actor, letter) or wrong_state(WITHOUT_COPY, "without_copy"))
        for letter in letters
        if not letter.is_sent_with_others
    ]
