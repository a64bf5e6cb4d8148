"""KeepApart: two people who are not to be seated or housed together."""

from datetime import date
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import ApartReason
from cases.citizens.models.citizen import Citizen, seen_by
from cases.core.actor import Actor
from cases.core.roles import APART
from cases.missions.models import Mission


class KeepApartQuerySet(models.QuerySet["KeepApart"]):
    """Reads of pairs to be kept apart."""

    def visible_to(self, actor: Actor) -> Self:
        """For who seats and houses people: pairs of which both are in sight."""
        if not actor.sees(APART):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(citizen_id__in=seen_by(actor), other_id__in=seen_by(actor))

    def standing(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def of(self, person: Any) -> Self:
        """Those in which somebody stands, on either side."""
        return self.filter(Q(citizen=person) | Q(other=person))

    def of_any(self, people: Any) -> Self:
        """Those in which one of some records stands, on either side."""
        return self.filter(Q(citizen__in=people) | Q(other__in=people))

    def among(self, people: Any) -> Self:
        """Those of which both are among some people."""
        return self.filter(citizen__in=people, other__in=people)


class KeepApart(models.Model):
    """Two people are kept apart from a day on: no seat beside each other, no room together.

    The older record stands first, so that a pair is one row whoever is named first; it does not
    say which of the two did what. Ended, never deleted, and nothing else of it changes: it has no
    former values. Whoever neither seats nor houses people does not learn that there is one.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    other = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=12, choices=ApartReason)
    words = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    end_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = KeepApartQuerySet.as_manager()

    class Meta:
        verbose_name = _("people kept apart")
        verbose_name_plural = _("pairs kept apart")
        constraints = (
            models.CheckConstraint(
                condition=Q(citizen__lt=F("other")), name="keepapart_older_first"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ApartReason.values), name="keepapart_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="keepapart_days_forwards",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="keepapart_end_is_whole",
                violation_error_message=_("Say why it ended."),
            ),
            models.UniqueConstraint(
                fields=["citizen", "other"],
                condition=Q(ended_at__isnull=True),
                name="keepapart_once",
                violation_error_message=_("These two are kept apart already."),
            ),
        )

    def __str__(self) -> str:
        return self.public_reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def holds_on(self, day: date) -> bool:
        """Whether the two are kept apart on a day."""
        return self.ended_at is None and self.since <= day and not (self.until and self.until < day)
