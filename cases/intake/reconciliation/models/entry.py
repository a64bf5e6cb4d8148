"""PileEntry: one row of the list, or one person of ours, on the pile on which it came to lie."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.choices import MATCHED, Match, Pile
from cases.intake.reconciliation.models.reconciliation import Reconciliation


class PileEntryQuerySet(models.QuerySet["PileEntry"]):
    """Reads of entries."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the comparisons that the actor sees."""
        seen = Reconciliation.objects.visible_to(actor)
        return self.filter(reconciliation__in=seen.values("pk"))

    def on(self, pile: str) -> Self:
        """Those on a pile, in the order of the list."""
        return self.filter(pile=pile).order_by("number")


class PileEntry(models.Model):
    """A row, a person of ours, or both: codes alone, what they say stays in row and person.

    `found` is the pile as it was found, `pile` where it lies now that officers have decided;
    `candidate` who is perhaps meant by a row. `former` is the row of the same person in the version
    of the list before, `changes` in what it differs. `is_expected`: by our ledger the person was
    there. `done` says what was done from the pile, `because` how it is known.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="entries", db_index=False
    )
    number = models.PositiveIntegerField()
    row = models.ForeignKey(ListRow, models.PROTECT, null=True, blank=True, related_name="+")
    citizen = models.ForeignKey(
        Citizen, models.PROTECT, null=True, blank=True, related_name="pile_entries"
    )
    candidate = models.ForeignKey(Citizen, models.PROTECT, null=True, blank=True, related_name="+")
    found = models.CharField(max_length=8, choices=Pile)
    pile = models.CharField(max_length=8, choices=Pile)
    match = models.CharField(max_length=8, choices=Match.choices, blank=True)
    reasons = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    is_expected = models.BooleanField(default=False)
    former = models.ForeignKey(
        ListRow, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    changes = models.JSONField(default=list)
    done = models.JSONField(default=list)
    because = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)

    objects = PileEntryQuerySet.as_manager()
    AT_HAND = ("reconciliation", "reconciliation__received", "reconciliation__mission")

    class Meta:
        verbose_name = _("entry of a comparison")
        verbose_name_plural = _("entries of comparisons")
        ordering = ("reconciliation", "number")
        constraints = (
            models.UniqueConstraint(fields=["reconciliation", "row"], name="pileentry_row_once"),
            models.UniqueConstraint(
                fields=["reconciliation", "number"], name="pileentry_number_once"
            ),
            models.UniqueConstraint(
                fields=["reconciliation", "citizen"],
                condition=Q(row__isnull=True),
                name="pileentry_person_once",
            ),
            models.CheckConstraint(
                condition=Q(found__in=Pile.values), name="pileentry_found_known"
            ),
            models.CheckConstraint(
                condition=Q(match__in=Match.values), name="pileentry_match_known"
            ),
            models.CheckConstraint(
                condition=Q(pile__in=MATCHED, row__isnull=False, citizen__isnull=False)
                | Q(pile__in=["theirs", "perhaps"], row__isnull=False, citizen__isnull=True)
                | Q(pile__in=["ours", "joined"], row__isnull=True, citizen__isnull=False),
                name="pileentry_on_its_side",
            ),
        )
        indexes = (
            models.Index(fields=["reconciliation", "pile", "number"], name="pileentry_on_pile"),
        )

    def __str__(self) -> str:
        return f"{self.get_pile_display()}: {self.number}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_matched(self) -> bool:
        """Whether the row is of a person of ours."""
        return self.pile in MATCHED

    def get_absolute_url(self) -> str:
        """Where it stands on its pile."""
        return f"{self.reconciliation.get_absolute_url()}?pile={self.pile}&from={self.number}"
