"""Step: a procedure on one case, what was asked of whom, and what came out of it."""

from datetime import datetime
from typing import Final, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case as Either
from django.db.models import F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Ending, StepStatus
from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.sealed import sealed_key
from cases.core.actor import Actor
from cases.core.facts import two_ends
from cases.core.stamped import written_at
from cases.missions.models import Authority
from cases.procedures.choices import Body, RestrictedGroup, Track
from cases.procedures.models import Procedure

UNDONE: Final = frozenset({StepStatus.WAITING, StepStatus.OPEN, StepStatus.ASKED})
"""What is still to do, or outstanding; of a closed case it rests."""


class StepQuerySet(CaseChildQuerySet["Step"]):
    """Reads of steps."""

    def still_needed(self) -> Self:
        """Steps of the present playbook, whatever their status."""
        return self.exclude(status=StepStatus.DROPPED)

    def waivable(self) -> Self:
        """Steps that a decision can still set aside: not settled, or got and able to run out."""
        can_run_out = Q(status=StepStatus.DONE, expires_on__isnull=False)
        over = Q(status__in=[StepStatus.DONE, StepStatus.WAIVED])
        return self.still_needed().filter(~over | can_run_out)

    def with_status_from(self) -> Self:
        """Say since when at the earliest each has its status, as the entry that gave it does."""
        own, at = {"step": OuterRef("pk")}, OuterRef("status_at")
        results = StepResult.objects.filter(**own, happened_at=at).values("happened_from")
        asked = Inquiry.objects.filter(**own, asked_at=at).values("asked_from")
        answered = Inquiry.objects.filter(**own, answered_at=at).values("answered_from")
        found = (Subquery(rows.order_by("-pk")[:1]) for rows in (results, asked, answered))
        opened = Either(When(opened_at=F("status_at"), then=F("opened_from")))
        return self.annotate(status_from=Coalesce(*found, opened, "status_at"))

    def with_own_work(self, actor: Actor) -> Self:
        """Say of each whether the actor has worked on it, so that only somebody else waives it.

        `File.is_worked_on_by` says the same of a step that is at hand.
        """
        who = actor.staff_id or 0
        asked = Inquiry.objects.filter(step=OuterRef("pk")).order_by("-pk").values("asked_by")[:1]
        results = StepResult.objects.filter(step=OuterRef("pk")).order_by("-pk")
        worked = self.annotate(
            last_asked_by=Subquery(asked),
            last_result_by=Subquery(results.values("recorded_by")[:1]),
        )
        own = Q(status_by=who) | Q(last_asked_by=who) | Q(last_result_by=who)
        return worked.annotate(
            is_own_work=Either(When(own, then=Value(True)), default=Value(False))
        )


class Step(models.Model):
    """A procedure on one case, known there by `code`; copied from the playbook version.

    `after` are the codes of the steps before it. `status_at` is when the present status began, as
    said, `recorded_at` when we knew it, `status_by` who last acted on it; `taken_up_at` when work
    on it last began anew, by being reopened or by getting another procedure. `expires_on` repeats
    the day after which the present result no longer holds.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+", db_index=False)
    track = models.CharField(max_length=12, choices=Track)
    body = models.CharField(max_length=24, choices=Body)
    after = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    opens_at = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=8, choices=StepStatus)
    status_at = models.DateTimeField()
    opened_from = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    status_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    reference = models.CharField(max_length=80, blank=True)
    grounds = models.TextField(blank=True)
    sealed_grounds = sealed_key()
    expires_on = models.DateField(null=True, blank=True)
    written_at = written_at()

    status_from: datetime
    """As `with_status_from` says it, where it was asked for."""

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("case", "number")
        constraints = (
            models.UniqueConstraint(fields=["case", "code"], name="step_code_once"),
            models.CheckConstraint(
                condition=Q(status__in=StepStatus.values), name="step_status_known"
            ),
            models.CheckConstraint(condition=Q(track__in=Track.values), name="step_track_known"),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="step_body_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "waived"])
                | ~Q(grounds="")
                | Q(sealed_grounds__isnull=False),
                name="step_has_grounds",
                violation_error_message=_("Refusing and waiving need a reason."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "dropped"]) | Q(opened_at__isnull=False),
                name="step_opened",
            ),
            *two_ends("step", ("opened_from", "opened_at")),
        )

    def __str__(self) -> str:
        return str(self.procedure)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done on it."""
        return self.status in {StepStatus.DONE, StepStatus.WAIVED}

    @property
    def choice_label(self) -> str:
        """What a select box prints: the procedure and how far it is."""
        return f"{self.procedure} · {self.get_status_display()}"


class InquiryQuerySet(CaseChildQuerySet["Inquiry"]):
    """Reads of inquiries."""

    def unanswered(self) -> Self:
        """Questions to which no answer has come."""
        return self.filter(answered_at__isnull=True)


class Inquiry(models.Model):
    """What was asked of another body for a step, from when until when it had the ball.

    `asked_from`/`asked_at` and `answered_from`/`answered_at` are first and last possible instants,
    the latter of when the answer came. A body acts by its letter: where the date of that is on
    record (`replied_on`, a day of the body) it had the ball until then, else until the answer came,
    as where the letter is of a later day and tells once more what was answered already.
    One that was taken back ended without an answer.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries")
    step = models.ForeignKey(Step, models.PROTECT, related_name="inquiries")
    body = models.CharField(max_length=24, choices=Body)
    asked_of = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=80, blank=True)
    asked_from = models.DateTimeField()
    asked_at = models.DateTimeField()
    question = models.TextField(blank=True)
    sealed_question = sealed_key()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    recorded_at = models.DateTimeField()
    answered_from = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    answer_reference = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)
    sealed_answer = sealed_key()
    verdict = models.CharField(max_length=8, choices=Ending, blank=True)
    answer_recorded_at = models.DateTimeField(null=True, blank=True)
    written_at = written_at()

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ("step", "asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(answered_at__isnull=True),
                name="inquiry_one_unanswered",
                violation_error_message=_("This was asked already and no answer has come yet."),
            ),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="inquiry_body_known"),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at__isnull=True, answered_from__isnull=True)
                | Q(
                    verdict__in=Ending.values,
                    answered_from__isnull=False,
                    answered_at__gte=F("asked_from"),
                ),
                name="inquiry_answer_after_question",
                violation_error_message=_("An answer cannot come before the question."),
            ),
            models.CheckConstraint(
                condition=Q(asked_from__lte=F("asked_at"), asked_at__lte=F("recorded_at")),
                name="inquiry_not_in_future",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(answered_at__isnull=False),
                name="inquiry_letter_of_answer",
            ),
        )
        indexes = (
            models.Index(
                fields=["asked_of", "asked_at"],
                condition=Q(answered_at__isnull=True),
                name="inquiry_unanswered",
            ),
        )

    def __str__(self) -> str:
        return str(self.asked_of or self.get_body_display())

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    @property
    def is_taken_back(self) -> bool:
        """Whether it ended because we took it back: then nothing was answered."""
        return self.verdict == Ending.TAKEN_BACK

    @property
    def came_at(self) -> datetime | None:
        """When its answer came; None where none did."""
        return None if self.is_taken_back else self.answered_at


class StepResultQuerySet(CaseChildQuerySet["StepResult"]):
    """Reads of results."""


class StepResult(models.Model):
    """What came out of a step when it was done: values by the schema of its procedure.

    Never edited: a step that is reopened and done again has another row; the newest is the present
    one. `restricted` repeats the group of the procedure: then only days and moments are open here,
    and the rest is sealed.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, related_name="results")
    values = models.JSONField(default=dict)
    sealed = sealed_key()
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    happened_from = models.DateTimeField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = StepResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a step")
        verbose_name_plural = _("results of steps")
        ordering = ("step", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="stepresult_restricted_known",
            ),
            models.CheckConstraint(
                condition=Q(happened_from__lte=F("happened_at"), happened_at__lte=F("recorded_at")),
                name="stepresult_not_in_future",
            ),
        )

    def __str__(self) -> str:
        return str(self.step)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
