"""Repayment: money that went back, of a deposit to who paid it or towards an undertaking."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.models.restricted import by_whom
from cases.money.models.deposit import Deposit
from cases.money.models.row import MOST_DIGITS, MoneyQuerySet, voided_whole
from cases.money.models.undertaking import Undertaking
from cases.procedures.choices import RestrictedGroup


class RepaymentQuerySet(MoneyQuerySet["Repayment"]):
    """Reads of repayments."""


class Repayment(models.Model):
    """A part of a deposit that was returned, or a part of an undertaking that was repaid.

    In the currency of what it belongs to, so that no rate can make it too much or too little.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.MONEY
    )
    deposit = models.ForeignKey(
        Deposit, models.PROTECT, null=True, blank=True, related_name="repayments"
    )
    undertaking = models.ForeignKey(
        Undertaking, models.PROTECT, null=True, blank=True, related_name="repayments"
    )
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=2)
    paid_on = models.DateField()
    receipt = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = by_whom()
    void_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RepaymentQuerySet.as_manager()
    AT_HAND = ("case__citizen",)
    IS_SEALED: ClassVar[bool] = True

    class Meta:
        verbose_name = _("repayment")
        verbose_name_plural = _("repayments")
        ordering = ("-recorded_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(restricted="money"), name="repayment_restricted_known"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="repayment_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(deposit__isnull=True, undertaking__isnull=False)
                | Q(deposit__isnull=False, undertaking__isnull=True),
                name="repayment_of_one",
            ),
            voided_whole("repayment"),
        )

    def __str__(self) -> str:
        return number_format(self.amount.normalize(), force_grouping=True)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
