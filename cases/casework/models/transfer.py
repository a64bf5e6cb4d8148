"""Transfer: a case offered to another mission, and what that mission answered."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus
from cases.casework.models.case import Case
from cases.core.actor import Actor
from cases.missions.models import Mission

ON_OFFER = Q(status="offered")


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Reads of transfers."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: what it offered and what it was offered."""
        if actor.sees_all:
            return self.all()
        return self.filter(Q(from_mission_id=actor.sees_at) | Q(to_mission_id=actor.sees_at))

    def on_offer(self) -> Self:
        """Offers that nobody has answered or withdrawn."""
        return self.filter(ON_OFFER)


class Transfer(models.Model):
    """An offer of a case to another mission; the case changes hands only when it is accepted.

    The receiver sees this row and nothing of the case or the person: `summary` is what the sender
    lets it know, `reference` repeats the number of the case, which never changes. With
    `is_from_opening` the sender says that the case was the receiver's from its opening. When the
    case was taken over, as the receiver says it, stands here too: the sender sees no ledger.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    reference = models.CharField(max_length=20, editable=False)
    from_mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    to_mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    summary = models.TextField()
    status = models.CharField(max_length=10, choices=TransferStatus, default=TransferStatus.OFFERED)
    returns = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="returned_by"
    )
    is_from_opening = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    taken_over_from = models.DateTimeField(null=True, blank=True)
    taken_over_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = (
            models.CheckConstraint(
                condition=Q(status="offered", answered_at__isnull=True)
                | Q(status__in=["accepted", "rejected", "withdrawn"], answered_at__isnull=False),
                name="transfer_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(from_mission=F("to_mission")),
                name="transfer_to_another",
                violation_error_message=_(
                    "Your mission has this case already. Choose another mission."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(summary=""),
                name="transfer_has_summary",
                violation_error_message=_(
                    "Say what the other mission must know before it can answer."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_from_opening=False)
                | ~Q(status="accepted")
                | Q(offered_by=None)
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("offered_by"))),
                name="transfer_opening_two_people",
                violation_error_message=_(
                    "Somebody else must confirm that the case was opened at the wrong mission."
                ),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=ON_OFFER,
                name="transfer_one_on_offer",
                violation_error_message=_(
                    "This case is on offer already. Withdraw that offer first."
                ),
            ),
        )
        indexes = (
            models.Index(fields=["to_mission", "status", "offered_at"], name="transfer_to"),
            models.Index(fields=["from_mission", "status", "offered_at"], name="transfer_from"),
        )

    def __str__(self) -> str:
        return f"{self.reference} · {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        """The page of the transfer."""
        return reverse("transfer_detail", args=[self.uuid])

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
