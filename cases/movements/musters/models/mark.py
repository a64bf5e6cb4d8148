"""MusterMark: that somebody saw, or did not see, a person at a head count."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.models.restricted import by_whom
from cases.movements.models.passenger import WithCaseQuerySet
from cases.movements.musters.choices import ClockDoubt, Mark
from cases.movements.musters.models.muster import Muster


class MusterMarkQuerySet(WithCaseQuerySet["MusterMark"]):
    """Reads of marks: each is seen with its case."""

    def in_order(self) -> Self:
        """As they were seen, and where two were seen at once, as they came in."""
        return self.order_by("seen_at", "pk")


class MusterMark(models.Model):
    """Somebody who counted has seen a person so; only added to, so that two may disagree.

    `seen_at` is what the device said, `said_at` too where that could not be (`clock_doubt`), the
    message came in at `received_at`. `key` was made by the device: the same mark sent twice is one.
    `settles` and `settles_other` are the two that this one decides between. `searched`: words on
    where a missing person likely is and who looks for her. `is_extra`: she stood in no list.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    muster = models.ForeignKey(Muster, models.PROTECT, related_name="marks")
    case = models.ForeignKey(Case, models.PROTECT, related_name="muster_marks")
    mark = models.CharField(max_length=8, choices=Mark)
    seen_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    clock_doubt = models.CharField(max_length=6, choices=ClockDoubt, blank=True)
    received_at = models.DateTimeField()
    seen_by = by_whom()
    key = models.UUIDField(unique=True)
    words = models.CharField(max_length=500, blank=True)
    searched = models.BooleanField(default=False)
    is_extra = models.BooleanField(default=False)
    settles = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settles_other = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = MusterMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark at a head count")
        verbose_name_plural = _("marks at head counts")
        constraints = (
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="mustermark_mark_known"),
            models.CheckConstraint(
                condition=Q(clock_doubt="", said_at__isnull=True)
                | Q(clock_doubt__in=ClockDoubt.values, said_at__isnull=False),
                name="mustermark_clock_doubt_said",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__lte=F("received_at")), name="mustermark_seen_before_received"
            ),
            models.CheckConstraint(
                condition=Q(settles__isnull=True, settles_other__isnull=True)
                | (Q(settles__isnull=False, settles_other__isnull=False) & ~Q(words="")),
                name="mustermark_settles_two_with_reason",
                violation_error_message=_("Say by what it is settled."),
            ),
            models.CheckConstraint(
                condition=Q(searched=False) | ~Q(words=""), name="mustermark_search_has_words"
            ),
        )
        indexes = (
            models.Index(fields=["muster", "case"], name="mustermark_of_muster"),
            models.Index(fields=["case", "seen_at"], name="mustermark_of_case"),
        )

    def __str__(self) -> str:
        return str(self.get_mark_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
