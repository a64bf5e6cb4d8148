"""ContactEntry: that somebody was spoken with about a case, or that it was tried."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import FamilyGround, TalkChannel, TalkedWith, TalkOutcome
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.citizens.models import ContactPoint, Relative
from cases.core.facts import DatedFact, fact_constraints, standing_facts

SPOKE = (TalkOutcome.REACHED.value, TalkOutcome.CUT_OFF.value)
"""Outcomes in which words were exchanged."""

IN_WORDS = (FamilyGround.VITAL.value, FamilyGround.MISTAKE.value)
"""Grounds that say nothing without words."""


class ContactEntryQuerySet(CaseChildQuerySet["ContactEntry"]):
    """Reads of the contact log."""

    def standing(self) -> Self:
        """Those that nobody has voided."""
        return standing_facts(self)


class ContactEntry(DatedFact):
    """One try to speak with somebody about a case: with whom, by which way, what came of it.

    Never edited, voided with a reason. `next_at`: when it is to be tried again; the one that counts
    stands on the case row (`Case.next_attempt_at`, see `talk_schema.py`).
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_entries", db_index=False)
    talked_with = models.CharField(max_length=16, choices=TalkedWith)
    relative = models.ForeignKey(
        Relative, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    whom = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=8, choices=TalkChannel)
    outcome = models.CharField(max_length=12, choices=TalkOutcome)
    words = models.TextField(blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    ground = models.CharField(max_length=8, choices=FamilyGround, blank=True)
    ground_words = models.CharField(max_length=300, blank=True)

    objects = ContactEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the contact log")
        verbose_name_plural = _("contact log")
        constraints = (
            *fact_constraints("contactentry"),
            models.CheckConstraint(
                condition=Q(talked_with__in=TalkedWith.values), name="contactentry_with_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=TalkChannel.values), name="contactentry_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=TalkOutcome.values), name="contactentry_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(talked_with=TalkedWith.RELATIVE)
                | Q(relative__isnull=True, ground="", ground_words=""),
                name="contactentry_relative_fits",
            ),
            models.CheckConstraint(
                condition=Q(ground="", ground_words="")
                | Q(ground__in=[FamilyGround.LISTENED, FamilyGround.REPORTED])
                | (Q(ground__in=IN_WORDS) & ~Q(ground_words="")),
                name="contactentry_ground_in_words",
                violation_error_message=_("Say in words why that was so."),
            ),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True) | Q(next_at__gt=F("occurred_from")),
                name="contactentry_next_after",
                violation_error_message=_("The next attempt comes after this one."),
            ),
        )
        indexes = (models.Index(fields=["case", "occurred_at"], name="contactentry_of_case"),)

    def __str__(self) -> str:
        return f"{self.get_talked_with_display()}: {self.get_outcome_display()}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
