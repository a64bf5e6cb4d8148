"""Note and SealedNote: what an officer wrote down on a case, and who reads it."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.sealed import readable
from cases.core.actor import Actor
from cases.core.roles import GROUPS
from cases.missions.models import Mission
from cases.procedures.choices import RestrictedGroup


class NoteQuerySet(CaseChildQuerySet["Note"]):
    """Reads of notes."""

    def visible_to(self, actor: Actor) -> Self:
        """Notes of cases that `actor` sees: those for everybody, and those of the own mission."""
        rows = super().visible_to(actor)
        if actor.sees_all:
            return rows
        return rows.filter(Q(only_for__isnull=True) | Q(only_for_id=actor.sees_at))


class SealedNoteQuerySet(CaseChildQuerySet["SealedNote"]):
    """Reads of restricted notes."""

    def visible_to(self, actor: Actor) -> Self:
        """Notes of cases that `actor` sees, of groups that the role reads or that are open now."""
        return super().visible_to(actor).filter(readable(actor))

    def own_of(self, actor: Actor) -> Self:
        """As above, of cases that the actor's mission has."""
        return super().own_of(actor).filter(readable(actor))

    def beyond(self, actor: Actor) -> Self:
        """Notes that the actor reads by an opening alone."""
        return self.visible_to(actor).exclude(restricted__in=actor.sights & GROUPS)


class AnyNote(models.Model):
    """Columns of every note. It is never edited; one written by mistake is withdrawn, and stays."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdraw_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


def note_constraints(table: str) -> list[models.BaseConstraint]:
    """Return the constraints every table of notes carries."""
    return [
        models.CheckConstraint(condition=~Q(text=""), name=f"{table}_has_text"),
        models.CheckConstraint(
            condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
            | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
            name=f"{table}_withdrawn_why",
        ),
    ]


class Note(AnyNote):
    """A remark on a case, for everybody who reads the file or for one mission alone.

    What is for one mission alone stays with it when the case moves; headquarters reads it too.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    only_for = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = tuple(note_constraints("note"))
        indexes = (models.Index(fields=["case", "-recorded_at"], name="note_of_case"),)


class SealedNote(AnyNote):
    """A remark that only roles with its group read; a table of its own, since walls are per row."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    restricted = models.CharField(max_length=12, choices=RestrictedGroup)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = SealedNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("restricted note")
        verbose_name_plural = _("restricted notes")
        constraints = (
            *note_constraints("sealednote"),
            models.CheckConstraint(
                condition=Q(restricted__in=RestrictedGroup.values),
                name="sealednote_restricted_known",
            ),
        )
        indexes = (models.Index(fields=["case", "-recorded_at"], name="sealednote_of_case"),)
