"""Locks of casework: the people of cases before the cases, each in id order; then their shares."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from cases.casework.models import Case, Share
from cases.citizens.models import Citizen, SamePerson
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


def lock_shared(actor: Actor, shares: Sequence[models.Model]) -> None:
    """Lock the people and cases of `shares`: ending one changes who sees both."""
    ids = {share.case_id for share in shares if isinstance(share, Share)}
    cases = Case.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    lock_people(actor, list(cases))
    list(cases.select_for_update(no_key=True).values_list("pk", flat=True))


def lock_linked(actor: Actor, links: Sequence[models.Model]) -> None:
    """Lock both records of `links` and who stands for them."""
    sides = [row for row in links if isinstance(row, SamePerson)]
    ids = {pk for link in sides for pk in (link.citizen_id, link.into_id)}
    people = Citizen.objects.visible_to(actor)
    heads = people.filter(pk__in=ids, head__isnull=False).values("head")
    list(
        people.filter(Q(pk__in=ids) | Q(pk__in=heads))
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )


lock_before(Case, lock_people)
lock_before(SamePerson, lock_linked)
lock_before(Share, lock_shared)
