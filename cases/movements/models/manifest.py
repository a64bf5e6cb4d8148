"""ManifestVersion and ManifestLine: the list of people as it was frozen; never edited."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.models.restricted import by_whom
from cases.core.actor import Actor
from cases.movements.models.movement import Movement
from cases.movements.models.passenger import WithCaseQuerySet


class ManifestVersionQuerySet(models.QuerySet["ManifestVersion"]):
    """Reads of frozen lists."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of movements in sight."""
        if actor.sees_all:
            return self.all()
        return self.filter(movement__in=Movement.objects.visible_to(actor))


class ManifestVersion(models.Model):
    """The list of a movement as it was frozen: the first, and each later one with its reason.

    `people` counts all of them, also for who sees only some; `digest` is SHA-256 over all lines.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="manifests")
    number = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = by_whom()
    reason = models.CharField(max_length=500, blank=True)
    people = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    objects = ManifestVersionQuerySet.as_manager()
    AT_HAND = ("movement",)

    class Meta:
        verbose_name = _("frozen list")
        verbose_name_plural = _("frozen lists")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["movement", "number"], name="manifestversion_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="manifestversion_later_has_reason",
                violation_error_message=_("Say why the list is frozen again."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.movement} v{self.number}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of this version."""
        return reverse("manifest", args=[self.movement.number, self.number])


class ManifestLineQuerySet(WithCaseQuerySet["ManifestLine"]):
    """Reads of lines."""


class ManifestLine(models.Model):
    """One person in a frozen list, as she stood there. Nothing of a restricted group is in it.

    `shown` has the keys of `SHOWN` (`movements/manifest_keys.py`): what was on record when frozen.
    """

    manifest = models.ForeignKey(ManifestVersion, models.PROTECT, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    first_leg = models.PositiveSmallIntegerField()
    last_leg = models.PositiveSmallIntegerField(null=True, blank=True)
    shown = models.JSONField(default=dict)

    objects = ManifestLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a frozen list")
        verbose_name_plural = _("lines of frozen lists")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["manifest", "case"], name="manifestline_case_once"),
            models.UniqueConstraint(fields=["manifest", "position"], name="manifestline_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.manifest} {self.position}"
