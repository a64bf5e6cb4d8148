"""LegalBasis: on which legal ground personal data may be processed; reference data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.text import in_reader_words
from cases.places.models import ReferenceQuerySet
from cases.procedures.choices import ARTICLE, ConsentOf, Missing


class LegalBasisQuerySet(ReferenceQuerySet["LegalBasis"]):
    """Reads of legal bases."""


class LegalBasis(models.Model):
    """A legal ground of processing: what it is, in which law it stands, what it asks for.

    Law 91/2025/QH15 asks for consent or another ground on record, with the purpose. `consent` says
    whose consent it is, empty where it needs none; `needs_statement` that something must be written
    down beside it. A case that is opened takes the one with `is_default`.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    name_vi = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    purpose = models.TextField()
    purpose_vi = models.TextField(blank=True)
    purpose_fr = models.TextField(blank=True)
    law = models.CharField(max_length=300)
    source = models.CharField(max_length=400, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    verified = models.BooleanField(default=False)
    missing = models.CharField(max_length=10, choices=Missing, blank=True)
    consent = models.CharField(max_length=10, choices=ConsentOf, blank=True)
    needs_statement = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(consent__in=["", *ConsentOf.values]), name="legalbasis_consent_known"
            ),
            models.CheckConstraint(
                condition=Q(missing="") | Q(verified=False, missing__in=Missing.values),
                name="legalbasis_missing_said",
                violation_error_message=_("What is confirmed misses nothing. Leave this empty."),
            ),
            models.CheckConstraint(
                condition=Q(verified=False)
                | Q(~Q(source=""), law__regex=ARTICLE, in_force_on__isnull=False),
                name="legalbasis_verified_says_where",
                violation_error_message=_(
                    "A basis that is confirmed names its article, its date and its source."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(consent="", needs_statement=False),
                name="legalbasis_default_asks_nothing",
                violation_error_message=_(
                    "Nobody is asked when a case is opened: a basis that needs consent or a "
                    "statement cannot be the usual one."
                ),
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="legalbasis_one_default",
                violation_error_message=_(
                    "Another basis is the usual one already. Take it from that one first."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def purpose_words(self) -> str:
        """What the data are used for, in the reader's language."""
        return in_reader_words(self.purpose, self.purpose_vi, self.purpose_fr)
