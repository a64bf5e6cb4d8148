"""ReceivedList: that somebody sent a list of people, and what it says of itself."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.incidents.models import Incident
from cases.intake.lists.choices import (
    DayOrder,
    ListState,
    NationalityOfList,
    SenderKind,
    ShortYears,
)
from cases.missions.models import Authority, Mission
from cases.places.choices import Country


class ReceivedListQuerySet(models.QuerySet["ReceivedList"]):
    """Reads of lists."""

    def visible_to(self, actor: Actor) -> Self:
        """Of roles that read files: headquarters sees all, a mission those that it received."""
        if not actor.sees(FILE):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)


class ReceivedList(models.Model):
    """A list of people, as it came: evidence, never edited.

    `asked_of`: it is the reply of that body to our questions, under the number `reference`, written
    on the day `as_of`; its rows are answers, and nobody is registered from them.

    Its rows keep every cell; of the file itself the digest and the name are kept. `layout` says
    which rows and columns of each sheet hold what, `nationality` of which country those are of
    whom it says none; `round` counts how often that was said, so that
    work begun before is recognised. `posting_id` is under which it is being written.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    sender = models.CharField(max_length=160)
    sender_kind = models.CharField(max_length=16, choices=SenderKind)
    asked_of = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=80, blank=True)
    received_on = models.DateField()
    as_of = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )
    file_name = models.CharField(max_length=160, blank=True)
    file_kind = models.CharField(max_length=10)
    file_size = models.PositiveIntegerField()
    file_digest = models.CharField(max_length=64)
    sheets = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    layout = models.JSONField(default=list)
    day_order = models.CharField(max_length=12, choices=DayOrder, blank=True)
    short_years = models.CharField(max_length=10, choices=ShortYears, blank=True)
    crossing_from = models.CharField(max_length=2, choices=Country, blank=True)
    crossing_to = models.CharField(max_length=2, choices=Country, blank=True)
    nationality = models.CharField(
        max_length=7, choices=NationalityOfList, blank=True, default="", db_default=""
    )
    state = models.CharField(max_length=12, choices=ListState, default=ListState.RECEIVED)
    round = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdraw_reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    what_was_done: tuple[str, bool] = ("", False)
    """How many answers the act recorded, in words, and whether none, as told by who has acted."""

    objects = ReceivedListQuerySet.as_manager()
    AT_HAND = ("mission", "incident", "asked_of")

    class Meta:
        verbose_name = _("list received")
        verbose_name_plural = _("lists received")
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(sender_kind__in=SenderKind.values), name="receivedlist_sender_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ListState.values), name="receivedlist_state_known"
            ),
            models.CheckConstraint(
                condition=Q(day_order__in=["", *DayOrder.values]),
                name="receivedlist_day_order_known",
            ),
            models.CheckConstraint(
                condition=Q(short_years__in=["", *ShortYears.values]),
                name="receivedlist_short_years_known",
            ),
            models.CheckConstraint(
                condition=Q(nationality__in=["", *NationalityOfList.values]),
                name="receivedlist_nationality_known",
            ),
            models.CheckConstraint(
                condition=Q(crossing_from="", crossing_to="")
                | Q(crossing_from__in=Country.values, crossing_to__in=Country.values),
                name="receivedlist_border_has_two_sides",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                & ~Q(state=ListState.WITHDRAWN)
                | Q(withdrawn_at__isnull=False, state=ListState.WITHDRAWN) & ~Q(withdraw_reason=""),
                name="receivedlist_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(asked_of__isnull=True, reference="")
                | Q(asked_of__isnull=False, as_of__isnull=False),
                name="receivedlist_reply_is_dated",
            ),
            models.UniqueConstraint(
                fields=["mission", "incident", "file_digest"],
                condition=Q(withdrawn_at__isnull=True),
                name="receivedlist_once",
                violation_error_message=_("This file was received already."),
            ),
        )
        indexes = (models.Index(fields=["mission", "-recorded_at"], name="receivedlist_newest"),)

    def __str__(self) -> str:
        return f"{self.sender_name}, {date_format(self.received_on, 'DATE_FORMAT')}"

    @property
    def sender_name(self) -> str:
        """Who made it; a body of ours by its name in the language of the reader."""
        return str(self.asked_of) if self.is_reply else self.sender

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    @property
    def is_reply(self) -> bool:
        """Whether it is the reply of a body to our questions."""
        return self.asked_of_id is not None

    def sheet_name(self, number: int) -> str:
        """Return the name of a sheet, counted from 1; a text file has one without a name."""
        known: list[dict[str, Any]] = self.sheets
        return str(known[number - 1]["name"]) if 0 < number <= len(known) else ""

    def marked(self, kind: str) -> set[tuple[int, int]]:
        """Return sheet and number of its rows that are `crossed_out`, or `hidden_rows`."""
        known: list[dict[str, Any]] = self.sheets
        return {
            (sheet, number)
            for sheet, words in enumerate(known, start=1)
            for number in words.get(kind, ())
        }

    def get_absolute_url(self) -> str:
        """The page of the list."""
        return reverse("list_detail", args=[self.uuid])
