"""Handover, HandoverLine and HandoverHealth: who was given into whose hands, and what went too."""

from typing import Any, ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.models.case import shared_with
from cases.casework.protection.models.restricted import RestrictedQuerySet, by_whom, of_group
from cases.core.actor import Actor
from cases.missions.models import Authority, Mission
from cases.movements.handover.choices import HandoverKind, HandoverState, LineState
from cases.movements.models import Movement
from cases.places.models import Place, Province
from cases.procedures.choices import RestrictedGroup

STANDING = (HandoverState.DRAFT, HandoverState.SIGNED)


def of_reception_point() -> models.ForeignKey[Any, Any]:
    """Return the key of a mission that may take part; no index, lists begin elsewhere."""
    return models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Reads of handovers."""

    def visible_to(self, actor: Actor) -> Self:
        """The own mission's, those at its reception point, and those with a line in sight."""
        if actor.sees_all:
            return self.all()
        lines = HandoverLine.objects.visible_to(actor).filter(handover=OuterRef("pk"))
        return self.filter(self.ours(actor) | Exists(lines))

    def own_of(self, actor: Actor) -> Self:
        """Those that the actor's mission prepared or receives. For lists, by an index."""
        return self.all() if actor.sees_all else self.filter(self.ours(actor))

    def ours(self, actor: Actor) -> Q:
        """Return the condition of handovers in which the actor's mission takes part itself."""
        return Q(mission_id=actor.sees_at) | Q(reception_point_id=actor.sees_at)


class Handover(models.Model):
    """Some people pass from one body's hands into another's, at one place, by one act.

    Prepared as a draft; signed it is frozen (`digest`, over what stood in it), and corrected by a
    later one that names it (`corrects`). `reported`: counts of the host or of the police (left
    legally, without papers), each with who says so; nothing here is concluded from them. `people`:
    how many lines it has, whoever sees them.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(max_length=24, unique=True, editable=False)
    serial = models.PositiveIntegerField(editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(max_length=14, choices=HandoverKind)
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.DRAFT)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    reception_point = of_reception_point()
    movement = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    people = models.PositiveSmallIntegerField(default=0, editable=False)
    prepared_at = models.DateTimeField()
    prepared_by = by_whom()
    occurred_from = models.DateTimeField(null=True, blank=True)
    occurred_at = models.DateTimeField(null=True, blank=True)
    handed_name = models.CharField(max_length=160, blank=True)
    handed_function = models.CharField(max_length=160, blank=True)
    handed_body = models.CharField(max_length=200, blank=True)
    received_name = models.CharField(max_length=160, blank=True)
    received_function = models.CharField(max_length=160, blank=True)
    received_by = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    received_body = models.CharField(max_length=200, blank=True)
    closes = models.BooleanField(default=False)
    remarks = models.TextField(blank=True)
    reported = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = by_whom()
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correct_reason = models.CharField(max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = by_whom()
    void_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HandoverQuerySet.as_manager()
    AT_HAND: ClassVar[tuple[str, ...]] = ("place", "mission")

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ("-prepared_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=HandoverKind.values), name="handover_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=HandoverState.values), name="handover_state_known"
            ),
            models.UniqueConstraint(
                fields=["mission", "year", "serial"], name="handover_number_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, digest="", occurred_at__isnull=True)
                & Q(state__in=["draft", "voided"])
                | Q(signed_at__isnull=False, occurred_at__isnull=False)
                & ~Q(state="draft")
                & ~Q(digest="")
                & ~Q(handed_name="")
                & ~Q(received_name="")
                & Q(occurred_from__lte=F("occurred_at"), occurred_at__lte=F("signed_at")),
                name="handover_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(handed_name="")
                | ~Q(Exact(Lower("handed_name"), Lower("received_name"))),
                name="handover_two_names",
                violation_error_message=_("Whoever receives is not whoever hands over."),
            ),
            models.CheckConstraint(
                condition=Q(received_by__isnull=False) | ~Q(received_body="") | ~Q(state="signed"),
                name="handover_received_by_a_body",
            ),
            models.CheckConstraint(
                condition=Q(state="voided", voided_at__isnull=False) & ~Q(void_reason="")
                | ~Q(state="voided") & Q(voided_at__isnull=True, void_reason=""),
                name="handover_void_is_whole",
                violation_error_message=_("Say why it is voided."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(state="voided"),
                name="handover_corrected_once",
                violation_error_message=_("A correction of it is being prepared already."),
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correct_reason="")
                | Q(corrects__isnull=False) & ~Q(correct_reason=""),
                name="handover_correction_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=["mission", "-prepared_at", "-id"], name="handover_of_mission"),
            models.Index(
                fields=["reception_point", "-prepared_at", "-id"],
                condition=Q(reception_point__isnull=False),
                name="handover_at_reception",
            ),
            models.Index(fields=["-prepared_at", "-uuid"], name="handover_all"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def public_reference(self) -> str:
        """The number used outside."""
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the handover."""
        return reverse("handover", args=[self.number])

    @property
    def receiving_words(self) -> str:
        """The body that takes over, as far as it is said."""
        return str(self.received_by) if self.received_by is not None else self.received_body


class HandoverLineQuerySet(models.QuerySet["HandoverLine"]):
    """Reads of lines: each is seen with its case, also by the reception point that receives her."""

    def visible_to(self, actor: Actor) -> Self:
        """Lines of cases that `actor` sees."""
        if actor.sees_all:
            return self.all()
        if actor.is_reception:
            return self.filter(case__in=Case.objects.arriving_at(actor))
        return self.filter(Q(case__mission_id=actor.sees_at) | Q(case_id__in=shared_with(actor)))

    def own_of(self, actor: Actor) -> Self:
        """Lines of cases that the actor's mission has, or that arrive at it."""
        if actor.sees_all or actor.is_reception:
            return self.visible_to(actor)
        return self.filter(case__mission_id=actor.sees_at)


class HandoverLine(models.Model):
    """One person of a handover: what became of her, what went along, where she goes.

    Seen with her case. `papers`: codes of `seeds/handover.toml`. `shown`: what was printed of her
    when it was signed. `added_reason`: she was there and not on the list.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="handover_lines")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=LineState, default=LineState.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    whereabouts = models.CharField(max_length=200, blank=True)
    added_reason = models.CharField(max_length=300, blank=True)
    papers = models.JSONField(default=list, blank=True)
    belongings = models.CharField(max_length=300, blank=True)
    remarks = models.CharField(max_length=500, blank=True)
    home_province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    received_body = models.CharField(max_length=200, blank=True)
    shown = models.JSONField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = by_whom()

    objects = HandoverLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a handover")
        verbose_name_plural = _("lines of handovers")
        ordering = ("handover", "position")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=LineState.values), name="handoverline_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["absent", "refused", "mistaken"]) | ~Q(reason=""),
                name="handoverline_says_why",
                violation_error_message=_("Say why."),
            ),
            models.UniqueConstraint(fields=["handover", "case"], name="handoverline_once"),
        )
        indexes = (models.Index(fields=["case", "-recorded_at"], name="handoverline_of_case"),)

    def __str__(self) -> str:
        return self.case.reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class HandoverHealthQuerySet(RestrictedQuerySet["HandoverHealth"]):
    """Reads of remarks on health."""


class HandoverHealth(models.Model):
    """What whoever receives a person must know of her health; of the group health, only added to.

    Printed as an annex of its own, for readers of the group alone.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    line = models.ForeignKey(HandoverLine, models.PROTECT, related_name="health")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    restricted = models.CharField(
        max_length=12, choices=RestrictedGroup, default=RestrictedGroup.HEALTH
    )
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = by_whom()

    objects = HandoverHealthQuerySet.as_manager()
    IS_SEALED: ClassVar[bool] = True

    class Meta:
        verbose_name = _("remark on health at a handover")
        verbose_name_plural = _("remarks on health at handovers")
        constraints = (of_group("health", "handoverhealth"),)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
