"""Position lines: what the house says about an incident, sentence by sentence."""

from datetime import date
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.roles import FIGURES
from cases.core.text import in_reader_words
from cases.incidents.models.incident import Incident

EXCERPT_WORDS = 30


class PositionLineQuerySet(models.QuerySet["PositionLine"]):
    """Reads of position lines."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all; who reads figures, what was approved, withdrawn ones too."""
        if actor.sees_all:
            return self.all()
        return self.filter(approved_at__isnull=False) if actor.sees(FIGURES) else self.none()

    def standing(self) -> Self:
        """Those that were approved and not withdrawn."""
        return self.filter(approved_at__isnull=False, withdrawn_at__isnull=True)

    def valid_on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class PositionLine(models.Model):
    """What may be said about an incident in public: a text in up to three languages.

    `source_name` and `source_url` say who has said it, `stated_on` when; it may be told from
    `valid_from` to `valid_until`, both included. Somebody else than the writer approves it. Never
    edited: it is withdrawn, and another one is added.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="position_lines")
    text = models.TextField()
    text_vi = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    source_name = models.CharField(max_length=200)
    source_url = models.CharField(max_length=600, blank=True)
    stated_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PositionLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("position line")
        verbose_name_plural = _("position lines")
        ordering = ("incident", "stated_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(source_name=""),
                name="positionline_says_something",
                violation_error_message=_("Say the line and who has said it."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="positionline_valid_forwards",
                violation_error_message=_("The line would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(approved_at__isnull=False)
                & (Q(written_by__isnull=True) | ~Q(approved_by=F("written_by"))),
                name="positionline_approved_by_another",
                violation_error_message=_("Whoever wrote a position line does not approve it."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | Q(~Q(withdraw_reason=""), withdrawn_at__isnull=False),
                name="positionline_withdrawn_why",
                violation_error_message=_("Say why the position line is withdrawn."),
            ),
        )

    def __str__(self) -> str:
        return Truncator(self.words).words(EXCERPT_WORDS)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def words(self) -> str:
        """The text in the reader's language where it was given in it."""
        return in_reader_words(self.text, self.text_vi, self.text_fr)

    @property
    def by_language(self) -> dict[str, str]:
        """The texts by language; of those that are missing, none."""
        found = {"en": self.text, "vi": self.text_vi, "fr": self.text_fr}
        return {language: text for language, text in found.items() if text}

    @property
    def is_approved(self) -> bool:
        """Whether it may be told."""
        return self.approved_at is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is not told any more."""
        return self.withdrawn_at is not None
