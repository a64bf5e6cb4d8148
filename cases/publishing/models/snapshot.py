"""Snapshot: figures of an incident as they were at a moment, frozen, with the cases behind them."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.roles import FIGURES
from cases.incidents.models import Incident
from cases.publishing.definitions.catalogue import Definition, thawed


def of_own_incidents() -> Func:
    """Return the SQL whether a mission works on the incident of a snapshot."""
    return Func(F("incident_id"), function="may_count_incident", output_field=models.BooleanField())


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Reads of snapshots."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all, a mission those of incidents in which it has a case or had one."""
        if not actor.sees(FIGURES):
            return self.none()
        return self.all() if actor.sees_all else self.filter(of_own_incidents())


class Snapshot(models.Model):
    """What figures said as of `as_of`, counting what was known at `known_at`; never edited.

    `definitions` holds the very versions they were taken by, `digest` (SHA-256) covers moments,
    definitions, values and cases. `is_whole`: both moments end a day in the incident's zone, so
    that missions may read the totals. Until `frozen_at` its cases are still being listed: what was
    known at a moment that is past does not change, so that they are those of that moment however
    late they are written. Withdrawn with a reason, it stays readable. `by_last_instants`: of a time
    when what is known to days alone came last of them in a person's way.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="snapshots", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    as_of = models.DateTimeField()
    known_at = models.DateTimeField()
    is_whole = models.BooleanField()
    by_last_instants = models.BooleanField(default=False, editable=False)
    definitions = models.JSONField()
    digest = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdraw_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot of figures")
        verbose_name_plural = _("snapshots of figures")
        ordering = ("-taken_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["incident", "number"], name="snapshot_number_once"),
            models.CheckConstraint(
                condition=Q(known_at__lte=F("taken_at")), name="snapshot_known_when_taken"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, digest="")
                | (Q(frozen_at__gte=F("taken_at")) & ~Q(digest="")),
                name="snapshot_frozen_under_a_digest",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
                name="snapshot_withdrawn_why",
                violation_error_message=_("Say why the snapshot is withdrawn."),
            ),
        )
        indexes = (models.Index(fields=["taken_at", "uuid"], name="snapshot_taken"),)

    def __str__(self) -> str:
        return gettext("Snapshot %(number)s: %(title)s") % {
            "number": self.number,
            "title": self.title,
        }

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("snapshot_detail", args=[self.uuid])

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def figures(self) -> list[Definition]:
        """The definitions it was taken by."""
        kept: list[dict[str, Any]] = self.definitions
        return [thawed(row) for row in kept]


class SnapshotValueQuerySet(models.QuerySet["SnapshotValue"]):
    """Reads of values."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all; a mission totals of whole days that tell of no single person."""
        if actor.sees_all:
            return self.all()
        seen = Snapshot.objects.visible_to(actor).filter(is_whole=True)
        return self.filter(is_open=True, snapshot__in=seen)


class SnapshotValue(models.Model):
    """One number of a snapshot: the total of a figure, or a part of it by one dimension.

    `is_open`: a total that every mission working on the incident may read.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="values", db_index=False)
    figure = models.CharField(max_length=40)
    dimension = models.CharField(max_length=10, blank=True)
    key = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField()
    is_open = models.BooleanField()

    objects = SnapshotValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of a snapshot")
        verbose_name_plural = _("values of snapshots")
        constraints = (
            models.UniqueConstraint(
                fields=["snapshot", "figure", "dimension", "key"], name="snapshotvalue_once"
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(dimension="", key=""),
                name="snapshotvalue_parts_are_closed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cell} = {self.count}"

    @property
    def cell(self) -> str:
        """The address of the number, as the rows of cases name it."""
        return cell_of(self.figure, self.dimension, self.key)


class SnapshotCaseQuerySet(models.QuerySet["SnapshotCase"]):
    """Reads of the cases behind values."""

    def visible_to(self, actor: Actor) -> Self:
        """Those whose case is in sight, of snapshots in sight."""
        if actor.sees_all:
            return self.all()
        seen = Snapshot.objects.visible_to(actor)
        return self.filter(case__in=Case.objects.visible_to(actor), snapshot__in=seen)


class SnapshotCase(models.Model):
    """A case behind the values of a snapshot; `cells` names each number in which it counts."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="cases", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="snapshots")
    cells = ArrayField(models.CharField(max_length=120))

    objects = SnapshotCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of a snapshot")
        verbose_name_plural = _("cases of snapshots")
        constraints = (
            models.UniqueConstraint(fields=["snapshot", "case"], name="snapshotcase_once"),
        )

    def __str__(self) -> str:
        return str(self.case)


def cell_of(figure: str, dimension: str = "", key: str = "") -> str:
    """Return the address of a number."""
    return f"{figure}/{dimension}/{key}" if dimension else figure
