"""Locks of casework: the people of cases before the cases, each in id order."""

from collections.abc import Sequence

from django.db import models

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.locks import lock_before


def lock_people(actor: Actor, cases: Sequence[models.Model]) -> None:
    """Lock the citizens of `cases`."""
    ids = {case.citizen_id for case in cases if isinstance(case, Case)}
    list(
        Citizen.objects.visible_to(actor)
        .filter(pk__in=ids)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )


lock_before(Case, lock_people)
