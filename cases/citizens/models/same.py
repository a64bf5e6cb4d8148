"""SamePerson: two records that are of one person, said by somebody, and until when."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import LinkDated, LinkGoesOn, LinkNeeds, LinkStatus
from cases.citizens.models.citizen import Citizen, seen_by
from cases.core.actor import Actor
from cases.missions.models import Mission

OPEN = Q(status__in=[LinkStatus.PROPOSED, LinkStatus.STANDING])


class SamePersonQuerySet(models.QuerySet["SamePerson"]):
    """Reads of links."""

    def visible_to(self, actor: Actor) -> Self:
        """Links of which both records are in sight: one alone would tell that there is another."""
        if actor.sees_all:
            return self.all()
        return self.filter(citizen_id__in=seen_by(actor), into_id__in=seen_by(actor))

    def standing(self, known_at: datetime | None = None) -> Self:
        """Links that stand now, or stood as known at `known_at`."""
        if known_at is None:
            return self.filter(status=LinkStatus.STANDING)
        stood = Q(undone_at__isnull=True) | Q(undone_at__gt=known_at)
        return self.filter(stood, recorded_at__lte=known_at)

    def proposed(self) -> Self:
        """Links that wait for another person."""
        return self.filter(status=LinkStatus.PROPOSED)

    def of(self, person: Any) -> Self:
        """Those in which somebody stands, on either side."""
        return self.filter(Q(citizen=person) | Q(into=person))


def by_staff() -> Any:
    """Return the column of who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )


class SamePerson(models.Model):
    """The record `citizen` is a double of `into`, which was a head when the two were linked.

    Nothing moves: a link stands from `recorded_at` until `undone_at`. One that `needs` another
    person is proposed first; whoever proposed it may withdraw that at `undone_at`, before it ever
    stood. `reasons` are the codes of what spoke for and against it at the time. `goes_on` says
    which case goes on where an open one would end as the duplicate of a closed one.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+", db_index=False)
    into = models.ForeignKey(Citizen, models.PROTECT, related_name="+", db_index=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=9, choices=LinkStatus, default=LinkStatus.PROPOSED)
    needs = models.CharField(max_length=12, choices=LinkNeeds, blank=True, default="")
    dated = models.CharField(max_length=8, choices=LinkDated, default=LinkDated.OPENING)
    goes_on = models.CharField(max_length=6, choices=LinkGoesOn, blank=True, default="")
    because = models.CharField(max_length=300)
    reasons = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    proposed_by = by_staff()
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = by_staff()
    operation = models.CharField(max_length=60, blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_staff()
    ended_reason = models.CharField(max_length=300, blank=True, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SamePersonQuerySet.as_manager()

    AT_HAND: ClassVar[tuple[str, ...]] = ("citizen", "into")

    class Meta:
        verbose_name = _("link of the same person")
        verbose_name_plural = _("links of the same person")
        constraints = (
            models.UniqueConstraint(
                fields=["citizen"],
                condition=OPEN,
                name="sameperson_one_open",
                violation_error_message=_(
                    "This record is linked already, or somebody has proposed it."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(citizen=F("into")),
                name="sameperson_two_records",
                violation_error_message=_("This is the same record."),
            ),
            models.CheckConstraint(
                condition=Q(needs__in=["", *LinkNeeds.values]), name="sameperson_needs_known"
            ),
            models.CheckConstraint(
                condition=Q(dated__in=LinkDated.values), name="sameperson_dated_known"
            ),
            models.CheckConstraint(
                condition=Q(goes_on__in=["", *LinkGoesOn.values]), name="sameperson_goes_on_known"
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", recorded_at=None, undone_at=None, rejected_at=None)
                | Q(status="rejected", recorded_at=None, undone_at=None, rejected_at__isnull=False)
                | Q(status="withdrawn", recorded_at=None, undone_at__isnull=False, rejected_at=None)
                | Q(status="standing", recorded_at__isnull=False, undone_at=None, rejected_at=None)
                | Q(
                    status="undone",
                    recorded_at__isnull=False,
                    undone_at__gte=F("recorded_at"),
                    rejected_at=None,
                ),
                name="sameperson_status_fits",
            ),
            models.CheckConstraint(
                condition=Q(needs="")
                | Q(recorded_at=None)
                | Q(proposed_by=None)
                | (Q(recorded_by__isnull=False) & ~Q(recorded_by=F("proposed_by"))),
                name="sameperson_two_people",
                violation_error_message=_("Somebody else must confirm that this is one person."),
            ),
            models.CheckConstraint(condition=~Q(because=""), name="sameperson_says_why"),
        )
        indexes = (
            models.Index(fields=["citizen", "id"], name="sameperson_citizen"),
            models.Index(fields=["into", "id"], name="sameperson_into"),
            models.Index(
                fields=["proposed_at", "id"],
                condition=Q(status="proposed"),
                name="sameperson_proposed",
            ),
        )

    def __str__(self) -> str:
        return self.public_reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
