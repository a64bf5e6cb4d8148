"""Closing balances: by how much figures changed, kept so that nobody counts a million rows."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.incidents.models import Incident


class FigureClosingQuerySet(models.QuerySet["FigureClosing"]):
    """Reads of closings."""

    def visible_to(self, actor: Actor) -> Self:
        """For headquarters: a mission gets totals by the function that gives whole days only."""
        return self.all() if actor.sees_all else self.none()


class FigureBalanceQuerySet(models.QuerySet["FigureBalance"]):
    """Reads of balances."""

    def visible_to(self, actor: Actor) -> Self:
        """For headquarters, as closings are."""
        return self.all() if actor.sees_all else self.none()


class FigureClosing(models.Model):
    """The figures of an incident were closed with all that was known at `known_at`.

    Written by the database alone (`schema_balances.py`); `closed_at` is the real time.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="closings")
    known_at = models.DateTimeField()
    closed_at = models.DateTimeField()

    objects = FigureClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing of figures")
        verbose_name_plural = _("closings of figures")
        constraints = (
            models.UniqueConstraint(fields=["incident", "known_at"], name="figureclosing_once"),
        )

    def __str__(self) -> str:
        return f"{self.incident} {self.known_at:%Y-%m-%d %H:%M}"


class FigureBalance(models.Model):
    """By how much the number under a key changed at the end of `day` through one closing.

    `key` is a code, or the id of a place, holder or mission; the first day of the calendar stands
    for "before all days". `persons` counts cases where the dimension is of cases.
    """

    closing = models.ForeignKey(
        FigureClosing, models.PROTECT, related_name="balances", db_index=False
    )
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+", db_index=False)
    known_at = models.DateTimeField()
    dimension = models.CharField(max_length=20)
    key = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    persons = models.IntegerField()
    men = models.IntegerField()
    women = models.IntegerField()

    objects = FigureBalanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("balance of figures")
        verbose_name_plural = _("balances of figures")
        constraints = (
            models.UniqueConstraint(
                fields=["closing", "dimension", "key", "day"], name="figurebalance_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["incident", "known_at", "day"],
                include=["dimension", "key", "persons", "men", "women"],
                name="figurebalance_sum",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dimension} {self.key} {self.day} {self.persons:+d}"
