"""Attachment: that a file belongs to a case, and as what; what it is stands in a row of its own."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Step
from cases.casework.models.child import CaseChildQuerySet
from cases.citizens.models import Citizen, IdentityDocument
from cases.files.choices import Purpose, WithdrawReason
from cases.missions.models import Mission
from cases.procedures.choices import RestrictedGroup

STANDING = Q(withdrawn_at__isnull=True)


class AttachmentQuerySet(CaseChildQuerySet["Attachment"]):
    """Reads of attachments."""

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(STANDING)

    def photos_of(self, citizen: Citizen) -> Self:
        """Photos of a person, from all of her cases, the newest first: that one is the present."""
        photos = self.standing().filter(case__citizen=citizen, purpose=Purpose.PHOTO)
        return photos.order_by("-recorded_at", "-pk")


class Attachment(models.Model):
    """A file on a case, seen with the case also by who may not read what it holds.

    `restricted` is the group whose roles read name, words and bytes (`AttachedFile`); empty for
    everybody who reads the case. `names_others`: one file of many cases, which is read by whoever
    sees them all. Of photos the newest that stands is the present one. `mission` is whose quota it
    counts for: whoever attached it. Never edited but for being withdrawn.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments", db_index=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=8, choices=Purpose)
    document = models.ForeignKey(
        IdentityDocument, models.PROTECT, null=True, blank=True, related_name="scans"
    )
    step = models.ForeignKey(
        Step, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    names_others = models.BooleanField(default=False, editable=False)
    size = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdraw_reason = models.CharField(max_length=12, choices=WithdrawReason, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AttachmentQuerySet.as_manager()
    AT_HAND = ("case__citizen",)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="attachment_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="attachment_restricted_known",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.DOCUMENT, document__isnull=False)
                | ~Q(purpose=Purpose.DOCUMENT) & Q(document__isnull=True),
                name="attachment_scan_of_document",
                violation_error_message=_("Say of which document this is a scan."),
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.RESULT, step__isnull=False)
                | ~Q(purpose=Purpose.RESULT) & Q(step__isnull=True),
                name="attachment_result_of_step",
                violation_error_message=_("Say of which step this is the result."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | Q(withdrawn_at__isnull=False, withdraw_reason__in=WithdrawReason.values),
                name="attachment_withdrawn_says_why",
            ),
        )
        indexes = (
            models.Index(fields=["case", "recorded_at"], name="attachment_of_case"),
            models.Index(fields=["mission"], include=["size"], name="attachment_of_mission"),
        )

    def __str__(self) -> str:
        return str(Purpose(self.purpose).label)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    def get_absolute_url(self) -> str:
        """The page of the file."""
        return reverse("attachment_detail", args=[self.uuid])
