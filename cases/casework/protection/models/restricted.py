"""What all rows that only some roles read have in common."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.sealed import readable
from cases.core.actor import Actor
from cases.core.roles import GROUPS


class RestrictedQuerySet[M: models.Model](CaseChildQuerySet[M]):
    """Rows of a case that are read by roles with their group, or while it is open to them."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of cases that `actor` sees, of groups that the role reads or that are open now."""
        return super().visible_to(actor).filter(readable(actor))

    def own_of(self, actor: Actor) -> Self:
        """As above, of cases that the actor's mission has."""
        return super().own_of(actor).filter(readable(actor))

    def beyond(self, actor: Actor) -> Self:
        """Rows that the actor reads by an opening alone."""
        return self.visible_to(actor).exclude(restricted__in=actor.sights & GROUPS)


def by_whom(**options: Any) -> models.ForeignKey[Any, Any]:
    """Return the key of who wrote something down; nobody where the system did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        **options,
    )


def of_group(group: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a row is of one restricted group."""
    return models.CheckConstraint(condition=Q(restricted=group), name=f"{name}_restricted_known")


def ended_whole(name: str) -> models.CheckConstraint:
    """Return the constraint that who ended a row, when and why is known together."""
    return models.CheckConstraint(
        condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
        | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
        name=f"{name}_end_is_whole",
        violation_error_message=_("Say why it ended."),
    )
