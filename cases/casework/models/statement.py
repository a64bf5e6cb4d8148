"""Statement: what a person said she wants, word for word; the latest one is how it stands."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import (
    ANSWERS_TO,
    SharedWith,
    StatementAnswer,
    StatementKind,
    TalkChannel,
    ToldIn,
)
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.core.facts import DatedFact, fact_constraints, lateness, standing_facts
from cases.missions.models import Authority


def answers_fit() -> Q:
    """Return the condition that an answer is one that its kind may have."""
    pairs = (Q(kind=kind, answer__in=list(answers)) for kind, answers in ANSWERS_TO.items())
    return reduce(or_, pairs)


class StatementQuerySet(CaseChildQuerySet["Statement"]):
    """Reads of statements."""

    def standing(self) -> Self:
        """Those that nobody has voided."""
        return standing_facts(self)

    def in_turn(self) -> Self:
        """The latest first, as `lateness` has it."""
        return self.order_by("-occurred_from", "occurred_at", "-pk")


class Statement(DatedFact):
    """A person said something about her wish or consent; never edited, voided with a reason.

    VCCR art. 36(1)(c): no action for who expressly opposes it. Law 91/2025/QH15: consent is on
    record with what was said; children from seven consent with their guardian for disclosure.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="statements", db_index=False)
    kind = models.CharField(max_length=16, choices=StatementKind)
    answer = models.CharField(max_length=10, choices=StatementAnswer)
    shared_with = models.CharField(max_length=16, choices=SharedWith, blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    about = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    channel = models.CharField(max_length=8, choices=TalkChannel)
    language = models.CharField(max_length=5, choices=ToldIn)
    interpreter = models.CharField(max_length=160, blank=True)
    guardian = models.CharField(max_length=160, blank=True)
    taken_by = models.CharField(max_length=160, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = (
            *fact_constraints("statement"),
            models.CheckConstraint(
                condition=answers_fit(),
                name="statement_answer_fits",
                violation_error_message=_("This is no answer to that question."),
            ),
            models.CheckConstraint(
                condition=Q(kind=StatementKind.SHARE_DATA, shared_with__in=SharedWith.values)
                | (~Q(kind=StatementKind.SHARE_DATA) & Q(shared_with="", authority__isnull=True)),
                name="statement_shared_with_whom",
                violation_error_message=_("Say with whom the data would be shared."),
            ),
            models.CheckConstraint(
                condition=~Q(answer=StatementAnswer.ONLY_SOME) | ~Q(about=""),
                name="statement_names_some",
                violation_error_message=_("Write down who may be informed."),
            ),
            models.CheckConstraint(condition=~Q(words=""), name="statement_has_words"),
            models.CheckConstraint(
                condition=Q(channel__in=TalkChannel.values), name="statement_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=ToldIn.values), name="statement_language_known"
            ),
        )
        indexes = (models.Index(fields=["case", "kind", "occurred_at"], name="statement_of_case"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_answer_display()}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def question(self) -> tuple[str, str, int | None]:
        """What it answers: the kind, and with whom data would be shared."""
        return self.kind, self.shared_with, self.authority_id


def latest_of(rows: Iterable[Statement]) -> dict[tuple[str, str, int | None], Statement]:
    """Return how each question stands: the latest standing statement.

    A row of the record is put in by whoever first knew it, whatever record of the person it is on.
    """
    found: dict[tuple[str, str, int | None], Statement] = {}
    for row in sorted(rows, key=lateness):
        if row.is_standing:
            found[row.question] = row
    return found
