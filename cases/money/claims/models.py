"""Claim, ClaimLine and ClaimPayment: what was asked of a payer, for which costs, what came."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.missions.models import Authority, Mission
from cases.money.amounts import shown
from cases.money.claims.choices import ANSWERED, THE_FUND, ClaimedFrom, ClaimState
from cases.money.models import CostLine
from cases.money.models.row import MoneyQuerySet, MoneyRow, money_constraints
from cases.procedures.choices import RestrictedGroup


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Reads of claims."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's mission; at headquarters all; for roles of the group alone."""
        if not actor.sees(RestrictedGroup.MONEY):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)


class Claim(models.Model):
    """A mission asks one payer for what it has spent in that payer's stead.

    Prepared as a draft; submitted it is frozen (`digest`, over what stands in it). `size`: how many
    lines it has, whoever sees them. `totals`: its sums by currency when it was submitted, so that
    the mission that submitted it knows them when a case has gone to another one.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(max_length=24, unique=True, editable=False)
    serial = models.PositiveIntegerField(editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.DRAFT)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    payer = models.CharField(max_length=16, choices=ClaimedFrom)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    body_words = models.CharField(max_length=200, blank=True)
    claimed_on = models.DateField()
    words = models.TextField(blank=True)
    size = models.PositiveSmallIntegerField(default=0, editable=False)
    prepared_at = models.DateTimeField()
    prepared_by = by_whom()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = by_whom()
    totals = models.JSONField(default=list, blank=True)
    total_vnd = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = by_whom()
    answer_words = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = by_whom()
    withdraw_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ClaimQuerySet.as_manager()
    AT_HAND: ClassVar[tuple[str, ...]] = ("mission", "authority")

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ("-prepared_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ClaimState.values), name="claim_state_known"
            ),
            models.CheckConstraint(
                condition=Q(payer__in=ClaimedFrom.values), name="claim_payer_known"
            ),
            models.UniqueConstraint(fields=["mission", "year", "serial"], name="claim_number_once"),
            models.CheckConstraint(
                condition=Q(payer__in=THE_FUND) | Q(authority__isnull=False) | ~Q(body_words=""),
                name="claim_against_somebody",
                violation_error_message=_("Say which body is asked: one on record, or in words."),
            ),
            models.CheckConstraint(
                condition=Q(
                    submitted_at__isnull=True,
                    submitted_by__isnull=True,
                    total_vnd__isnull=True,
                    digest="",
                    state__in=[ClaimState.DRAFT, ClaimState.WITHDRAWN],
                )
                | Q(submitted_at__gte=F("prepared_at"), total_vnd__gt=0, size__gt=0)
                & ~Q(digest="")
                & ~Q(state=ClaimState.DRAFT),
                name="claim_submitted_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    answered_at__isnull=True,
                    answered_on__isnull=True,
                    answered_by__isnull=True,
                    answer_words="",
                )
                & ~Q(state__in=ANSWERED)
                | Q(answered_at__gte=F("submitted_at"), answered_on__isnull=False)
                & Q(state__in=[*ANSWERED, ClaimState.WITHDRAWN]),
                name="claim_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.REFUSED) | ~Q(answer_words=""),
                name="claim_refused_says_why",
                violation_error_message=_("Say why the payer refuses."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                & Q(withdraw_reason="")
                & ~Q(state=ClaimState.WITHDRAWN)
                | Q(withdrawn_at__gte=F("prepared_at"), state=ClaimState.WITHDRAWN)
                & ~Q(withdraw_reason=""),
                name="claim_withdrawn_whole",
                violation_error_message=_("Say why the claim is withdrawn."),
            ),
        )
        indexes = (
            models.Index(fields=["mission", "-prepared_at", "-id"], name="claim_of_mission"),
            models.Index(fields=["-prepared_at", "-uuid"], name="claim_all"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def public_reference(self) -> str:
        """The number used outside."""
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the claim."""
        return reverse("claim", args=[self.number])


class ClaimLineQuerySet(MoneyQuerySet["ClaimLine"]):
    """Reads of what was claimed: each line is seen with its case."""


class ClaimLine(MoneyRow):
    """One cost of one person in a claim.

    Its amounts are those of the cost when the claim was submitted; `line` follows a correction, so
    that no cost is claimed twice under a new row. `is_frozen`: it was submitted; `shown`: what was
    printed of it then. Voided it is free: taken off the draft, or its claim was withdrawn.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    line = models.ForeignKey(CostLine, models.PROTECT, related_name="claimed", db_index=False)
    position = models.PositiveSmallIntegerField()
    is_frozen = models.BooleanField(default=False, editable=False)
    shown = models.JSONField(null=True, blank=True)

    objects = ClaimLineQuerySet.as_manager()
    AT_HAND = ("case__citizen", "line")

    class Meta:
        verbose_name = _("line of a claim")
        verbose_name_plural = _("lines of claims")
        ordering = ("claim", "position")
        constraints = (
            *money_constraints("claimline"),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(voided_at__isnull=True),
                name="claimline_claimed_once",
                violation_error_message=_("This cost is in another claim already."),
            ),
        )
        indexes = (models.Index(fields=["case", "-recorded_at"], name="claimline_of_case"),)

    def __str__(self) -> str:
        return shown(self.amount, self.currency)


class ClaimPaymentQuerySet(MoneyQuerySet["ClaimPayment"]):
    """Reads of what came from payers: each part is seen with its case."""


class ClaimPayment(MoneyRow):
    """What came for one line of a claim; the parts of one payment share `payment`.

    Whatever is paid for several lines is split over them by what is open on each, to the smallest
    unit, so that it adds up by person as by claim.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="payments")
    claim_line = models.ForeignKey(ClaimLine, models.PROTECT, related_name="payments")
    payment = models.UUIDField()
    received_on = models.DateField()
    receipt = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)

    objects = ClaimPaymentQuerySet.as_manager()
    AT_HAND = ("case__citizen",)

    class Meta:
        verbose_name = _("payment on a claim")
        verbose_name_plural = _("payments on claims")
        ordering = ("-recorded_at", "-id")
        constraints = (
            *money_constraints("claimpayment"),
            models.CheckConstraint(
                condition=Q(rate_on__lte=F("received_on")), name="claimpayment_rate_of_its_day"
            ),
            models.UniqueConstraint(
                fields=["payment", "claim_line"], name="claimpayment_part_once"
            ),
        )
        indexes = (models.Index(fields=["case", "-recorded_at"], name="claimpayment_of_case"),)

    def __str__(self) -> str:
        return shown(self.amount, self.currency)
