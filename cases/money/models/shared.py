"""SharedCost: one bill for several people; each part of it is a cost line on a case."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.missions.models import Mission
from cases.procedures.choices import Currency, RestrictedGroup


class SharedCostQuerySet(models.QuerySet["SharedCost"]):
    """Reads of bills."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that the actor's mission has split; at headquarters all."""
        if not actor.sees(RestrictedGroup.MONEY):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)


class SharedCost(models.Model):
    """One bill that was split over several cases.

    It has no total and no count of its own: what a reader sees of it is the sum of the lines in the
    reader's sight, so that it never tells of how many others there are.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3, choices=Currency)
    spent_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = SharedCostQuerySet.as_manager()

    class Meta:
        verbose_name = _("bill for several people")
        verbose_name_plural = _("bills for several people")
        ordering = ("-recorded_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(currency__in=Currency.values), name="sharedcost_currency_known"
            ),
        )
        indexes = (models.Index(fields=["-recorded_at", "-uuid"], name="sharedcost_all"),)

    def __str__(self) -> str:
        return f"{date_format(self.spent_on, 'DATE_FORMAT')} · {self.currency}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the bill."""
        return reverse("shared_cost", args=[self.uuid])
