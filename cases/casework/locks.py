"""Locks of casework: the people of cases before the cases, each in id order; then their shares."""

from collections.abc import Collection, Sequence

from django.db import models
from django.db.models import Q

from cases.casework.choices import Outcome
from cases.casework.models import Case, Share
from cases.citizens.models import Citizen, SamePerson
from cases.core.actor import Actor
from cases.core.locks import lock_before


def lock_people(actor: Actor, cases: Sequence[models.Model]) -> None:
    """Lock the citizens of `cases`; of duplicates every record of the person.

    An answer that comes on a duplicate is written on all of them.
    """
    found = [case for case in cases if isinstance(case, Case)]
    doubles = {case.citizen_id for case in found if case.outcome == Outcome.DUPLICATE}
    lock_records(actor, {case.citizen_id for case in found}, doubles)


def lock_records(actor: Actor, ids: Collection[int], linked: Collection[int]) -> None:
    """Lock some records, and every record of the people of those that may be `linked`."""
    people = Citizen.objects.visible_to(actor)
    rows = people.filter(pk__in=ids)
    if linked:
        heads = people.filter(pk__in=linked, head__isnull=False)
        rows = people.filter(Q(pk__in=ids) | Q(head__in=set(heads.values_list("head", flat=True))))
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def lock_shared(actor: Actor, shares: Sequence[models.Model]) -> None:
    """Lock the people and cases of `shares`: ending one changes who sees both."""
    ids = {share.case_id for share in shares if isinstance(share, Share)}
    cases = Case.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    lock_people(actor, list(cases))
    list(cases.select_for_update(no_key=True).values_list("pk", flat=True))


def lock_linked(actor: Actor, links: Sequence[models.Model]) -> None:
    """Lock every record of the two people of `links`."""
    sides = [row for row in links if isinstance(row, SamePerson)]
    ids = {pk for link in sides for pk in (link.citizen_id, link.into_id)}
    lock_records(actor, ids, ids)


lock_before(Case, lock_people)
lock_before(SamePerson, lock_linked)
lock_before(Share, lock_shared)
