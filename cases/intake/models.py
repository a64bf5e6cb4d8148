"""What was typed of a new case and not sent yet."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.roles import PEOPLE
from cases.intake.choices import DraftEnd
from cases.missions.models import Posting
from cases.movements.musters.models import MusterStranger
from cases.reports.models import ReceivedReport

DRAFT_LASTS = timedelta(days=7)
"""After a week without a word added a draft is emptied; row security knows the same number."""


class DraftQuerySet(models.QuerySet["Draft"]):
    """Reads of drafts."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that the actor began at this posting; what one began from is still in sight."""
        if actor.kind == "system":
            return self.all()
        if not actor.sees(PEOPLE):
            return self.none()
        in_sight = Case.objects.visible_to(actor).filter(pk=OuterRef("from_case"))
        told = ReceivedReport.objects.visible_to(actor).filter(pk=OuterRef("from_report"))
        here = MusterStranger.objects.visible_to(actor).filter(pk=OuterRef("from_stranger"))
        # Row by row: beside an "or" a list of ids would be one of all cases of the mission.
        return self.own_of(actor).filter(
            Q(from_case__isnull=True) | Exists(in_sight),
            Q(from_report__isnull=True) | Exists(told),
            Q(from_stranger__isnull=True) | Exists(here),
        )

    def own_of(self, actor: Actor) -> Self:
        """Those that the actor began at this posting, whether or not their origin is in sight."""
        return self.filter(staff_id=actor.staff_id, posting_id=actor.posting_id)

    def unfinished(self) -> Self:
        """Those that can be gone on with, the newest first."""
        return self.filter(ended_at__isnull=True).order_by("-saved_at", "-pk")

    def old(self, now: datetime) -> Self:
        """Those that nobody has added to for a week."""
        return self.filter(ended_at__isnull=True, saved_at__lt=now - DRAFT_LASTS)

    def end(self, how: DraftEnd, now: datetime) -> int:
        """End them: what was typed is gone, the row says that there was a draft."""
        return self.update(content={}, carried=[], ended_at=now, ended_as=how)


class Draft(models.Model):
    """What somebody has typed of a new case and not sent; no fact, and nobody else's to see.

    `uuid` is the key under which the page sends the case, so that a case sent twice, from the page
    and from its draft, is opened once. `carried` names what was taken over from `from_case`; the
    case of one that began from a report, or from somebody without a case at a head count, is linked
    to it.
    """

    uuid = models.UUIDField()
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", db_index=False)
    from_case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    from_report = models.ForeignKey(
        ReceivedReport, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    from_stranger = models.ForeignKey(
        MusterStranger, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    content = models.JSONField(default=dict)
    carried = models.JSONField(default=list)
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=12, choices=DraftEnd, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a new case")
        verbose_name_plural = _("drafts of new cases")
        ordering = ("-saved_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["uuid"],
                name="draft_uuid_once",
                violation_error_message=_("This draft cannot be saved. Open the page anew."),
            ),
            models.CheckConstraint(
                condition=Q(ended_as__in=["", *DraftEnd.values]), name="draft_ended_as_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="")
                | Q(Q(ended_at__isnull=False), ~Q(ended_as=""), content={}, carried=[]),
                name="draft_ended_is_empty",
            ),
        )
        indexes = (
            models.Index(
                fields=["posting", "staff"],
                name="draft_unfinished",
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.public_reference

    @property
    def has_origin(self) -> bool:
        """Whether it was begun from a case, a report or somebody without a case."""
        return any((self.from_case_id, self.from_report_id, self.from_stranger_id))

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
