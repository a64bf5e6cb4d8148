"""Assessment: what the person answered to the questions about exploitation, one version each."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.casework.protection.choices import AgeThen
from cases.casework.protection.models.restricted import RestrictedQuerySet, by_whom, of_group
from cases.procedures.choices import RestrictedGroup


class AssessmentQuerySet(RestrictedQuerySet["Assessment"]):
    """Reads of assessments."""


class Assessment(models.Model):
    """One version of what was asked and answered: when, where, by whom, with which interpreter.

    `answers`: code of the question -> answer and words. It shows indications and decides nothing
    (Law 53/2024/QH15, art. 32: a source among others). Never edited; a later one is a new version.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField(editable=False)
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.PROTECTION
    )
    assessed_on = models.DateField()
    place = models.CharField(max_length=160)
    assessor = models.CharField(max_length=160)
    interpreter = models.CharField(max_length=160, blank=True)
    spoken = models.CharField(max_length=60, blank=True)
    age_then = models.CharField(max_length=8, choices=AgeThen)
    answers = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = (
            of_group("protection", "assessment"),
            models.CheckConstraint(
                condition=Q(age_then__in=AgeThen.values), name="assessment_age_known"
            ),
            models.UniqueConstraint(fields=["case", "number"], name="assessment_versions"),
        )

    def __str__(self) -> str:
        return _("Version %(number)s") % {"number": self.number}

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
