"""ListRow: one row of a list, verbatim, and what became of it."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.intake.lists.choices import PAIRS, SET_ASIDE, SETTLED, RowState
from cases.intake.lists.models.received import ReceivedList
from cases.places.choices import Country


class ListRowQuerySet(models.QuerySet["ListRow"]):
    """Reads of rows."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the lists that the actor sees."""
        return self.filter(received__in=ReceivedList.objects.visible_to(actor).values("pk"))

    def in_order(self) -> Self:
        """As they stand in the file."""
        return self.order_by("sheet", "number", "part")

    def settled(self) -> Self:
        """Those that somebody was registered from, or whose answer was recorded."""
        return self.filter(state__in=SETTLED)

    def unsettled(self) -> Self:
        """Those that nobody was registered from yet."""
        return self.exclude(state__in=SETTLED)


class ListRow(models.Model):
    """A row of a sheet: its cells as they were, which nothing changes, and what was read of them.

    `corrected` is what an officer has put in place of a cell, by field; `values` what follows from
    both, as a new case takes it; `problems` what cannot be read or is odd, as codes. `apart` are
    the identifiers of people, and of rows, of whom somebody said that they are somebody else,
    `because` why. A
    row that names several people is split: `part` counts those after the first.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    received = models.ForeignKey(ReceivedList, models.PROTECT, related_name="rows", db_index=False)
    sheet = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    cells = models.JSONField(default=list)
    corrected = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    state = models.CharField(max_length=14, choices=RowState, default=RowState.NEW)
    reason = models.CharField(max_length=300, blank=True)
    apart = models.JSONField(default=list)
    because = models.CharField(max_length=300, blank=True)
    citizen = models.ForeignKey(
        Citizen, models.PROTECT, null=True, blank=True, related_name="list_rows"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="list_rows")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)

    objects = ListRowQuerySet.as_manager()
    AT_HAND = ("received", "received__mission", "received__incident", "received__asked_of")

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        ordering = ("received", "sheet", "number", "part")
        constraints = (
            models.UniqueConstraint(
                fields=["received", "sheet", "number", "part"], name="listrow_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RowState.values), name="listrow_state_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=SETTLED,
                    citizen__isnull=False,
                    case__isnull=False,
                    settled_at__isnull=False,
                )
                | Q(
                    ~Q(state__in=SETTLED),
                    citizen__isnull=True,
                    case__isnull=True,
                    settled_at__isnull=True,
                ),
                name="listrow_settled_has_case",
            ),
        )
        indexes = (models.Index(fields=["received", "state"], name="listrow_by_state"),)

    def __str__(self) -> str:
        return str(self.values.get("full_name") or self.number)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_settled(self) -> bool:
        """Whether somebody was registered from it, or was found to be registered."""
        return self.state in SETTLED

    @property
    def faults(self) -> list[dict[str, object]]:
        """What keeps it from being taken in."""
        return [problem for problem in self.problems if problem.get("is_fault")]

    @property
    def is_foreign(self) -> bool:
        """Whether the list says that the person is of another country: nobody is registered."""
        return bool(self.values.get("nationality", Country.VN) != Country.VN)

    @property
    def people(self) -> list[str]:
        """The names of several people whom its cell names; nothing where it names one."""
        params = (said["params"] for said in self.problems if said["code"] == "several_people")
        return next((str(one["names"]).split("\n") for one in params), [])

    @property
    def twins(self) -> list[str]:
        """The identifiers of the rows of the list that may be of the same person."""
        return [str(said["params"]["key"]) for said in self.problems if said["code"] in PAIRS]

    @property
    def is_set_aside(self) -> bool:
        """Whether the system failed at it; it is not compared again before it is taken up."""
        return any(problem["code"] == SET_ASIDE for problem in self.problems)

    def get_absolute_url(self) -> str:
        """The page of the row."""
        return reverse("list_row", args=[self.uuid])
