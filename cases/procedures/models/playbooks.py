"""Playbooks: versions of ordered procedures with gates, frozen when they are published."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.text import in_reader_words
from cases.places.models import ReferenceQuerySet
from cases.procedures.choices import Body, PlaybookStatus, Stage
from cases.procedures.models.catalogue import Procedure


class PlaybookQuerySet(ReferenceQuerySet["Playbook"]):
    """Reads of playbooks."""

    def current(self) -> Self:
        """The newest published version of each playbook."""
        newest = (
            Playbook.objects.filter(status=PlaybookStatus.PUBLISHED)
            .order_by("code", "-number")
            .distinct("code")
            .values("pk")
        )
        return self.filter(pk__in=newest)

    def in_use(self) -> Self:
        """The versions a case may stand on."""
        return self.exclude(status=PlaybookStatus.DRAFT)


PLAYBOOK_REFERENCE = Concat(F("code"), Value("."), F("number"), output_field=models.CharField())
"""Code and version: `crossed-thai-custody.2`."""


class Playbook(models.Model):
    """One version of an ordered set of procedures with gates; `content` is its TOML text.

    `countries` are those in which a person is whom it fits ("" for nobody knows where);
    `incident_codes` those of the incidents it was made for, empty for any.
    """

    code = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PlaybookStatus, default=PlaybookStatus.DRAFT)
    title = models.CharField(max_length=160)
    title_vi = models.CharField(max_length=160, blank=True)
    title_fr = models.CharField(max_length=160, blank=True)
    countries = ArrayField(models.CharField(max_length=2, blank=True), default=list, blank=True)
    incident_codes = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    content = models.TextField()
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retire_reason = models.CharField(max_length=300, blank=True)
    reference = models.GeneratedField(
        expression=PLAYBOOK_REFERENCE,
        output_field=models.CharField(max_length=70),
        db_persist=True,
        unique=True,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        verbose_name = _("playbook")
        verbose_name_plural = _("playbooks")
        ordering = ("code", "-number")
        constraints = (
            models.UniqueConstraint(fields=["code", "number"], name="playbook_number_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(status="draft"),
                name="playbook_one_draft",
                violation_error_message=_("This playbook already has a draft. Change that one."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True, retired_at__isnull=True)
                | Q(status="published", published_at__isnull=False, retired_at__isnull=True)
                | Q(status="retired", retired_at__isnull=False),
                name="playbook_status_known",
            ),
            models.CheckConstraint(
                condition=Q(status="retired") ^ Q(retire_reason=""),
                name="playbook_retired_why",
                violation_error_message=_("Say why the playbook is retired."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} ({self.public_reference})"

    @property
    def label(self) -> str:
        """The title in the reader's language."""
        return in_reader_words(self.title, self.title_vi, self.title_fr)

    @property
    def public_reference(self) -> str:
        """Code and version, as used outside: `crossed-thai-custody.2`."""
        return f"{self.code}.{self.number}"

    def get_absolute_url(self) -> str:
        """The page of this version."""
        return reverse("playbook_detail", args=[self.public_reference])


class PlaybookStep(models.Model):
    """One procedure in a published playbook; `after` are the codes of the steps before it.

    `opens_at`: it cannot begin before the case has that stage. `only_if` names the condition under
    which a case gets it.
    """

    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    body = models.CharField(max_length=24, choices=Body)
    after = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    opens_at = models.CharField(max_length=10, blank=True)
    only_if = models.SlugField(max_length=60, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a playbook")
        verbose_name_plural = _("steps of playbooks")
        ordering = ("playbook", "number")
        constraints = (
            models.UniqueConstraint(fields=["playbook", "code"], name="playbookstep_code_once"),
            models.UniqueConstraint(fields=["playbook", "number"], name="playbookstep_number_once"),
            models.CheckConstraint(
                condition=Q(body__in=Body.values), name="playbookstep_body_known"
            ),
        )

    def __str__(self) -> str:
        return self.procedure.label


class PlaybookGate(models.Model):
    """What must be done or waived, and what must hold, before a stage may be entered by our act."""

    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="gates")
    stage = models.CharField(max_length=10)
    steps = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    conditions = ArrayField(models.SlugField(max_length=60), default=list, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("gate of a playbook")
        verbose_name_plural = _("gates of playbooks")
        ordering = ("playbook", "pk")
        constraints = (
            models.UniqueConstraint(fields=["playbook", "stage"], name="playbookgate_stage_once"),
        )

    def __str__(self) -> str:
        return f"{self.playbook} · {Stage(self.stage).label}"
