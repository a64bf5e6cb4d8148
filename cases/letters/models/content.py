"""LetterContent: what an issued letter says, word for word, and its file."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.core.actor import Actor
from cases.core.roles import GROUPS
from cases.letters.models.letter import Letter
from cases.procedures.choices import RestrictedGroup


class LetterContentQuerySet(CaseChildQuerySet["LetterContent"]):
    """Reads of what letters say."""

    def visible_to(self, actor: Actor) -> Self:
        """Of cases that `actor` sees, open or of a group that the role reads."""
        return super().visible_to(actor).filter(restricted__in=["", *(actor.sights & GROUPS)])

    def own_of(self, actor: Actor) -> Self:
        """As above, of cases that the actor's mission has."""
        return super().own_of(actor).filter(restricted__in=["", *(actor.sights & GROUPS)])


class LetterContent(models.Model):
    """The text and the bytes of one letter, frozen when it was issued; never edited.

    A row of its own: the number, the day and the addressee stay open to whoever reads the file,
    what a restricted letter says only to roles of its group. `values` is what was put into it,
    `made_by` the digest of the words of the house it was printed with.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="content")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    text = models.TextField()
    values = models.JSONField(default=dict)
    pdf = models.BinaryField()
    made_by = models.CharField(max_length=64)

    objects = LetterContentQuerySet.as_manager()

    class Meta:
        verbose_name = _("content of a letter")
        verbose_name_plural = _("contents of letters")
        constraints = (
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="lettercontent_restricted_known",
            ),
        )

    def __str__(self) -> str:
        return str(self.letter)
