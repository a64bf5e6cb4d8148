"""Letter: one letter of a mission about a case, as it was issued, and what came of it."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Inquiry, Step
from cases.casework.models.child import CaseChildQuerySet
from cases.core.actor import Actor
from cases.core.facts import two_ends
from cases.files.models import Attachment
from cases.letters.choices import Addressed, Effect, LetterCode, LetterLanguage, LetterState
from cases.letters.kinds import Kind, kinds
from cases.letters.models.batch import LetterBatch
from cases.missions.models import Authority, Mission
from cases.procedures.choices import RestrictedGroup

STANDS = Q(withdrawn_at__isnull=True, replaced_at__isnull=True)
NOT_ANSWERED = Q(replied_at__isnull=True) & (
    Q(inquiry__isnull=True) | Q(inquiry__answered_at__isnull=True)
)
NOT_SENT = Q(sent_at__isnull=True)
OWN = Q(kind__in=[kind.code for kind in kinds().values() if kind.to == Addressed.OWN])


class LetterQuerySet(CaseChildQuerySet["Letter"]):
    """Reads of letters."""

    def of_mission(self, actor: Actor) -> Self:
        """The register of a mission: what it has issued and still sees; headquarters: all."""
        seen = self.visible_to(actor)
        return seen if actor.sees_all else seen.filter(mission_id=actor.sees_at)

    def unanswered(self) -> Self:
        """Letters that stand, expect a reply and have none, on the letter or on its step."""
        return self.filter(STANDS & NOT_ANSWERED, awaits_reply=True)

    def without_reply(self) -> Self:
        """As above, of those that were sent."""
        return self.unanswered().exclude(NOT_SENT)

    def unsent(self) -> Self:
        """Letters that stand and were issued, but not sent; those for our own use never are."""
        return self.filter(STANDS & NOT_ANSWERED & NOT_SENT & ~OWN)


def by_staff() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    """Return the column of who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )


class Letter(models.Model):
    """The line of the register: number, day, addressee, digest of the file, state, reply.

    What it says is a row of its own (`LetterContent`). `step` is the step it asks or completed,
    `inquiry` the question that was asked when it was sent: then the reply is the answer there; else
    it stands here. `replaces` is the letter that this one corrects, in whose place it stands when
    it is sent. Withdrawn letters stay. A letter is sent with its signed and stamped copy
    (`signed_copy`); until then it is only issued. `sent_accepted`: what had come up by then, and
    was looked at by whoever sent it.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40, unique=True, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=LetterCode)
    language = models.CharField(max_length=2, choices=LetterLanguage)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    step = models.ForeignKey(
        Step, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    batch = models.ForeignKey(LetterBatch, models.PROTECT, null=True, blank=True, related_name="+")
    dated_on = models.DateField()
    digest = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by = by_staff()
    sent_from = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_recorded_at = models.DateTimeField(null=True, blank=True)
    sent_by = by_staff()
    sent_accepted = models.JSONField(default=list, blank=True)
    signed_copy = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    awaits_reply = models.BooleanField(default=False)
    replied_from = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    reply_reference = models.CharField(max_length=80, blank=True)
    reply_note = models.TextField(blank=True)
    reply_recorded_at = models.DateTimeField(null=True, blank=True)
    reply_recorded_by = by_staff()
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)
    withdrawn_by = by_staff()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-issued_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["mission", "year", "serial"], name="letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(withdrawn_at__isnull=True),
                name="letter_replaced_once",
                violation_error_message=_("This letter was replaced already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LetterCode.values), name="letter_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=LetterLanguage.values), name="letter_language_known"
            ),
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="letter_restricted_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
                name="letter_withdrawn_why",
                violation_error_message=_("Say why the letter is withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, reply_recorded_at__isnull=True)
                | Q(replied_at__isnull=False, reply_recorded_at__gte=F("replied_at")),
                name="letter_reply_not_in_future",
            ),
            *two_ends("letter", ("sent_from", "sent_at"), ("replied_from", "replied_at")),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_recorded_at=None, signed_copy=None, sent_by=None)
                | Q(
                    sent_at__isnull=False,
                    sent_recorded_at__gte=F("sent_at"),
                    signed_copy__isnull=False,
                ),
                name="letter_sent_with_signed_copy",
                violation_error_message=_("A letter is sent with its signed copy."),
            ),
        )
        indexes = (
            models.Index(fields=["case", "-issued_at"], name="letter_of_case"),
            models.Index(
                fields=["mission", "dated_on", "serial", "uuid"], name="letter_of_register"
            ),
            models.Index(fields=["dated_on", "serial", "uuid"], name="letter_of_registers"),
            models.Index(
                fields=["mission", "issued_at", "uuid"],
                condition=Q(
                    awaits_reply=True,
                    withdrawn_at__isnull=True,
                    replaced_at__isnull=True,
                    replied_at__isnull=True,
                ),
                name="letter_waiting",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def choice_label(self) -> str:
        """What a select box prints."""
        return f"{self.number} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The page of the letter."""
        return reverse("letter_detail", args=[self.uuid])

    @property
    def has_copy(self) -> bool:
        """Whether a signed copy stands with it, its own or one of all letters of its batch."""
        return self.signed_copy is not None and not self.signed_copy.is_withdrawn

    @property
    def is_sent_with_others(self) -> bool:
        """Whether that copy is one of several letters."""
        return self.has_copy and self.signed_copy is not None and self.signed_copy.names_others

    @property
    def asks(self) -> bool:
        """Whether it asks a body about its step, from when it is sent."""
        step, kind = self.step, self.made_as
        return step is not None and any(
            of.effect == Effect.ASK and of.procedure == step.procedure.code for of in kind.steps
        )

    @property
    def made_as(self) -> Kind:
        """The kind of letter, as the house writes it today."""
        return kinds()[self.kind]

    def state(self, inquiry: Inquiry | None) -> LetterState:
        """Return how far it is, given the question that was asked with it."""
        if self.withdrawn_at is not None:
            return LetterState.WITHDRAWN
        if self.replaced_at is not None:
            return LetterState.REPLACED
        answered = inquiry.came_at if inquiry is not None else None
        if self.replied_at is not None or answered is not None:
            return LetterState.ANSWERED
        if self.sent_at is None:
            own = self.made_as.to == Addressed.OWN
            return LetterState.OWN if own else LetterState.ISSUED
        return LetterState.WAITING if self.awaits_reply else LetterState.SENT
