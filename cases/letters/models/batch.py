"""LetterBatch: letters that were issued together; LetterCounter: the last number of a year."""

from collections.abc import Sequence
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.letters.choices import LetterCode, LetterLanguage
from cases.missions.models import Authority, Mission

NUMBERED = ~Q(number="")


class LetterBatchQuerySet(models.QuerySet["LetterBatch"]):
    """Reads of batches."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's mission; at headquarters all."""
        if not actor.sees(FILE):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)

    def numbered(self) -> Self:
        """Those whose list in front is a letter of the register."""
        return self.filter(NUMBERED)


class LetterBatch(models.Model):
    """Letters of one kind that were issued together, for one print with a list in front.

    Where one body (`authority`) is to answer them, the list is a letter to it, with a number of the
    register. Once one signed copy of all came back, each letter has it; `version` counts the acts
    on the batch.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LetterCode)
    language = models.CharField(max_length=2, choices=LetterLanguage)
    number = models.CharField(max_length=40, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    serial = models.PositiveIntegerField(null=True, blank=True, editable=False)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    count = models.PositiveSmallIntegerField()
    left_out = models.PositiveSmallIntegerField(default=0)
    dated_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    why_left_out: Sequence[str] = ()
    """A sentence for each case that was left out, as the operation says it that issued them; the
    rules are kept (`LetterLeftOut`)."""

    objects = LetterBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of letters")
        verbose_name_plural = _("batches of letters")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=LetterCode.values), name="letterbatch_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=LetterLanguage.values), name="letterbatch_language_known"
            ),
            models.CheckConstraint(
                condition=Q(number="", year=None, serial=None)
                | Q(year__isnull=False, serial__isnull=False) & ~Q(number=""),
                name="letterbatch_number_whole",
            ),
            models.UniqueConstraint(
                fields=["mission", "year", "serial"], name="letterbatch_number_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["dated_on", "serial", "uuid"],
                condition=NUMBERED,
                name="letterbatch_in_register",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} × {self.count}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the batch."""
        return reverse("letter_batch", args=[self.uuid])


class LetterCounter(models.Model):
    """The last number of a mission's letters in one year; written by a definer function only."""

    mission_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mission_id", "year"], name="lettercounter_once"),
        )

    def __str__(self) -> str:
        return f"{self.mission_id}-{self.year}: {self.last}"
