"""Locks of letters: their people and cases first, as everything done on a case locks them."""

from collections.abc import Sequence

from django.db import models

from cases.casework.locks import lock_people
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.locks import lock_before
from cases.letters.models import Letter


def lock_cases(actor: Actor, letters: Sequence[models.Model]) -> None:
    """Lock the people and cases of `letters`: an act on one may act on its step."""
    ids = {letter.case_id for letter in letters if isinstance(letter, Letter)}
    cases = Case.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    lock_people(actor, list(cases))
    list(cases.select_for_update(no_key=True).values_list("pk", flat=True))


lock_before(Letter, lock_cases)
