"""The crisis that caused the cases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.text import in_reader_words
from cases.places.models import ReferenceQuerySet


class IncidentQuerySet(ReferenceQuerySet["Incident"]):
    """Reads of incidents."""


class Incident(models.Model):
    """The crisis that caused the cases."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_vi = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True, db_default="")
    started_on = models.DateField()
    zone = models.CharField(max_length=40)
    summary = models.TextField(blank=True)
    summary_vi = models.TextField(blank=True)
    summary_fr = models.TextField(blank=True, db_default="")
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ("-started_on", "code")

    def __str__(self) -> str:
        return self.label

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The title in the reader's language, else in English."""
        return in_reader_words(self.title, self.title_vi, self.title_fr)

    @property
    def account(self) -> str:
        """The summary in the reader's language, else in English."""
        return in_reader_words(self.summary, self.summary_vi, self.summary_fr)
