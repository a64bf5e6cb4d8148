"""Note: what an officer wrote down on a case."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet


class NoteQuerySet(CaseChildQuerySet["Note"]):
    """Reads of notes."""


class Note(models.Model):
    """A remark on a case; never edited."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="note_has_text"),)
        indexes = (models.Index(fields=["case", "-recorded_at"], name="note_of_case"),)

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
