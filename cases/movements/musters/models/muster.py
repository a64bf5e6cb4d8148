"""Muster: one head count at one point of a movement, by the list as it was frozen."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.missions.models import Mission
from cases.movements.models import Leg, ManifestVersion, Movement
from cases.movements.musters.choices import MusterPoint, ReopenReason
from cases.places.models import Place


class MusterQuerySet(models.QuerySet["Muster"]):
    """Reads of head counts."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of movements in sight."""
        if actor.sees_all:
            return self.all()
        return self.filter(movement__in=Movement.objects.visible_to(actor))

    def own_of(self, actor: Actor) -> Self:
        """Those of movements that the actor's mission organises or receives. For lists."""
        if actor.sees_all:
            return self.all()
        return self.filter(movement__in=Movement.objects.own_of(actor))

    def open(self) -> Self:
        """Those that nobody has closed."""
        return self.filter(closed_at__isnull=True)


class Muster(models.Model):
    """People of a movement are counted at a point; whom to expect says a version of the list.

    It holds no word about anybody: those stand on the marks, which are seen with their cases.
    `alarmed_at`: when the head of the mission was told that somebody is missing, once.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="musters")
    leg = models.ForeignKey(Leg, models.PROTECT, null=True, blank=True, related_name="+")
    point = models.CharField(max_length=8, choices=MusterPoint)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    manifest = models.ForeignKey(ManifestVersion, models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    opened_by = by_whom()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = by_whom()
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = by_whom()
    reopen_reason = models.CharField(max_length=10, choices=ReopenReason, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MusterQuerySet.as_manager()
    AT_HAND = ("movement__mission", "leg", "place", "manifest")

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(point__in=MusterPoint.values), name="muster_point_known"
            ),
            models.CheckConstraint(
                condition=Q(reopen_reason__in=["", *ReopenReason.values]),
                name="muster_reopen_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="muster_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="muster_reopened_with_reason",
            ),
        )
        indexes = (
            models.Index(fields=["movement", "-opened_at"], name="muster_of_movement"),
            models.Index(
                fields=["opened_at"], condition=Q(closed_at__isnull=True), name="muster_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_point_display()}, {self.place}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_at is None

    @property
    def zone(self) -> str:
        """The zone of the place where people are counted."""
        return self.place.zone

    def get_absolute_url(self) -> str:
        """The page on which people are counted."""
        return reverse("muster", args=[self.movement.number, self.uuid])
