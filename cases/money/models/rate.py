"""ExchangeRate: what one unit of a currency was in dong on a day, and who says so."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.core.facts import standing_facts
from cases.missions.models import Mission
from cases.money.amounts import HOME
from cases.procedures.choices import Currency, RestrictedGroup


class ExchangeRateQuerySet(models.QuerySet["ExchangeRate"]):
    """Reads of rates."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of headquarters and of the own mission, for roles that handle money."""
        if not actor.sees(RestrictedGroup.MONEY):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(Q(mission_id=None) | Q(mission_id=actor.sees_at))

    def standing(self) -> Self:
        """Rates that nobody has voided."""
        return standing_facts(self)


class ExchangeRate(models.Model):
    """Dong for one unit of a currency on a day, with its source; voided, never edited.

    `mission`: for whom it holds; nobody where headquarters has said it for all.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    currency = models.CharField(max_length=3, choices=Currency)
    day = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = by_whom()
    void_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ("-day", "currency", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(currency__in=Currency.values) & ~Q(currency=HOME),
                name="exchangerate_currency_known",
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="exchangerate_more_than_nothing"),
            models.CheckConstraint(condition=~Q(source=""), name="exchangerate_has_source"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
                | (Q(voided_at__gte=F("recorded_at")) & ~Q(void_reason="")),
                name="exchangerate_void_is_whole",
            ),
            models.UniqueConstraint(
                fields=["currency", "day", "mission"],
                condition=Q(voided_at__isnull=True),
                nulls_distinct=False,
                name="exchangerate_once",
                violation_error_message=_(
                    "There is a rate of this currency and day already. Void it first."
                ),
            ),
        )
        indexes = (models.Index(fields=["-recorded_at", "-uuid"], name="exchangerate_all"),)

    def __str__(self) -> str:
        return f"{self.currency} · {date_format(self.day, 'DATE_FORMAT')}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
