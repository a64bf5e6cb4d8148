"""What every row of money on a case has: an amount with the rate of its day, who, when, voided."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.models.restricted import RestrictedQuerySet, by_whom
from cases.core.facts import standing_facts
from cases.missions.models import Mission
from cases.money.amounts import HOME
from cases.procedures.choices import Currency, RestrictedGroup

MOST_DIGITS = 15


class MoneyQuerySet[M: models.Model](RestrictedQuerySet[M]):
    """Rows of a case for roles that read the group money."""

    def standing(self) -> Self:
        """Rows that nobody has voided."""
        return standing_facts(self)


class MoneyRow(models.Model):
    """An amount on a case with the rate of its day; voided, never edited.

    `rate`: dong for one unit, of `rate_on`, as `rate_source` says: copied, so that a later rate
    changes nothing. `mission`: who has written it down, and has the papers.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.MONEY
    )
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=2)
    currency = models.CharField(max_length=3, choices=Currency)
    rate = models.DecimalField(max_digits=18, decimal_places=6)
    rate_on = models.DateField()
    rate_source = models.CharField(max_length=300, blank=True)
    amount_vnd = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = by_whom()
    void_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    IS_SEALED: ClassVar[bool] = True

    class Meta:
        abstract = True

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


def money_constraints(name: str) -> tuple[models.BaseConstraint, ...]:
    """Return the constraints that every row of money on a case carries."""
    return (
        models.CheckConstraint(condition=Q(restricted="money"), name=f"{name}_restricted_known"),
        models.CheckConstraint(
            condition=Q(currency__in=Currency.values), name=f"{name}_currency_known"
        ),
        models.CheckConstraint(
            condition=Q(amount__gt=0),
            name=f"{name}_more_than_nothing",
            violation_error_message=_("The amount must be more than nothing."),
        ),
        models.CheckConstraint(
            condition=Q(rate__gt=0) & (~Q(currency=HOME) | Q(rate=1)), name=f"{name}_rate_fits"
        ),
        models.CheckConstraint(
            condition=Q(amount_vnd=Round(F("amount") * F("rate"))), name=f"{name}_in_dong"
        ),
        voided_whole(name),
    )


def voided_whole(name: str) -> models.CheckConstraint:
    """Return the constraint that who voided a row, when and why is known together."""
    return models.CheckConstraint(
        condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
        | (Q(voided_at__gte=F("recorded_at")) & ~Q(void_reason="")),
        name=f"{name}_void_is_whole",
        violation_error_message=_("Say why it is voided."),
    )
