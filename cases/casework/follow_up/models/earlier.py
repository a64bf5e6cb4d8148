"""EarlierReturn: the person of a case had come home before, in another case."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.models.case import shared_with
from cases.core.actor import Actor
from cases.core.roles import FILE


class EarlierReturnQuerySet(models.QuerySet["EarlierReturn"]):
    """Reads of earlier returns."""

    def visible_to(self, actor: Actor) -> Self:
        """Pairs of which both cases are in sight: of one alone nothing is told."""
        if not actor.sees(FILE):
            return self.none()
        if actor.sees_all:
            return self.all()
        later = Q(case__mission_id=actor.sees_at) | Q(case_id__in=shared_with(actor))
        earlier = Q(earlier__mission_id=actor.sees_at) | Q(earlier_id__in=shared_with(actor))
        return self.filter(later, earlier)

    def standing(self) -> Self:
        """Those that still follow from the cases and the links of their people."""
        return self.filter(holds=True)


class EarlierReturn(models.Model):
    """Before `case` was opened its person had come home in the case `earlier`.

    Made and kept by the database from cases and links of the same person (`follow_up/schema.py`),
    whoever sees them; `told_at`: the mission of the earlier case and headquarters were told, once.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="earlier_returns")
    earlier = models.ForeignKey(Case, models.PROTECT, related_name="later_cases")
    holds = models.BooleanField(default=True)
    noticed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects = EarlierReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier return")
        verbose_name_plural = _("earlier returns")
        constraints = (
            models.UniqueConstraint(fields=["case", "earlier"], name="earlierreturn_once"),
            models.CheckConstraint(
                condition=~Q(case=F("earlier")), name="earlierreturn_of_another_case"
            ),
        )
        indexes = (
            models.Index(
                fields=["noticed_at", "id"],
                condition=Q(told_at__isnull=True, holds=True),
                name="earlierreturn_to_tell",
            ),
            models.Index(fields=["noticed_at", "uuid"], name="earlierreturn_noticed"),
        )

    def __str__(self) -> str:
        return self.public_reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
