"""Reconciliation: that a list was compared with our own records, and with which of them."""

from datetime import datetime, time, timedelta
from typing import Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.intake.lists.models import ReceivedList
from cases.intake.reconciliation.choices import ReconciliationState, StopReason
from cases.missions.models import Authority, Mission
from cases.places.choices import Country
from cases.places.models import Place


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    """Reads of comparisons."""

    def visible_to(self, actor: Actor) -> Self:
        """As lists are: headquarters sees all, a mission those of the lists that it received."""
        if not actor.sees(FILE):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)


class Reconciliation(models.Model):
    """One comparison of a list with our records, as of a day; never done over, only done again.

    Whom of ours it is compared with: who has a case of the incident and is, by the ledger of that
    day, in the country, at the place and in the hands named. `round` is how often the columns of
    the list had been said, `reached` the last row looked at, `counts` the piles as they were found.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    received = models.ForeignKey(ReceivedList, models.PROTECT, related_name="reconciliations")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    as_of = models.DateField()
    country = models.CharField(max_length=2, choices=Country, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    holder = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=8, choices=ReconciliationState, default=ReconciliationState.RUNNING
    )
    stopped_because = models.CharField(max_length=16, choices=StopReason, blank=True)
    round = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReconciliationQuerySet.as_manager()
    AT_HAND = ("received", "mission", "place", "holder")

    class Meta:
        verbose_name = _("comparison with a list")
        verbose_name_plural = _("comparisons with lists")
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ReconciliationState.values),
                name="reconciliation_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped") & Q(stopped_because__in=StopReason.values)
                | ~Q(state="stopped") & Q(stopped_because=""),
                name="reconciliation_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(country="") | Q(place__isnull=False) | Q(holder__isnull=False),
                name="reconciliation_says_where",
                violation_error_message=_(
                    "Say in which country, at which place or in whose hands."
                ),
            ),
            models.UniqueConstraint(
                fields=["received"],
                condition=Q(state="running"),
                name="reconciliation_one_at_a_time",
                violation_error_message=_("This list is being compared already."),
            ),
        )
        indexes = (models.Index(fields=["mission", "-started_at"], name="reconciliation_newest"),)

    def __str__(self) -> str:
        return f"{self.received} ({date_format(self.as_of, 'DATE_FORMAT')})"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_running(self) -> bool:
        """Whether it is still going on."""
        return self.state == ReconciliationState.RUNNING

    @property
    def is_done(self) -> bool:
        """Whether every row was looked at."""
        return self.state == ReconciliationState.DONE

    @property
    def until(self) -> datetime:
        """The end of the day, where the people are."""
        zone = ZoneInfo(self.place.zone if self.place else self.mission.zone)
        return datetime.combine(self.as_of + timedelta(days=1), time.min, tzinfo=zone)

    def get_absolute_url(self) -> str:
        """The page of the piles."""
        return reverse("reconciliation_detail", args=[self.uuid])
