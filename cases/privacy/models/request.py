"""RightsRequest: what a person asked about her own data, by when it is due, what came of it."""

from datetime import date
from typing import Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseBasis
from cases.citizens.models import Citizen, CitizenChildQuerySet
from cases.core.actor import Actor
from cases.core.calendars import INSTANT
from cases.core.roles import FILE
from cases.missions.models import Mission
from cases.privacy.choices import Asker, RightsChannel, RightsKind, RightsOutcome, RightsStatus
from cases.privacy.models.report import PersonReport

OPEN = Q(status="open")


class RightsRequestQuerySet(CitizenChildQuerySet["RightsRequest"]):
    """Reads of requests."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of people in sight, for roles that read files."""
        return super().visible_to(actor) if actor.sees(FILE) else self.none()

    def own_of(self, actor: Actor) -> Self:
        """Those that the mission answers for; headquarters answers for all."""
        seen = self.visible_to(actor)
        return seen if actor.sees_all else seen.filter(mission_id=actor.sees_at)

    def open(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(OPEN)


class RightsRequest(models.Model):
    """One right that a person claims on one day, and the mission that answers for it.

    Law 91/2025/QH15 and Decree 356/2025: a reply within two working days, which says how it goes
    on; what is asked is done within days by kind, counted from the day it came in. `due_at` is the
    term that runs: that of the reply until `confirmed_on`, then that of the doing, which may be
    made longer once. Once settled it stays what it was. Nothing but the end is ever written over.
    `told_ahead` and `told_late` hold the moment of which the mission was reminded.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="rights_requests")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=RightsKind)
    asked_by = models.CharField(max_length=16, choices=Asker)
    asker_name = models.CharField(max_length=200, blank=True)
    mandate = models.TextField(blank=True)
    channel = models.CharField(max_length=12, choices=RightsChannel)
    received_on = models.DateField()
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    due_at = models.DateTimeField()
    confirmed_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    extend_reason = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=RightsStatus, default=RightsStatus.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    outcome = models.CharField(max_length=10, choices=RightsOutcome, blank=True)
    answer = models.TextField(blank=True)
    refusal_ground = models.TextField(blank=True)
    report = models.ForeignKey(
        PersonReport, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    basis = models.ForeignKey(
        CaseBasis, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told_ahead = models.DateTimeField(null=True, blank=True, editable=False)
    told_late = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RightsRequestQuerySet.as_manager()

    AT_HAND = ("citizen", "mission")

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=RightsKind.values), name="rightsrequest_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=RightsChannel.values), name="rightsrequest_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(asked_by=Asker.PERSON, asker_name="", mandate="")
                | Q(~Q(asker_name=""), ~Q(mandate=""), asked_by__in=["relative", "representative"]),
                name="rightsrequest_asker_is_whole",
                violation_error_message=_("Of whoever acts for the person say who and by what."),
            ),
            models.CheckConstraint(condition=~Q(words=""), name="rightsrequest_says_what"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("received_on")),
                name="rightsrequest_confirmed_after",
                violation_error_message=_("This lies before the request came in."),
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extend_reason="")
                | Q(~Q(extend_reason=""), extended_on__gte=F("confirmed_on")),
                name="rightsrequest_extended_why",
                violation_error_message=_("Say why more time is needed, after confirming it."),
            ),
            models.CheckConstraint(
                condition=Q(
                    status="open",
                    settled_on__isnull=True,
                    settled_at__isnull=True,
                    settled_by__isnull=True,
                    outcome="",
                    answer="",
                    refusal_ground="",
                )
                | Q(status="answered", outcome__in=RightsOutcome.values, refusal_ground="")
                | Q(Q(status="refused", outcome=""), ~Q(refusal_ground=""), ~Q(answer=""))
                | Q(status="withdrawn", outcome="", refusal_ground=""),
                name="rightsrequest_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status="open")
                | Q(settled_at__isnull=False, settled_on__gte=F("received_on")),
                name="rightsrequest_settled_after",
                violation_error_message=_("This lies before the request came in."),
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=True) | Q(outcome="report"),
                name="rightsrequest_report_fits",
            ),
            models.CheckConstraint(
                condition=Q(basis__isnull=True) | Q(outcome="basis"),
                name="rightsrequest_basis_fits",
            ),
        )
        indexes = (
            models.Index(
                fields=["mission", "due_at", "uuid"], condition=OPEN, name="rightsrequest_open"
            ),
            models.Index(fields=["due_at", "uuid"], condition=OPEN, name="rightsrequest_running"),
            models.Index(fields=["mission", "due_at", "uuid"], name="rightsrequest_of_mission"),
            models.Index(fields=["due_at", "uuid"], name="rightsrequest_all"),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the request."""
        return reverse("rights_request", args=[self.uuid])

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.status == RightsStatus.OPEN

    @property
    def last_day(self) -> date:
        """The last day of the term that runs, or ran at the end."""
        return (self.due_at - INSTANT).astimezone(ZoneInfo(self.mission.zone)).date()
