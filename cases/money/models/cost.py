"""CostLine: one expense for one person, who pays it, and whether it counts yet."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.money.amounts import shown
from cases.money.choices import CostState, Payer
from cases.money.models.deposit import Deposit
from cases.money.models.row import MOST_DIGITS, MoneyQuerySet, MoneyRow, money_constraints
from cases.money.models.shared import SharedCost
from cases.money.models.undertaking import Undertaking

BACKED = (Payer.FUND_ADVANCE, Payer.RELATIVE_DEPOSIT)


def spent_at(known: datetime | None) -> Q:
    """Return the condition of lines that count, now or as known at a moment."""
    if known is None:
        return Q(counts_from__isnull=False, voided_at__isnull=True)
    return Q(counts_from__lte=known) & (Q(voided_at__isnull=True) | Q(voided_at__gt=known))


def waiting_at(known: datetime | None) -> Q:
    """Return the condition of lines that wait for a second officer, now or as known then."""
    if known is None:
        return Q(counts_from__isnull=True, decided_at__isnull=True, voided_at__isnull=True)
    undecided = Q(decided_at__isnull=True) | Q(decided_at__gt=known)
    uncounted = Q(counts_from__isnull=True) | Q(counts_from__gt=known)
    standing = Q(voided_at__isnull=True) | Q(voided_at__gt=known)
    return Q(recorded_at__lte=known) & undecided & uncounted & standing


class CostLineQuerySet(MoneyQuerySet["CostLine"]):
    """Reads of cost lines."""

    def spent(self, known: datetime | None = None) -> Self:
        """Lines that count, now or as known at a moment."""
        return self.filter(spent_at(known))

    def waiting(self, known: datetime | None = None) -> Self:
        """Lines that wait for a second officer."""
        return self.filter(waiting_at(known))

    def of_mission(self, actor: Actor) -> Self:
        """The register: lines of cases that the actor's mission has; at headquarters all."""
        return self.own_of(actor)


class CostLine(MoneyRow):
    """An expense for the person of a case: what for, how much, who pays.

    It counts from `counts_from`: at once, or when a second officer approves what is above the
    limit; never where that officer refuses. `repaid_by_rule`: the Fund asks it back (by the rules
    of the day on which it was recorded). `drawn`: what it takes of its deposit or undertaking, in
    the currency of that. A correction voids it and names it in the new line (`replaces`).
    """

    category = models.CharField(max_length=24)
    payer = models.CharField(max_length=16, choices=Payer)
    spent_on = models.DateField()
    purpose = models.CharField(max_length=300)
    voucher = models.CharField(max_length=60, blank=True)
    repaid_by_rule = models.BooleanField(default=False)
    counts_from = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = by_whom()
    decide_reason = models.TextField(blank=True)
    deposit = models.ForeignKey(
        Deposit, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    undertaking = models.ForeignKey(
        Undertaking, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    drawn = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=2, null=True, blank=True)
    shared = models.ForeignKey(
        SharedCost, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = CostLineQuerySet.as_manager()
    AT_HAND = ("case__citizen",)

    class Meta:
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")
        ordering = ("-recorded_at", "-id")
        constraints = (
            *money_constraints("costline"),
            models.CheckConstraint(condition=~Q(category=""), name="costline_has_category"),
            models.CheckConstraint(
                condition=Q(payer__in=Payer.values), name="costline_payer_known"
            ),
            models.CheckConstraint(
                condition=Q(rate_on__lte=F("spent_on")), name="costline_rate_of_its_day"
            ),
            models.CheckConstraint(
                condition=Q(payer=Payer.FUND_ADVANCE, repaid_by_rule=True)
                | (~Q(payer=Payer.FUND_ADVANCE) & Q(repaid_by_rule=False)),
                name="costline_advance_is_asked_back",
            ),
            models.CheckConstraint(
                condition=Q(payer__in=BACKED, drawn__gt=0)
                & (
                    Q(deposit__isnull=False, undertaking__isnull=True)
                    | Q(payer=Payer.FUND_ADVANCE, deposit__isnull=True, undertaking__isnull=False)
                )
                | (
                    ~Q(payer__in=BACKED)
                    & Q(drawn__isnull=True, deposit__isnull=True, undertaking__isnull=True)
                ),
                name="costline_backed",
                violation_error_message=_(
                    "An advance needs a deposit, or in an emergency a signed undertaking."
                ),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decide_reason="")
                | Q(decided_at__gte=F("recorded_at"), counts_from=F("decided_at"))
                | (
                    Q(decided_at__gte=F("recorded_at"), counts_from__isnull=True)
                    & ~Q(decide_reason="")
                ),
                name="costline_decided_whole",
                violation_error_message=_("Say why it is refused."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("recorded_by")),
                name="costline_two_officers",
                violation_error_message=_("Whoever recorded a cost does not approve it."),
            ),
            models.CheckConstraint(
                condition=Q(counts_from__isnull=True) | Q(counts_from__gte=F("recorded_at")),
                name="costline_counts_once_known",
            ),
        )
        indexes = (
            models.Index(fields=["case", "-recorded_at"], name="costline_of_case"),
            models.Index(fields=["mission", "-recorded_at"], name="costline_of_mission"),
            models.Index(fields=["-recorded_at", "-uuid"], name="costline_all"),
            models.Index(
                fields=["case"],
                condition=Q(
                    counts_from__isnull=True, decided_at__isnull=True, voided_at__isnull=True
                ),
                name="costline_waiting",
            ),
        )

    def __str__(self) -> str:
        return shown(self.amount, self.currency)

    @property
    def state(self) -> CostState:
        """How far it is."""
        if self.voided_at is not None:
            return CostState.VOIDED
        if self.counts_from is not None:
            return CostState.SPENT
        return CostState.REFUSED if self.decided_at is not None else CostState.WAITING

    def get_absolute_url(self) -> str:
        """The page of the line."""
        return reverse("cost_line", args=[self.uuid])
