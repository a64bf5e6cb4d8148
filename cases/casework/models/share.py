"""Share: sight of a case for another mission, until a moment, without ownership."""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.core.actor import Actor
from cases.missions.models import Mission

LONGEST = timedelta(days=90)


class ShareQuerySet(models.QuerySet["Share"]):
    """Reads of shares."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: those of its cases, and what is shared with it."""
        if actor.sees_all:
            return self.all()
        return self.filter(Q(to_mission_id=actor.sees_at) | Q(owner_id=actor.sees_at))

    def live(self) -> Self:
        """Shares that hold now: time ends them without any write."""
        return self.filter(revoked_at__isnull=True, until__gt=Now())


class Share(models.Model):
    """Another mission sees a case until a moment, and may do the `operations` named on it.

    No operation named means to read only. At most ninety days ahead; it can be extended. `owner`
    repeats the mission that has the case, so that neither wall asks the case for it, `reference`
    the number of the case, which is out of sight once the share has ended. All its moments are
    real time, since row security compares the end with the database's own clock.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="shares")
    reference = models.CharField(max_length=20, editable=False)
    owner = models.ForeignKey(Mission, models.PROTECT, related_name="+", editable=False)
    to_mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    operations = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    until = models.DateTimeField()
    reason = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    extended_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("granted_at"))
                & Q(until__lte=Coalesce("extended_at", "granted_at") + Value(LONGEST)),
                name="share_at_most_ninety_days",
                violation_error_message=_(
                    "A share ends at most 90 days ahead. It can be extended later."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(owner=F("to_mission")) | Q(revoked_at__isnull=False),
                name="share_with_another",
                violation_error_message=_("Your mission has this case. Choose another mission."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="share_has_reason"),
        )
        indexes = (
            # Which cases are shared with a mission: the start of its list, and of both walls.
            models.Index(
                fields=["to_mission", "until"],
                include=["case"],
                condition=Q(revoked_at__isnull=True),
                name="share_of_mission",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} → {self.to_mission}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
