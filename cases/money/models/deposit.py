"""Deposit: what somebody paid in for a person before money was advanced."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Relative
from cases.money.amounts import shown
from cases.money.choices import DepositHolder
from cases.money.models.row import MoneyQuerySet, MoneyRow, money_constraints


class DepositQuerySet(MoneyQuerySet["Deposit"]):
    """Reads of deposits."""


class Deposit(MoneyRow):
    """Money that a relative, or somebody else, paid in for a person, under a number of a receipt.

    What is left of it is counted in its own currency: the amount, less the lines drawn on it (each
    says what it takes of it), less what was returned. The database lets it never fall below zero.
    """

    relative = models.ForeignKey(
        Relative, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    payer_words = models.CharField(max_length=160, blank=True)
    received_on = models.DateField()
    held_by = models.CharField(max_length=8, choices=DepositHolder)
    receipt = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    is_drawn: bool | None = None
    """Whether something stands on it, once that was read along with others."""

    objects = DepositQuerySet.as_manager()
    AT_HAND = ("case__citizen",)

    class Meta:
        verbose_name = _("deposit")
        verbose_name_plural = _("deposits")
        ordering = ("-recorded_at", "-id")
        constraints = (
            *money_constraints("deposit"),
            models.CheckConstraint(
                condition=Q(held_by__in=DepositHolder.values), name="deposit_holder_known"
            ),
            models.CheckConstraint(
                condition=Q(rate_on__lte=F("received_on")), name="deposit_rate_of_its_day"
            ),
            models.UniqueConstraint(
                fields=["mission", "receipt"],
                condition=Q(voided_at__isnull=True) & ~Q(receipt=""),
                name="deposit_receipt_once",
                violation_error_message=_(
                    "A deposit under this number of a receipt is recorded already."
                ),
            ),
        )
        indexes = (
            models.Index(fields=["case", "-recorded_at"], name="deposit_of_case"),
            models.Index(fields=["-recorded_at", "-uuid"], name="deposit_all"),
        )

    def __str__(self) -> str:
        return shown(self.amount, self.currency)

    @property
    def choice_label(self) -> str:
        """What a select box prints."""
        day = date_format(self.received_on, "DATE_FORMAT")
        return f"{self} · {day} · {self.receipt}".removesuffix(" · ")

    def get_absolute_url(self) -> str:
        """Where it stands on the page of money of its case."""
        return reverse("case_money", args=[self.case.reference]) + f"#deposit-{self.uuid}"
