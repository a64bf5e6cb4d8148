"""ReceivedReport: what somebody told us about people, and how far the work on it is."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import Relation
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.reports.choices import CloseReason, ReportChannel, ReportStatus, Sender
from cases.reports.states import TO_DO

UNOPENED = Q(status="unopened")
OPEN = Q(status__in=[status.value for status in TO_DO])
HERE = Q(at_headquarters=False)


def staff() -> models.ForeignKey[settings.AUTH_USER_MODEL]:  # type: ignore[name-defined] # by settings
    """Return the column of whoever did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )


class ReceivedReportQuerySet(models.QuerySet["ReceivedReport"]):
    """Reads of reports."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: its own. Roles that read no files: none."""
        if not actor.sees(FILE):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)

    def on_desk_of(self, actor: Actor) -> Self:
        """Those that lie at the actor's desk: headquarters has those that no mission has."""
        seen = self.visible_to(actor)
        return seen.filter(at_headquarters=actor.is_headquarters or actor.kind == "system")

    def unopened(self) -> Self:
        """Those that nobody has opened."""
        return self.filter(UNOPENED)

    def to_do(self) -> Self:
        """Those that nobody has settled."""
        return self.filter(OPEN)


class ReceivedReport(models.Model):
    """What somebody told us of people in need, taken down once, word for word.

    What came in is never written over; only how far the work on it is. `mission` works on it; a
    report without one, or one that its mission gave back, lies `at_headquarters` until it is passed
    on. `people` are those it names, one on each line. A report that says the same as an earlier one
    stays and points to it by `same_as`. The keys find doubles: of the text, the phone, the
    address; `find_text` is all words of the sender without marks and capitals, for searching.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at_headquarters = models.BooleanField(default=False)
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=12, choices=ReportChannel)
    received_from = models.DateTimeField()
    received_at = models.DateTimeField()
    sender = models.CharField(max_length=16, choices=Sender, default=Sender.UNKNOWN)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_relation = models.CharField(max_length=16, choices=Relation, blank=True)
    sender_phone = models.CharField(max_length=60, blank=True)
    sender_email = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    people = models.TextField(blank=True)
    find_text = models.TextField(blank=True, editable=False)
    text_key = models.CharField(max_length=64, blank=True, editable=False)
    phone_key = models.CharField(max_length=60, blank=True, editable=False)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = staff()
    status = models.CharField(
        max_length=10, choices=ReportStatus, default=ReportStatus.UNOPENED, db_index=False
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = staff()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = staff()
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="doubles"
    )
    joined_at = models.DateTimeField(null=True, blank=True)
    joined_by = staff()
    close_reason = models.CharField(max_length=16, choices=CloseReason, blank=True)
    close_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = staff()
    return_reason = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReceivedReportQuerySet.as_manager()

    AT_HAND = ("mission", "taken_by")

    class Meta:
        verbose_name = _("report received")
        verbose_name_plural = _("reports received")
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=ReportChannel.values), name="receivedreport_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(sender__in=Sender.values), name="receivedreport_sender_known"
            ),
            models.CheckConstraint(
                condition=Q(sender_relation__in=["", *Relation.values]),
                name="receivedreport_relation_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="receivedreport_says_something"),
            models.CheckConstraint(
                condition=Q(received_from__lte=F("received_at")),
                name="receivedreport_interval_forwards",
                violation_error_message=_("The first possible moment lies after the last."),
            ),
            models.CheckConstraint(
                condition=Q(mission__isnull=False) | Q(at_headquarters=True),
                name="receivedreport_lies_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="receivedreport_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status="unopened", opened_at__isnull=True)
                | Q(~Q(status="unopened"), opened_at__isnull=False),
                name="receivedreport_opened_before_work",
            ),
            models.CheckConstraint(
                condition=~Q(status="taken") | Q(taken_at__isnull=False),
                name="receivedreport_taken_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="joined", same_as__isnull=False, joined_at__isnull=False)
                | Q(~Q(status="joined"), same_as__isnull=True),
                name="receivedreport_joined_to_one",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")),
                name="receivedreport_not_its_own_double",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed")
                | Q(closed_at__isnull=False, close_reason__in=CloseReason.values),
                name="receivedreport_closed_why",
            ),
        )
        indexes = (
            models.Index(
                fields=["mission", "received_at", "uuid"],
                condition=UNOPENED & HERE,
                name="receivedreport_unopened",
            ),
            models.Index(
                fields=["received_at", "uuid"],
                condition=UNOPENED & Q(at_headquarters=True),
                name="receivedreport_unopened_hq",
            ),
            models.Index(
                fields=["mission", "received_at", "uuid"],
                condition=OPEN & HERE,
                name="receivedreport_to_do",
            ),
            models.Index(
                fields=["received_at", "uuid"],
                condition=OPEN & Q(at_headquarters=True),
                name="receivedreport_to_do_hq",
            ),
            models.Index(
                fields=["mission", "received_at", "uuid"], name="receivedreport_of_mission"
            ),
            models.Index(fields=["received_at", "uuid"], name="receivedreport_all"),
            models.Index(
                fields=["text_key"], condition=~Q(text_key=""), name="receivedreport_text_key"
            ),
            models.Index(
                fields=["phone_key"], condition=~Q(phone_key=""), name="receivedreport_phone_key"
            ),
            models.Index(
                fields=["email_key"], condition=~Q(email_key=""), name="receivedreport_email_key"
            ),
        )

    def __str__(self) -> str:
        return str(self.get_channel_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the report."""
        return reverse("received_report", args=[self.uuid])

    @property
    def is_opened(self) -> bool:
        """Whether somebody has opened it, so that it is read."""
        return self.opened_at is not None

    @property
    def named(self) -> list[str]:
        """Those it names, one line each."""
        return [line for line in self.people.splitlines() if line.strip()]
