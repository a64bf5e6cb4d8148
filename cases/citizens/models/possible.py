"""PossibleDouble: two people whom no single mission sees and who are likely one."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.models.citizen import Citizen
from cases.citizens.models.different import NotTheSame
from cases.core.actor import Actor


class PossibleDoubleQuerySet(models.QuerySet["PossibleDouble"]):
    """Reads of possible doubles."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters alone: to a mission one would tell what another one has."""
        return self.all() if actor.sees_all else self.none()

    def of(self, person: Citizen) -> Self:
        """Those in which somebody stands, on either side."""
        return self.filter(Q(citizen=person) | Q(other=person))

    def open(self) -> Self:
        """Those of which nobody has said what they are, and both are still known."""
        answered = NotTheSame.objects.filter(
            citizen_id=OuterRef("citizen_id"), other_id=OuterRef("other_id")
        )
        known = Q(citizen__anonymised_at__isnull=True, other__anonymised_at__isnull=True)
        apart = Q(citizen__head__isnull=True) | ~Q(citizen__head=F("other__head"))
        return self.filter(known, apart, ~Exists(answered))


class PossibleDouble(models.Model):
    """A pair that the machine found after the newer of the two was registered; the older first.

    `reasons` are codes of `citizens/search/judging.py`, the weightiest first. Never changed: once
    somebody says that these are two people, or links them as one, it is answered.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()

    objects = PossibleDoubleQuerySet.as_manager()

    class Meta:
        verbose_name = _("person perhaps registered twice")
        verbose_name_plural = _("people perhaps registered twice")
        constraints = (
            models.UniqueConstraint(fields=["citizen", "other"], name="possibledouble_once"),
            models.CheckConstraint(
                condition=Q(citizen__lt=F("other")), name="possibledouble_older_first"
            ),
        )
        indexes = (models.Index(fields=["found_at", "id"], name="possibledouble_found"),)

    def __str__(self) -> str:
        return self.public_reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
