"""Legal holds, asked anonymisations, and the reports of what is due."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen, CitizenChildQuerySet
from cases.core.actor import Actor
from cases.retention.choices import Asking, Ground, HeldBy, ItemState


class LegalHoldQuerySet(CitizenChildQuerySet["LegalHold"]):
    """Reads of legal holds."""

    def standing(self) -> Self:
        """Those that nobody lifted."""
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """What is kept of a person and her cases stays, whatever the rules say, until it is lifted."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="holds")
    reason = models.TextField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.TextField(blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="legalhold_has_reason",
                violation_error_message=_("Say why everything must be kept."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lift_reason="")
                | Q(Q(lifted_at__isnull=False), ~Q(lift_reason="")),
                name="legalhold_lifted_why",
                violation_error_message=_("Say why the hold is lifted."),
            ),
            models.UniqueConstraint(
                fields=["citizen"],
                condition=Q(lifted_at__isnull=True),
                name="legalhold_one_standing",
                violation_error_message=_("A legal hold stands already."),
            ),
        )

    def __str__(self) -> str:
        return date_format(self.placed_at, "DATE_FORMAT")

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class AnonymisationQuerySet(CitizenChildQuerySet["Anonymisation"]):
    """Reads of asked anonymisations."""

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(status=Asking.ASKED)


class Anonymisation(models.Model):
    """Somebody asked that a person be anonymised; another confirms or declines it."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="anonymisations")
    ground = models.CharField(max_length=8, choices=Ground)
    status = models.CharField(max_length=8, choices=Asking, default=Asking.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AnonymisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("asked anonymisation")
        verbose_name_plural = _("asked anonymisations")
        constraints = (
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values), name="anonymisation_ground_known"
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True)
                | Q(status__in=["done", "declined"], answered_at__isnull=False),
                name="anonymisation_status_known",
            ),
            models.UniqueConstraint(
                fields=["citizen"],
                condition=Q(status="asked"),
                name="anonymisation_one_asked",
                violation_error_message=_("Somebody asked for it already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_status_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class RetentionQuerySet[M: models.Model](models.QuerySet[M]):
    """Reports are of headquarters."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters, for a role that sees people."""
        return self.all() if actor.sees_all else self.none()


class RetentionRunQuerySet(RetentionQuerySet["RetentionRun"]):
    """Reads of reports."""

    def ready(self) -> Self:
        """Those that are made to their end."""
        return self.filter(ready_at__isnull=False)


class RetentionRun(models.Model):
    """A report of what is due by the rules; nothing follows before it is approved.

    It is begun at `made_at` and ready at `ready_at`; until then `looked_at` of the `people` were
    looked at. Without `asked_by` it was made at the machine. `counts` holds how many rows of the
    machine each rule lets go. `total` is the number of people due, which whoever approves types in.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    people = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    as_of = models.DateField()
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of retention")
        verbose_name_plural = _("reports of retention")
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False)
                | Q(approved_at__isnull=True, finished_at__isnull=True),
                name="retentionrun_finished_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(ready_at__isnull=False),
                name="retentionrun_approved_when_ready",
            ),
        )

    def __str__(self) -> str:
        return date_format(self.as_of, "DATE_FORMAT")

    def get_absolute_url(self) -> str:
        """The page of retention, which shows it."""
        return reverse("retention")

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class RetentionItemQuerySet(RetentionQuerySet["RetentionItem"]):
    """Reads of the lines of reports."""


class RetentionItem(models.Model):
    """One person in a report: by which rule, since or from when, and what became of it."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    run = models.ForeignKey(RetentionRun, models.PROTECT, related_name="items", db_index=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    rule = models.SlugField(max_length=60)
    reference = models.CharField(max_length=40)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ItemState)
    held_by = models.CharField(max_length=10, choices=HeldBy, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = RetentionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a report of retention")
        verbose_name_plural = _("lines of reports of retention")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="held", held_by__in=HeldBy.values)
                | Q(~Q(state="held"), held_by=""),
                name="retentionitem_held_by_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="retentionitem_state_known"
            ),
            models.UniqueConstraint(fields=["run", "citizen"], name="retentionitem_once"),
        )
        indexes = (
            models.Index(fields=["run", "state", "due_on", "id"], name="retentionitem_of_run"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
