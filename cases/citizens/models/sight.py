"""CitizenSight: which missions see a citizen, until when, and whether they may write."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.citizens.models.citizen import Citizen
from cases.core.actor import Actor
from cases.core.stamped import written_at
from cases.missions.models import Mission


class CitizenSightQuerySet(models.QuerySet["CitizenSight"]):
    """Reads of who sees whom."""

    def live(self) -> Self:
        """Return the sights there are now."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=Now()))

    def of(self, actor: Actor) -> Self:
        """Return the sight that the actor's mission has now."""
        return self.live().filter(mission_id=actor.sees_at)

    def ever_of(self, actor: Actor) -> Self:
        """Return the sights that the actor's mission has or had."""
        return self.filter(mission_id=actor.sees_at)

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: its own sight."""
        return self.all() if actor.sees_all else self.of(actor)


class CitizenSight(models.Model):
    """A mission sees a person: registered there or with a case there for good, else by a share.

    Kept by triggers alone. `until` null means for good; `write_until` bounds `may_write` in the
    same way, since a share that lets write may end before one that lets only read. A sight that was
    taken away stays as one that ended, so that a copy of the register elsewhere can be told;
    `began_at` is since when the mission sees the person this time, `written_at` when anything of
    the person or of the sight was written.
    """

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="sights")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    until = models.DateTimeField(null=True, blank=True)
    may_write = models.BooleanField(default=False)
    write_until = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(editable=False, db_default=Now())
    written_at = written_at()

    objects = CitizenSightQuerySet.as_manager()

    class Meta:
        verbose_name = _("sight of a citizen")
        verbose_name_plural = _("sights of citizens")
        constraints = (
            # By mission first: a small mission finds its people by this index, never by a scan.
            models.UniqueConstraint(
                fields=["mission", "citizen"],
                include=["until", "may_write", "write_until"],
                name="citizensight_once",
            ),
        )
        indexes = (
            models.Index(fields=["mission", "written_at", "citizen"], name="citizensight_changed"),
            models.Index(
                fields=["mission", "until", "citizen"],
                condition=Q(until__isnull=False),
                name="citizensight_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mission_id} → {self.citizen_id}"
