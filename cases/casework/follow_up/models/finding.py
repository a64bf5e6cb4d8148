"""WelfareFinding: how a person is, some time after her return."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.follow_up.choices import Condition, WantsSupport
from cases.casework.follow_up.models.check import WelfareCheck
from cases.casework.models import Case
from cases.casework.protection.models.restricted import RestrictedQuerySet, of_group
from cases.procedures.choices import RestrictedGroup


class WelfareFindingQuerySet(RestrictedQuerySet["WelfareFinding"]):
    """Reads of what welfare checks found."""


class WelfareFinding(models.Model):
    """What a welfare check found, beside the bare fact that it was made; of the group protection.

    Never edited: what is known later is what a later check finds.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="welfare_findings")
    check_made = models.OneToOneField(WelfareCheck, models.PROTECT, related_name="finding")
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.PROTECTION
    )
    condition = models.CharField(max_length=16, choices=Condition)
    wants_support = models.CharField(max_length=12, choices=WantsSupport)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects = WelfareFindingQuerySet.as_manager()

    IS_SEALED: ClassVar[bool] = True

    class Meta:
        verbose_name = _("finding of a welfare check")
        verbose_name_plural = _("findings of welfare checks")
        constraints = (
            of_group("protection", "welfarefinding"),
            models.CheckConstraint(
                condition=Q(condition__in=Condition.values), name="welfarefinding_condition_known"
            ),
            models.CheckConstraint(
                condition=Q(wants_support__in=WantsSupport.values),
                name="welfarefinding_support_known",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_condition_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
