"""TravelFitness and FitnessFinding: whether a person may travel, and what was found."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.protection.choices import Examiner, Fitness
from cases.casework.protection.models.restricted import RestrictedQuerySet, by_whom, of_group
from cases.procedures.choices import RestrictedGroup


class TravelFitnessQuerySet(CaseChildQuerySet["TravelFitness"]):
    """Reads of fitness."""


class TravelFitness(models.Model):
    """Whether the person may travel from a day until a day: the bare fact, for who plans the way.

    The newest row counts. What was found stands in `FitnessFinding`, for the group health alone.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="fitness")
    result = models.CharField(max_length=16, choices=Fitness)
    valid_from = models.DateField()
    valid_until = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = TravelFitnessQuerySet.as_manager()

    class Meta:
        verbose_name = _("fitness to travel")
        verbose_name_plural = _("fitness to travel")
        constraints = (
            models.CheckConstraint(
                condition=Q(result__in=Fitness.values), name="travelfitness_result_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="travelfitness_days_forwards",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_result_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class FitnessFindingQuerySet(RestrictedQuerySet["FitnessFinding"]):
    """Reads of findings."""


class FitnessFinding(models.Model):
    """Who examined the person and what was found, beside the bare fact; of the group health."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="fitness_findings")
    fitness = models.OneToOneField(TravelFitness, models.PROTECT, related_name="finding")
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.HEALTH
    )
    examiner_role = models.CharField(max_length=8, choices=Examiner)
    examiner = models.CharField(max_length=160)
    help_needed = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects = FitnessFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding on fitness")
        verbose_name_plural = _("findings on fitness")
        constraints = (
            of_group("health", "fitnessfinding"),
            models.CheckConstraint(
                condition=Q(examiner_role__in=Examiner.values),
                name="fitnessfinding_examiner_known",
            ),
        )

    def __str__(self) -> str:
        return self.examiner

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
