"""LetterLeftOut: a case that letters issued together left out, and by which rules."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.core.actor import Actor
from cases.core.roles import GROUPS
from cases.letters.models.batch import LetterBatch
from cases.procedures.choices import RestrictedGroup


class LetterLeftOutQuerySet(CaseChildQuerySet["LetterLeftOut"]):
    """Reads of cases that were left out."""

    def visible_to(self, actor: Actor) -> Self:
        """Of cases that `actor` sees, of an open letter or one of a group that the role reads."""
        return super().visible_to(actor).filter(restricted__in=["", *(actor.sights & GROUPS)])

    def of_batch(self, actor: Actor, batch: LetterBatch) -> Self:
        """Those of a batch that are in sight and not forgotten, by the numbers of their cases."""
        rows = self.visible_to(actor).filter(batch=batch).exclude(codes=[])
        return rows.select_related("case").order_by("case__reference")


class LetterLeftOut(models.Model):
    """A case that was chosen when letters were issued together, and got none.

    `codes` are the rules that kept it out: the refusal, each value that was missing, or each
    contradiction that was not accepted. No words: what they would say of the person stands on the
    case. Written once; the codes are emptied when the person is forgotten.
    """

    batch = models.ForeignKey(LetterBatch, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    codes = models.JSONField(default=list)

    objects = LetterLeftOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("case left out of letters")
        verbose_name_plural = _("cases left out of letters")
        constraints = (
            models.UniqueConstraint(fields=["batch", "case"], name="letterleftout_once"),
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="letterleftout_restricted_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.batch}: {self.case}"
