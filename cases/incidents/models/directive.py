"""Directives of headquarters, the missions they are addressed to, and what those reported."""

from datetime import date, datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.text import in_reader_words
from cases.incidents.choices import DirectiveState
from cases.incidents.models.days import today_there
from cases.incidents.models.incident import Incident
from cases.missions.models import Mission

CODE = r"[0-9]{4}(?:-[a-z0-9]+)+"


class DirectiveQuerySet(models.QuerySet["Directive"]):
    """Reads of directives."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all, a mission those addressed to it, withdrawn ones too."""
        if actor.sees_all:
            return self.all()
        own = DirectiveMission.objects.filter(directive=OuterRef("pk"), mission_id=actor.sees_at)
        return self.filter(Exists(own))

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Directive(models.Model):
    """What headquarters orders missions to do in an incident; withdrawn, never edited.

    Known outside by a code that headquarters gives it, as incidents are: it tells in a notice or
    an address what is meant, and needs no counter.
    """

    code = models.SlugField(max_length=60)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="directives")
    title = models.CharField(max_length=200)
    title_vi = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    text_vi = models.TextField(blank=True)
    paper = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        ordering = ("-issued_on", "-code")
        constraints = (
            models.UniqueConstraint(
                fields=["code"],
                name="directive_code_once",
                violation_error_message=_("There is a directive with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=f"^{CODE}$"), name="directive_code_form"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("issued_on")),
                name="directive_due_after_issue",
                violation_error_message=_("A directive cannot be due before it was issued."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | Q(Q(withdrawn_at__isnull=False), ~Q(withdraw_reason="")),
                name="directive_withdrawn_why",
                violation_error_message=_("Say why the directive is withdrawn."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.label}"

    def get_absolute_url(self) -> str:
        """The page of the directive."""
        return reverse("directive_detail", args=[self.code])

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The title in the reader's language where it was given in it."""
        return in_reader_words(self.title, self.title_vi)

    @property
    def order(self) -> str:
        """What is to be done, in the reader's language where it was given in it."""
        return in_reader_words(self.text, self.text_vi)

    @property
    def is_withdrawn(self) -> bool:
        """Whether headquarters took it back."""
        return self.withdrawn_at is not None

    def days_left(self, today: date) -> int | None:
        """Return the calendar days until it is due, negative when overdue; None without a day."""
        return None if self.due_on is None else (self.due_on - today).days


class DirectiveMissionQuerySet(models.QuerySet["DirectiveMission"]):
    """Reads of the missions that directives are addressed to."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all, a mission itself."""
        return self if actor.sees_all else self.filter(mission_id=actor.sees_at)

    def overdue(self, now: datetime) -> Self:
        """Those who have not done by the day on which it was due where they are."""
        return self.exclude(state=DirectiveState.DONE).filter(
            directive__withdrawn_at__isnull=True, directive__due_on__lt=today_there(now)
        )


class DirectiveMission(models.Model):
    """A mission that a directive is addressed to, and how far it is with it."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="addressees")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=DirectiveState, default=DirectiveState.PENDING)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DirectiveMissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("addressed mission")
        verbose_name_plural = _("addressed missions")
        ordering = ("directive", "mission")
        constraints = (
            models.UniqueConstraint(
                fields=["directive", "mission"],
                name="directivemission_once",
                violation_error_message=_("The directive is addressed to this mission already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=DirectiveState.values), name="directivemission_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DirectiveState.PENDING, acknowledged_at__isnull=True)
                | Q(~Q(state=DirectiveState.PENDING), acknowledged_at__isnull=False),
                name="directivemission_acknowledged_when",
                violation_error_message=_("What is acknowledged has a moment at which it was."),
            ),
        )
        indexes = (models.Index(fields=["mission", "state"], name="directivemission_desk"),)

    def __str__(self) -> str:
        return f"{self.directive.label} · {self.mission}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def is_overdue(self, today: date) -> bool:
        """Return whether the mission has not done it by the day on which it was due."""
        due_on = self.directive.due_on
        is_open = self.state != DirectiveState.DONE and not self.directive.is_withdrawn
        return is_open and due_on is not None and due_on < today


class DirectiveReportQuerySet(models.QuerySet["DirectiveReport"]):
    """Reads of what missions reported on directives."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters sees all, a mission what it reported itself."""
        if actor.sees_all:
            return self.all()
        return self.filter(addressee__mission_id=actor.sees_at)


class DirectiveReport(models.Model):
    """What a mission said on a directive, and the state it came to with it; never changed."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    addressee = models.ForeignKey(DirectiveMission, models.PROTECT, related_name="reports")
    state = models.CharField(max_length=12, choices=DirectiveState)
    text = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DirectiveReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a directive")
        verbose_name_plural = _("reports on directives")
        ordering = ("recorded_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=DirectiveState.values) & ~Q(state=DirectiveState.PENDING),
                name="directivereport_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state=DirectiveState.ACKNOWLEDGED) | ~Q(text=""),
                name="directivereport_says_something",
                violation_error_message=_("Say what was done."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.addressee} · {self.get_state_display()}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
