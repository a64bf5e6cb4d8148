"""ProtectionDecision: what a body has decided about a person, on what ground, when."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.casework.protection.catalogue import label_of
from cases.casework.protection.choices import Appeal, Side
from cases.casework.protection.models.restricted import (
    RestrictedQuerySet,
    by_whom,
    ended_whole,
    of_group,
)
from cases.procedures.choices import RestrictedGroup


class ProtectionDecisionQuerySet(RestrictedQuerySet["ProtectionDecision"]):
    """Reads of decisions."""


class ProtectionDecision(models.Model):
    """A body decided on a day, on a ground; taken back where it never was so.

    `side` repeats that of the body: decisions of the host state and at home stand beside each
    other. Without a row nothing is decided, and every surface says so.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="protection_decisions")
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.PROTECTION
    )
    side = models.CharField(max_length=4, choices=Side)
    body = models.CharField(max_length=24)
    body_words = models.CharField(max_length=160, blank=True)
    result = models.CharField(max_length=24)
    decided_on = models.DateField()
    law = models.CharField(max_length=200)
    document_number = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    appeal = models.CharField(max_length=8, choices=Appeal, default=Appeal.NONE)
    appeal_on = models.DateField(null=True, blank=True)
    appeal_words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_whom()
    end_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProtectionDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on protection")
        verbose_name_plural = _("decisions on protection")
        constraints = (
            of_group("protection", "protectiondecision"),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="protectiondecision_side_known"
            ),
            models.CheckConstraint(
                condition=Q(appeal__in=Appeal.values), name="protectiondecision_appeal_known"
            ),
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(result="") & ~Q(law=""),
                name="protectiondecision_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(appeal_on__isnull=True) | Q(appeal_on__gte=F("decided_on")),
                name="protectiondecision_appeal_after",
                violation_error_message=_("An appeal does not come before the decision."),
            ),
            ended_whole("protectiondecision"),
        )

    def __str__(self) -> str:
        return label_of("body", self.body)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
