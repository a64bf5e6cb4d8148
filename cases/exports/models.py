"""Export: that many rows were asked for in one file, why, by whom, and what became of it."""

from datetime import datetime
from typing import Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.exchange.models import ApiToken
from cases.exports.choices import (
    END_BY_TIME,
    SEEN_BY,
    ExportFormat,
    ExportKind,
    ExportState,
    ExportStop,
    TakingPurpose,
)
from cases.missions.models import Mission, Posting

LANGUAGES = (("en", "English"), ("vi", "Tiếng Việt"), ("fr", "Français"))


class ExportQuerySet(models.QuerySet["Export"]):
    """Reads of exports."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's mission, at headquarters all, and one's own in any case.

        Of each kind only for roles that look at what stands in it.
        """
        seen = self.filter(kind__in=[kind for kind, word in SEEN_BY.items() if actor.sees(word)])
        if actor.sees_all:
            return seen
        own = Q(asked_by_id=actor.staff_id, posting_id=actor.posting_id)
        return seen.filter(Q(mission_id=actor.sees_at) | own)

    def over_at(self, now: datetime) -> Self:
        """Those whose time is over and that nobody has ended yet."""
        return self.filter(state__in=END_BY_TIME, expires_at__lte=now)


class Export(models.Model):
    """One posting asked for rows of one kind in one file.

    `asks` holds codes by the names of the filters of the API, and never words about a person.
    `counted` is how many rows there were when it was asked for, `rows` how many the file has,
    `done` how many are written so far. `round` tells the work that was begun anew from the former.
    `token`: by which it was asked for; what is written is held to it. Null: in a session.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    token = models.ForeignKey(
        ApiToken, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=ExportKind)
    format = models.CharField(max_length=8, choices=ExportFormat)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    asks = models.JSONField(default=dict, blank=True)
    purpose = models.CharField(max_length=16, choices=TakingPurpose)
    words = models.CharField(max_length=200)
    counted = models.PositiveIntegerField()
    needs_second = models.BooleanField()
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.COUNTED)
    stopped_because = models.CharField(max_length=16, choices=ExportStop.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decide_reason = models.CharField(max_length=200, blank=True)
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    rows = models.PositiveIntegerField(null=True, blank=True)
    size = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    stored = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    ready_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ExportKind.values), name="export_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(format__in=ExportFormat.values), name="export_format_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in LANGUAGES]),
                name="export_language_known",
            ),
            models.CheckConstraint(
                condition=Q(stopped_because__in=["", *ExportStop.values]),
                name="export_stop_known",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=TakingPurpose.values) & ~Q(words=""),
                name="export_has_purpose",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="public") | Q(kind="published"),
                name="export_public_was_told",
                violation_error_message=_("Only what was told in public is taken for the public."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ExportState.values), name="export_state_known"
            ),
            models.CheckConstraint(
                condition=Q(stored__isnull=True)
                | (Q(state="ready", rows__isnull=False, size__isnull=False) & ~Q(digest="")),
                name="export_only_ready_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(stored__isnull=False),
                name="export_ready_has_file",
            ),
            # The second person is another one, and nothing is written before she has decided.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="export_second_is_another",
                violation_error_message=_("Somebody else has to decide on this export."),
            ),
            models.CheckConstraint(
                condition=Q(needs_second=False)
                | Q(decided_at__isnull=False)
                | ~Q(state__in=["writing", "ready"]),
                name="export_large_was_approved",
            ),
        )
        indexes = (
            models.Index(fields=["mission", "-asked_at"], name="export_of_mission"),
            # What somebody took along lately, and her own list where her mission's is not in sight.
            models.Index(fields=["asked_by", "-asked_at"], name="export_of_asker"),
            models.Index(
                fields=["expires_at"],
                name="export_ends",
                condition=Q(state__in=["counted", "waiting", "ready"]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.format.upper()}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the export."""
        return reverse("export", args=[self.uuid])

    def is_of(self, actor: Actor) -> bool:
        """Return whether the actor asked for it, at this posting.

        A token with scopes has only what it asked for itself: its holder may have seen more.
        """
        is_hers = (self.asked_by_id, self.posting_id) == (actor.staff_id, actor.posting_id)
        return is_hers and (actor.scopes is None or actor.token_id == self.token_id)

    @property
    def name(self) -> str:
        """What the file is called: kind, mission, how many rows, the day."""
        at = (self.ready_at or self.asked_at).astimezone(ZoneInfo(self.mission.zone))
        there = "all" if self.mission.kind == "headquarters" else self.mission.code
        return f"{self.kind}-{there}-{self.rows or 0}-rows-{at:%Y-%m-%d}.{self.format}"
