"""Unsealing: something restricted of a case opened to one person for a while, with a reason."""

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length, Now
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Finding, UnsealingReason
from cases.casework.models.case import Case
from cases.core.actor import Actor
from cases.core.roles import FILE, REVIEW
from cases.missions.models import Mission, Posting
from cases.procedures.choices import RestrictedGroup

LASTS = timedelta(minutes=60)
"""How long an opening holds; nothing makes it longer, it is asked for again."""
LATELY = timedelta(days=30)
"""What is counted as opened lately."""
SHORTEST = 20
"""How many letters the reason has at least: it is read by somebody who was not there."""
CONCERNED = ("mission_id", "from_mission_id")


class UnsealingQuerySet(models.QuerySet["Unsealing"]):
    """Reads of openings."""

    def visible_to(self, actor: Actor) -> Self:
        """The own ones; for who reviews, all that concern the mission, or every mission."""
        if not actor.sees(FILE):
            return self.none()
        own = Q(posting_id=actor.posting_id) if actor.posting_id else Q(pk__in=())
        if not actor.sees(REVIEW):
            return self.filter(own)
        return self if actor.sees_all else self.filter(own | concerning(actor))

    def to_review(self, actor: Actor) -> Self:
        """Those that wait for a finding and that the actor may judge: never the own."""
        if not actor.sees(REVIEW):
            return self.none()
        waiting = self.filter(finding="").exclude(opened_by_id=actor.staff_id)
        return waiting if actor.sees_all else waiting.filter(concerning(actor))

    def lately(self, now: datetime) -> Self:
        """Those of the last thirty days, in real time."""
        return self.filter(opened_at__gt=now - LATELY)

    def without_finding(self) -> Self:
        """Those that nobody has judged yet."""
        return self.filter(finding="")

    def open_to(self, actor: Actor) -> Self:
        """Those by which the actor reads now: of this posting, and time ends them by itself."""
        return self.filter(posting_id=actor.posting_id, until__gt=Now())


def concerning(actor: Actor) -> Q:
    """Return the condition of openings on cases of the actor's mission, or by people of it."""
    return Q(mission_id=actor.sees_at) | Q(from_mission_id=actor.sees_at)


class Unsealing(models.Model):
    """One group of what is restricted on a case was opened to one posting for an hour at most.

    `mission` had the case then, `from_mission` is where who opened it is posted; `reference`
    repeats the number of the case, which may be out of sight later. Its moments are real time,
    since row security compares the end with the database's own clock. What somebody else found of
    it afterwards stands in `finding`.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    from_mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", db_index=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    restricted = models.CharField(max_length=12, choices=RestrictedGroup)
    kind = models.CharField(max_length=8, choices=UnsealingReason)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    finding = models.CharField(max_length=12, choices=Finding, blank=True)
    finding_words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UnsealingQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of sealed parts")
        verbose_name_plural = _("openings of sealed parts")
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(restricted__in=RestrictedGroup.values),
                name="unsealing_restricted_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=UnsealingReason.values), name="unsealing_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at"), until__lte=F("opened_at") + Value(LASTS)),
                name="unsealing_ends_within_the_hour",
                violation_error_message=_("An opening ends within the hour."),
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("reason"), SHORTEST)),
                name="unsealing_says_why",
                violation_error_message=_("Say why in at least 20 letters."),
            ),
            models.CheckConstraint(
                condition=Q(
                    finding="", finding_words="", reviewed_at__isnull=True, reviewed_by__isnull=True
                )
                | Q(
                    ~Q(finding_words=""),
                    finding__in=Finding.values,
                    reviewed_at__gte=F("opened_at"),
                    reviewed_by__isnull=False,
                ),
                name="unsealing_finding_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("opened_by")),
                name="unsealing_judged_by_another",
                violation_error_message=_("Nobody judges an opening of their own."),
            ),
            ExclusionConstraint(
                name="unsealing_once_at_a_time",
                expressions=[
                    (F("posting"), RangeOperators.EQUAL),
                    (F("case"), RangeOperators.EQUAL),
                    (F("restricted"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("opened_at"),
                            F("until"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This is open to you already."),
            ),
        )
        indexes = (
            # What both walls ask of every sealed part outside a role's need.
            models.Index(fields=["posting", "case", "until"], name="unsealing_of_posting"),
            models.Index(fields=["mission", "-opened_at", "-id"], name="unsealing_of_mission"),
            models.Index(fields=["from_mission", "-opened_at", "-id"], name="unsealing_from"),
            models.Index(
                fields=["mission", "from_mission"],
                condition=Q(finding=""),
                name="unsealing_to_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} · {self.get_restricted_display()}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
