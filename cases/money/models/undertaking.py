"""Undertaking: a written commitment to repay what is advanced without a deposit."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.citizens.models import Relative
from cases.files.models import Attachment
from cases.letters.models import Letter
from cases.money.amounts import shown
from cases.money.choices import ReleaseGround, SignedBy, UndertakingState
from cases.money.models.row import MoneyQuerySet, MoneyRow, money_constraints


class UndertakingQuerySet(MoneyQuerySet["Undertaking"]):
    """Reads of undertakings."""


class Undertaking(MoneyRow):
    """Who signed to repay how much until when, and the signed paper.

    Source: Circular 110/2021/TT-BTC: the mission may advance without a deposit in an emergency, on
    a written commitment. It counts from the day on which it was signed. The paper is a file of the
    case, or the letter of the register with the number of the signed original.
    """

    signer = models.CharField(max_length=8, choices=SignedBy)
    relative = models.ForeignKey(
        Relative, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    signer_words = models.CharField(max_length=160, blank=True)
    signed_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    paper_number = models.CharField(max_length=60, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = by_whom()
    release_ground = models.CharField(max_length=8, choices=ReleaseGround, blank=True)
    release_words = models.TextField(blank=True)

    is_drawn: bool | None = None
    """Whether something stands on it, once that was read along with others."""

    objects = UndertakingQuerySet.as_manager()
    AT_HAND = ("case__citizen",)

    class Meta:
        verbose_name = _("undertaking")
        verbose_name_plural = _("undertakings")
        ordering = ("-recorded_at", "-id")
        constraints = (
            *money_constraints("undertaking"),
            models.CheckConstraint(
                condition=Q(signer__in=SignedBy.values), name="undertaking_signer_known"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("signed_on")),
                name="undertaking_due_after_signed",
                violation_error_message=_("The day of repayment lies before the signature."),
            ),
            models.CheckConstraint(
                condition=Q(attachment__isnull=False) | Q(letter__isnull=False),
                name="undertaking_has_paper",
                violation_error_message=_("Name the signed paper: a file or a letter."),
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True, release_ground="")
                | Q(released_at__gte=F("recorded_at"), release_ground__in=ReleaseGround.values),
                name="undertaking_release_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("recorded_by")),
                name="undertaking_released_by_another",
                violation_error_message=_("Whoever recorded an undertaking does not release it."),
            ),
        )
        indexes = (
            models.Index(fields=["case", "-recorded_at"], name="undertaking_of_case"),
            models.Index(fields=["-recorded_at", "-uuid"], name="undertaking_all"),
            models.Index(
                fields=["due_on"],
                condition=Q(voided_at__isnull=True, released_at__isnull=True),
                name="undertaking_due",
            ),
        )

    def __str__(self) -> str:
        return shown(self.amount, self.currency)

    @property
    def choice_label(self) -> str:
        """What a select box prints."""
        return (
            f"{self} · {date_format(self.signed_on, 'DATE_FORMAT')} · {self.get_signer_display()}"
        )

    def get_absolute_url(self) -> str:
        """Where it stands on the page of money of its case."""
        return reverse("case_money", args=[self.case.reference]) + f"#undertaking-{self.uuid}"

    def state(self, repaid: Decimal, today: date) -> UndertakingState:
        """Return how far it is, given what was repaid so far and the day at the mission."""
        if self.voided_at is not None:
            return UndertakingState.VOIDED
        if self.released_at is not None:
            return UndertakingState.RELEASED
        if repaid >= self.amount:
            return UndertakingState.REPAID
        if self.due_on is not None and self.due_on < today:
            return UndertakingState.OVERDUE
        return UndertakingState.PARTLY if repaid else UndertakingState.OPEN
