"""CaseBasis: on which legal ground the data of a case are processed, one row for each time."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ConsentForm, ToldIn
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.core.facts import Source
from cases.procedures.models import LegalBasis

NEEDED = Q(ended_at__isnull=True, withdrawn_at__isnull=False)
"""The consent was withdrawn and nothing else carries the case: it needs another basis."""
READ_ALONG = "basis_read_along"
"""Where whoever read the standing basis of a case with other things leaves it beside the case."""


class CaseBasisQuerySet(CaseChildQuerySet["CaseBasis"]):
    """Reads of the legal bases of cases."""

    def standing(self) -> Self:
        """Those that carry their case now, or did last and were withdrawn."""
        return self.filter(ended_at__isnull=True)


class CaseBasis(models.Model):
    """A legal basis of a case from `recorded_at` until `ended_at`, the newest without an end.

    A consent that was withdrawn keeps `ended_at` empty until another basis is set, so that no case
    is without a ground unseen. Law 91/2025/QH15: the ground and what the person was told are on
    record. Never edited but for its end.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="bases", db_index=False)
    legal_basis = models.ForeignKey(LegalBasis, models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=16, choices=Source)
    statement = models.TextField(blank=True)
    consent_form = models.CharField(max_length=8, choices=ConsentForm, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_in = models.CharField(max_length=5, choices=ToldIn, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdraw_note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CaseBasisQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal basis of a case")
        verbose_name_plural = _("legal bases of cases")
        constraints = (
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="casebasis_source_known"
            ),
            models.CheckConstraint(
                condition=Q(consent_form__in=["", *ConsentForm.values]),
                name="casebasis_consent_form_known",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_in="")
                | Q(told_on__isnull=False, told_in__in=ToldIn.values),
                name="casebasis_told_complete",
                violation_error_message=_("Say both when the person was told and in which tongue."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_on__isnull=True, withdraw_note="")
                | Q(withdrawn_at__isnull=False, withdrawn_on__isnull=False),
                name="casebasis_withdrawn_complete",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("recorded_at")),
                name="casebasis_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="casebasis_one_standing",
                violation_error_message=_("This case has another legal basis already."),
            ),
        )
        indexes = (
            models.Index(fields=["case", "recorded_at"], name="casebasis_of_case"),
            models.Index(
                fields=["legal_basis", "case"],
                condition=Q(ended_at__isnull=True),
                name="casebasis_standing",
            ),
            models.Index(fields=["case"], condition=NEEDED, name="casebasis_needed"),
        )

    def __str__(self) -> str:
        return str(self.legal_basis)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def needs_another(self) -> bool:
        """Whether the consent was withdrawn and no other basis has been set."""
        return self.withdrawn_at is not None and self.ended_at is None
