"""Tables of the core: what was done (audit), what stood before (row versions), what was answered.

None of them is written by the application role directly; see `schema.py`.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.roles import AUDIT


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads of the record as a whole; who saw one person is read in `privacy`."""

    def visible_to(self, actor: Actor) -> Self:
        """At headquarters all of it, elsewhere what the own mission did; for who reads the record.

        The second wall lets missions see more, entry by entry, with the person they are about.
        """
        if not actor.sees(AUDIT):
            return self.none()
        return self.all() if actor.is_headquarters else self.filter(mission_id=actor.mission_id)


class AuditEntry(models.Model):
    """One operation or disclosure, done or refused: by whom, when, on which rows."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True)
    event = models.CharField(max_length=60)
    operation = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome)
    code = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    posting_id = models.BigIntegerField(null=True)
    mission_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    citizen_id = models.BigIntegerField(null=True)
    subjects = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    xact = models.BigIntegerField(
        db_default=Cast(
            Cast(models.Func(function="pg_current_xact_id"), models.TextField()),
            models.BigIntegerField(),
        ),
        editable=False,
    )

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=["done", "refused"]), name="auditentry_outcome_known"
            ),
        )
        indexes = (
            models.Index(fields=["case_id", "-id"], name="auditentry_case"),
            models.Index(fields=["citizen_id", "-id"], name="auditentry_citizen"),
            models.Index(fields=["xact", "id"], name="auditentry_xact"),
            # The page of the record: the newest first, all of it or narrowed by one of these.
            models.Index(fields=["at", "id"], name="auditentry_moment"),
            models.Index(fields=["staff", "at", "id"], name="auditentry_staff_moment"),
            models.Index(fields=["mission_id", "at", "id"], name="auditentry_mission_moment"),
            models.Index(fields=["operation", "at", "id"], name="auditentry_operation_moment"),
            models.Index(
                fields=["at", "id"],
                name="auditentry_refused_moment",
                condition=models.Q(outcome="refused"),
            ),
            models.Index(
                fields=["staff", "at", "id"],
                name="auditentry_refused_staff",
                condition=models.Q(outcome="refused"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.outcome}"


class AuditLink(models.Model):
    """The place of one audit entry in the chain; written by the sealer, see `evidence/schema.py`.

    `hash` is made of the hash before it and the entry; `about` covers which rows the entry is
    about, with `key`, so that this part can be forgotten without breaking the chain.
    """

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="link")
    key = models.BinaryField(null=True)
    about = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        verbose_name = _("link of the record")
        verbose_name_plural = _("links of the record")

    def __str__(self) -> str:
        return f"#{self.seq}"


class RowVersion(models.Model):
    """The former values of a row that was changed: only the columns that changed."""

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    citizen_id = models.BigIntegerField(null=True)
    old = models.JSONField()
    operation = models.CharField(max_length=60)
    staff_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("row version")
        verbose_name_plural = _("row versions")
        indexes = (
            models.Index(fields=["table_name", "row_id", "recorded_at"], name="rowversion_row"),
            models.Index(fields=["citizen_id", "-id"], name="rowversion_citizen"),
            models.Index(fields=["case_id", "-id"], name="rowversion_case"),
        )

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} before {self.recorded_at}"


class Receipt(models.Model):
    """The answer to one keyed request, so that the same request sent twice acts once."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    operation = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = (models.UniqueConstraint(fields=["staff", "key"], name="receipt_key_once"),)

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"


class ReferenceCounter(models.Model):
    """The last case number of one mission in one year; written by a definer function only."""

    mission_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mission_id", "year"], name="referencecounter_once"),
        )

    def __str__(self) -> str:
        return f"{self.mission_id}-{self.year}: {self.last}"
