"""Rows that belong to a case: who sees them."""

from typing import Self

from django.db import models
from django.db.models import Q

from cases.casework.models.case import shared_with
from cases.core.actor import Actor
from cases.core.roles import FILE


class CaseChildQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that belong to a case are seen with the case."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of cases that `actor` sees, for a role that reads files."""
        if not actor.sees(FILE):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(Q(case__mission_id=actor.sees_at) | Q(case_id__in=shared_with(actor)))

    def own_of(self, actor: Actor) -> Self:
        """Rows of cases that the actor's mission has. For lists, which begin at an index."""
        if not actor.sees(FILE):
            return self.none()
        return self.all() if actor.sees_all else self.filter(case__mission_id=actor.sees_at)
