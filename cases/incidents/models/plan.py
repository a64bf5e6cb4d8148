"""What missions plan to do in an incident."""

from datetime import date, datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.incidents.models.days import today_there
from cases.incidents.models.incident import Incident
from cases.missions.models import Mission


class MissionPlanQuerySet(models.QuerySet["MissionPlan"]):
    """Reads of plans."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all plans, a mission its own."""
        return self if actor.sees_all else self.filter(mission_id=actor.sees_at)

    def newest(self) -> Self:
        """The plan that stands for each mission and incident: the one with the highest number."""
        later = self.model._default_manager.filter(
            incident=OuterRef("incident"), mission=OuterRef("mission")
        ).order_by("-number")
        return self.filter(number=Subquery(later.values("number")[:1]))

    def overdue(self, now: datetime) -> Self:
        """Standing plans that were to be looked at again before today where the mission is."""
        return self.newest().filter(review_on__lt=today_there(now))


class MissionPlan(models.Model):
    """What a mission will do in an incident, and the day on which it looks at the plan again.

    Never changed: a new plan gets the next number and stands in place of the former one, which
    stays readable.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="plans")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    review_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MissionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission plan")
        verbose_name_plural = _("mission plans")
        ordering = ("incident", "mission", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["incident", "mission", "number"],
                name="missionplan_number_once",
                violation_error_message=_(
                    "Somebody else entered a plan at the same moment. Look at it first."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(text="") & Q(number__gte=1),
                name="missionplan_says_something",
                violation_error_message=_("Say what the mission will do."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident} · {self.mission} · {self.number}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def days_left(self, today: date) -> int:
        """Return the calendar days until it is to be looked at again, negative when overdue."""
        return (self.review_on - today).days
