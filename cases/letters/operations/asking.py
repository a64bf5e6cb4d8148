"""What a letter asks, it asks when it is sent: until then nobody but us has the ball."""

from datetime import datetime

from django.db.models import F

from cases.casework.choices import StepStatus
from cases.casework.consent import check_asking
from cases.casework.models import Case, Inquiry, Step
from cases.casework.operations import ask_step
from cases.casework.operations.step_rows import body_of
from cases.core.actor import Actor
from cases.core.facts import When
from cases.letters.models import Letter
from cases.missions.models import Authority


def check_may_be_asked(
    actor: Actor, case: Case, step: Step | None, addressee: Authority | None
) -> None:
    """Raise 422 where the person has said that the body of a letter is not to be asked."""
    if step is not None:
        body = body_of(addressee) if addressee is not None else step.body
        check_asking(actor, case, body, addressee)


def ask_with(actor: Actor, letter: Letter, when: When | None, moment: datetime) -> None:
    """Ask the step of a letter that was sent `when`, and put the question on the letter.

    One that replaces another takes its place, and its question, from now on. A step that is no
    longer open, or of a closed case, is not asked; one that this body was asked by other means is
    asked by the letter.
    """
    former = letter.replaces
    if former is not None:
        replaced = Letter.objects.visible_to(actor).filter(pk=former.pk, replaced_at__isnull=True)
        replaced.filter(withdrawn_at__isnull=True).update(
            replaced_at=moment, version=F("version") + 1
        )
        if former.inquiry is not None and not former.inquiry.is_taken_back:
            letter.inquiry = former.inquiry
    if letter.inquiry is not None or letter.step is None or not letter.asks:
        return
    step = Step.objects.visible_to(actor).get(pk=letter.step.pk)
    case = Case.objects.visible_to(actor).get(pk=letter.case_id)
    if step.status == StepStatus.OPEN and case.stage not in {"closed", ""}:
        ask_step(
            actor,
            case,
            step=step,
            asked_of=letter.authority,
            when=when,
            reference=letter.number,
            question=str(letter.made_as.title),
        )
    waiting = Inquiry.objects.visible_to(actor).filter(step=step).unanswered()
    letter.inquiry = waiting.filter(asked_of=letter.authority).first()
