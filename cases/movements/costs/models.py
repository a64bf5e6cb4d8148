"""LegCost: on which leg of a movement a cost was spent."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.models.restricted import by_whom, of_group
from cases.money.models import CostLine
from cases.money.models.row import MoneyQuerySet, voided_whole
from cases.movements.models import Leg
from cases.procedures.choices import RestrictedGroup


class LegCostQuerySet(MoneyQuerySet["LegCost"]):
    """Reads of what was spent on legs: each row is seen with its case, by readers of money."""


class LegCost(models.Model):
    """A cost of one person belongs to a leg: her ticket, her part of the bill of the bus.

    It stays when she is taken off: the money was spent. `line` follows a correction of the cost.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    leg = models.ForeignKey(Leg, models.PROTECT, related_name="costs")
    line = models.ForeignKey(CostLine, models.PROTECT, related_name="legs", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.MONEY
    )
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = by_whom()
    void_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LegCostQuerySet.as_manager()
    AT_HAND: ClassVar[tuple[str, ...]] = ("case__citizen", "line")
    IS_SEALED: ClassVar[bool] = True

    class Meta:
        verbose_name = _("cost of a leg")
        verbose_name_plural = _("costs of legs")
        ordering = ("-recorded_at", "-id")
        constraints = (
            of_group("money", "legcost"),
            voided_whole("legcost"),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(voided_at__isnull=True),
                name="legcost_one_leg",
                violation_error_message=_("This cost belongs to a leg already."),
            ),
        )
        indexes = (models.Index(fields=["case", "-recorded_at"], name="legcost_of_case"),)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
