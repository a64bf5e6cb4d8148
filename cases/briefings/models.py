"""Briefings, and the sheets that were approved: the latter are all that ever goes out."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.briefings.choices import BriefingKind, BriefingState, LeftOut, SheetLanguage
from cases.core.actor import Actor
from cases.core.roles import PUBLISHED
from cases.incidents.models import Incident
from cases.publishing.models import Snapshot

NUMBER = r"BR-[0-9]{4}-[0-9]{4,6}"


def by_staff() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    """Return the column of who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )


def goes_with(moment: str, *states: str) -> Q:
    """Return the condition that a moment is there in these states and in no other."""
    there = Q(**{f"{moment}__isnull": False})
    return Q(state__in=states) & there | ~Q(state__in=states) & ~there


class BriefingQuerySet(models.QuerySet["Briefing"]):
    """Reads of briefings."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all: exact numbers stand in them. Nobody else sees one."""
        return self.all() if actor.sees_all else self.none()


class Briefing(models.Model):
    """A briefing note or situation report: the values it is written from, and how far it is.

    `snapshot` was taken with it and names the cases behind each number. `values` are frozen when it
    is drafted, as of `as_of`, as known at `known_at`; `digest` is theirs. `words` are the free
    sentences by language and `positions` the position lines told with them, changed until it is
    approved; `writers` are the ids of all who drafted it or wrote any version of its sentences,
    also before it took them over. `left_out` are totals that whoever approved it does not let out,
    `not_before` the day before which it is not published; `approval_reason` says why. `edition`
    counts approvals, each with sheets of its own. A published one stays as it is: another
    `replaces` it, or it is withdrawn and says why.
    """

    number = models.CharField(max_length=20, unique=True, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=BriefingKind)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="briefings")
    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="briefing")
    as_of = models.DateTimeField()
    is_day = models.BooleanField()
    known_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=BriefingState, default=BriefingState.DRAFT)
    values = models.JSONField()
    digest = models.CharField(max_length=64)
    words = models.JSONField(default=dict, blank=True)
    positions = ArrayField(models.UUIDField(), default=list, blank=True)
    edition = models.PositiveSmallIntegerField(default=0)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    drafted_at = models.DateTimeField()
    drafted_by = by_staff()
    writers = ArrayField(models.BigIntegerField(), default=list, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = by_staff()
    left_out = ArrayField(
        models.CharField(max_length=20, choices=LeftOut), default=list, blank=True
    )
    not_before = models.DateField(null=True, blank=True)
    approval_reason = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = by_staff()
    return_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = by_staff()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = by_staff()
    withdraw_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ("-drafted_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["year", "serial"], name="briefing_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=BriefingKind.values), name="briefing_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BriefingState.values), name="briefing_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BriefingState.APPROVED, BriefingState.PUBLISHED])
                | Q(approved_at__isnull=False, edition__gte=1),
                name="briefing_approved_first",
            ),
            models.CheckConstraint(
                condition=~Q(writers__contains=[F("approved_by")]),
                name="briefing_approved_by_another",
                violation_error_message=_("Whoever wrote a briefing does not approve it."),
            ),
            models.CheckConstraint(
                condition=Q(left_out__contained_by=LeftOut.values), name="briefing_left_out_known"
            ),
            models.CheckConstraint(
                condition=Q(left_out=[], not_before__isnull=True) | ~Q(approval_reason=""),
                name="briefing_less_told_why",
                violation_error_message=_("Say why less is told, or later."),
            ),
            models.CheckConstraint(
                condition=~Q(state=BriefingState.PUBLISHED) | Q(published_at__isnull=False),
                name="briefing_published_when",
            ),
            models.CheckConstraint(
                condition=goes_with("withdrawn_at", BriefingState.WITHDRAWN)
                & (Q(withdrawn_at__isnull=True) | ~Q(withdraw_reason="")),
                name="briefing_withdrawn_why",
                violation_error_message=_("Say why the briefing is withdrawn."),
            ),
        )
        indexes = (
            models.Index(fields=["incident", "kind", "-as_of"], name="briefing_of_incident"),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The page of the briefing."""
        return reverse("briefing_detail", args=[self.number])

    @property
    def public_reference(self) -> str:
        """The number used outside."""
        return self.number


class BriefingSheetQuerySet(models.QuerySet["BriefingSheet"]):
    """Reads of sheets."""

    def visible_to(self, actor: Actor) -> Self:
        """What was published is for every role that reads it; headquarters sees all."""
        if actor.sees_all:
            return self.all()
        return self.published() if actor.sees(PUBLISHED) else self.none()

    def published_for(self, actor: Actor) -> Self:
        """Those of them that went out, for headquarters too."""
        return self.visible_to(actor).published()

    def published(self) -> Self:
        """Those that went out, also when they were withdrawn or replaced later."""
        return self.filter(published_at__isnull=False)


class BriefingSheet(models.Model):
    """What an approved briefing says in one language, word for word, and its file.

    A row of its own: who reads only what was published finds nothing else here, and the exact
    numbers stay with the briefing. Number, kind, incident and moment are told again for that
    reader. After publishing only that it was withdrawn or replaced is written.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="sheets")
    edition = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=SheetLanguage)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=BriefingKind)
    subtitle = models.CharField(max_length=400)
    as_of = models.DateTimeField()
    zone = models.CharField(max_length=40)
    content = models.JSONField()
    text = models.TextField()
    pdf = models.BinaryField()
    pdf_text = models.TextField()
    pages = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)
    replaced_by = models.CharField(max_length=20, blank=True)

    objects = BriefingSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet of a briefing")
        verbose_name_plural = _("sheets of briefings")
        ordering = ("-published_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["briefing", "edition", "language"], name="briefingsheet_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=SheetLanguage.values),
                name="briefingsheet_language_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BriefingKind.values), name="briefingsheet_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
                name="briefingsheet_withdrawn_why",
            ),
        )
        indexes = (
            models.Index(
                fields=["published_at", "uuid"],
                condition=Q(published_at__isnull=False),
                name="briefingsheet_published",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.get_language_display()}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of what was published."""
        return reverse("published_detail", args=[self.number]) + f"?language={self.language}"
