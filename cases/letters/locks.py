"""Locks of letters: their people and cases first, as everything done on a case locks them."""

from collections.abc import Sequence

from django.db import models

from cases.casework.locks import lock_people
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.locks import lock_before
from cases.letters.models import Letter, LetterBatch


def lock_cases(actor: Actor, letters: Sequence[models.Model]) -> None:
    """Lock the people and cases of `letters`: an act on one may act on its step."""
    lock_ids(actor, {letter.case_id for letter in letters if isinstance(letter, Letter)})


def lock_cases_of_all(actor: Actor, batches: Sequence[models.Model]) -> None:
    """Lock the people and cases of all letters of `batches`."""
    letters = Letter.objects.visible_to(actor).filter(batch__in=[row.pk for row in batches])
    lock_ids(actor, set(letters.values_list("case_id", flat=True)))


def lock_ids(actor: Actor, ids: set[int]) -> None:
    """Lock cases, their people before them."""
    cases = Case.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    lock_people(actor, list(cases))
    list(cases.select_for_update(no_key=True).values_list("pk", flat=True))


lock_before(Letter, lock_cases)
lock_before(LetterBatch, lock_cases_of_all)
