"""MusterStranger: somebody turned up at a head count who has no case that anybody there knew."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.models.restricted import by_whom
from cases.citizens.choices import Sex
from cases.core.actor import Actor
from cases.core.roles import PEOPLE
from cases.movements.musters.choices import ClockDoubt
from cases.movements.musters.models.muster import Muster

NAME_LENGTH = 120
FOLLOWED_LENGTH = 4000


class MusterStrangerQuerySet(models.QuerySet["MusterStranger"]):
    """Reads of people without a case."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of head counts that the own mission holds or organises, and those taken down by
        oneself; once somebody has said who it is, those of cases in sight."""
        if not actor.sees(PEOPLE):
            return self.none()
        if actor.sees_all:
            return self.all()
        counted = Muster.objects.visible_to(actor).filter(pk=OuterRef("muster"))
        known = Case.objects.visible_to(actor).filter(pk=OuterRef("case"))
        ours = Q(muster__mission=actor.mission_id) | Q(muster__movement__mission=actor.mission_id)
        return self.filter(
            Q(case__isnull=True) & Exists(counted) & (ours | Q(seen_by=actor.staff_id))
            | Q(case__isnull=False) & Exists(known)
        )

    def unsettled(self) -> Self:
        """Those of whom nobody has said who they are."""
        return self.filter(settled_at__isnull=True)


class MusterStranger(models.Model):
    """Somebody is here who stands in no list and of whom no case is known: as heard, as said.

    `case`: who it turned out to be, by number or by a case opened from this; settled without a case
    where none is needed (a driver, a citizen of another state). `followed`: what was said at the
    end of the head count, or why it was asked anew; added to, a line each time.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    muster = models.ForeignKey(Muster, models.PROTECT, related_name="strangers")
    name = models.CharField(max_length=NAME_LENGTH)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    words = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    clock_doubt = models.CharField(max_length=6, choices=ClockDoubt, blank=True)
    received_at = models.DateTimeField()
    seen_by = by_whom()
    key = models.UUIDField(unique=True)
    followed = models.CharField(max_length=FOLLOWED_LENGTH, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="muster_strangers"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = by_whom()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MusterStrangerQuerySet.as_manager()
    AT_HAND = ("muster__movement__incident", "muster__place", "case", "seen_by")

    class Meta:
        verbose_name = _("person without a case at a head count")
        verbose_name_plural = _("people without a case at head counts")
        ordering = ("seen_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(sex__in=Sex.values), name="musterstranger_sex_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="musterstranger_is_called"),
            models.CheckConstraint(
                condition=Q(clock_doubt="", said_at__isnull=True)
                | Q(clock_doubt__in=ClockDoubt.values, said_at__isnull=False),
                name="musterstranger_clock_doubt_said",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__lte=F("received_at")),
                name="musterstranger_seen_before_received",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(settled_at__isnull=False),
                name="musterstranger_case_is_settled",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(case__isnull=False) | ~Q(followed=""),
                name="musterstranger_no_case_has_words",
                violation_error_message=_("Say why no case is needed."),
            ),
        )
        indexes = (
            models.Index(
                fields=["muster"],
                condition=Q(settled_at__isnull=True),
                name="musterstranger_unsettled",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_settled(self) -> bool:
        """Whether somebody has said who it is, or that no case is needed."""
        return self.settled_at is not None

    def get_absolute_url(self) -> str:
        """Her line on the page of the head count."""
        page = reverse("muster", args=[self.muster.movement.number, self.muster.uuid])
        return f"{page}#stranger-{self.uuid}"
