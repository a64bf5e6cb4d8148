"""What a letter asks, it asks when it is sent: until then nobody but us has the ball."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from cases.casework.together.asking import Question, ask_together
from cases.core.actor import Actor
from cases.core.facts import When
from cases.letters.models import Letter


def ask_with(actor: Actor, letters: Sequence[Letter], when: When | None, moment: datetime) -> None:
    """Ask the steps of letters that were sent `when`, and put the questions on the letters.

    One that replaces another takes its place, and its question, from now on. A step that is no
    longer open, or of a closed case, is not asked; one that this body was asked by other means is
    asked by the letter.
    """
    for letter in letters:
        take_place(actor, letter, moment)
    asking = [
        (row, row.step)
        for row in letters
        if row.inquiry_id is None and row.step is not None and row.asks
    ]
    if not asking:
        return
    questions = [
        Question(row.case, step.pk, row.authority, row.number, str(row.made_as.title))
        for row, step in asking
    ]
    files = ask_together(actor, questions, when)
    for letter, step in asking:
        asked = files[letter.case_id].inquiries[step.pk]
        waiting = (row for row in asked if row.answered_at is None)
        letter.inquiry = next(
            (row for row in waiting if row.asked_of_id == letter.authority_id), None
        )


def take_place(actor: Actor, letter: Letter, moment: datetime) -> None:
    """Put a letter in the place of the one it replaces, where that stands, with its question."""
    former = letter.replaces
    if former is None:
        return
    replaced = Letter.objects.visible_to(actor).filter(pk=former.pk, replaced_at__isnull=True)
    replaced.filter(withdrawn_at__isnull=True).update(replaced_at=moment, version=F("version") + 1)
    if former.inquiry is not None and not former.inquiry.is_taken_back:
        letter.inquiry = former.inquiry
