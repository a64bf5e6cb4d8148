"""ReportLink: that a report is about the person of a case."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.missions.models import Mission
from cases.reports.choices import ReportChannel
from cases.reports.models.report import ReceivedReport


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    """Reads of links."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of cases in sight, for roles that read files."""
        if not actor.sees(FILE):
            return self.none()
        if actor.sees_all:
            return self.all()
        return self.filter(case__in=Case.objects.visible_to(actor).values("pk"))

    def standing(self) -> Self:
        """Those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class ReportLink(models.Model):
    """A report is about the person of a case: told by somebody, at a moment, until it is undone.

    It is seen with the case, the report by the mission that has it alone: `mission` linked it;
    `channel`, `received_from` and `received_at` repeat what never changes of the report, so that
    whoever has the case sees that there was one and whom to ask.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(ReceivedReport, models.PROTECT, related_name="links")
    case = models.ForeignKey(Case, models.PROTECT, related_name="report_links")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=12, choices=ReportChannel)
    received_from = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a case")
        verbose_name_plural = _("reports of cases")
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=ReportChannel.values), name="reportlink_channel_known"
            ),
            models.UniqueConstraint(
                fields=["report", "case"],
                condition=Q(undone_at__isnull=True),
                name="reportlink_once",
                violation_error_message=_("The report is linked to this case already."),
            ),
        )

    def __str__(self) -> str:
        return self.case.reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
