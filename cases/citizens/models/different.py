"""NotTheSame: two people of whom somebody has said that they are not one."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.models.citizen import Citizen, seen_by
from cases.core.actor import Actor
from cases.missions.models import Mission


class NotTheSameQuerySet(models.QuerySet["NotTheSame"]):
    """Reads of pairs."""

    def visible_to(self, actor: Actor) -> Self:
        """Pairs of which both are in sight: one alone would tell that there is the other."""
        if actor.sees_all:
            return self.all()
        return self.filter(citizen_id__in=seen_by(actor), other_id__in=seen_by(actor))

    def of(self, person: Any) -> Self:
        """Those in which somebody stands, on either side."""
        return self.filter(Q(citizen=person) | Q(other=person))


class NotTheSame(models.Model):
    """A pair that looks like one person and is not, who said so and why.

    The older record stands first, so that a pair is one row whoever is named first. Never changed.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = NotTheSameQuerySet.as_manager()

    class Meta:
        verbose_name = _("two different people")
        verbose_name_plural = _("pairs of different people")
        constraints = (
            models.UniqueConstraint(
                fields=["citizen", "other"],
                name="notthesame_once",
                violation_error_message=_("It is on record already that these are two people."),
            ),
            models.CheckConstraint(
                condition=Q(citizen__lt=F("other")), name="notthesame_older_first"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="notthesame_says_why"),
        )

    def __str__(self) -> str:
        return self.public_reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
