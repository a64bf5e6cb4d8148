"""SealedPart: what a step of a restricted procedure says in words, apart from the step itself."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models.case import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.casework.models.unsealing import Unsealing
from cases.core.actor import Actor
from cases.core.roles import GROUPS, UNSEAL
from cases.procedures.choices import RestrictedGroup


class SealedPartQuerySet(CaseChildQuerySet["SealedPart"]):
    """Reads of sealed parts."""

    def visible_to(self, actor: Actor) -> Self:
        """Parts of cases that `actor` sees, of groups that the role reads or that are open now."""
        return super().visible_to(actor).filter(readable(actor))

    def own_of(self, actor: Actor) -> Self:
        """As above, of cases that the actor's mission has."""
        return super().own_of(actor).filter(readable(actor))

    def beyond(self, actor: Actor) -> Self:
        """Parts that the actor reads by an opening alone."""
        return self.visible_to(actor).exclude(restricted__in=actor.sights & GROUPS)


def readable(actor: Actor) -> Q:
    """Return the condition of parts of the actor's groups, or of one that is open to the actor."""
    need = Q(restricted__in=actor.sights & GROUPS)
    if actor.sights >= GROUPS or not actor.sees(UNSEAL):
        return need
    opened = Unsealing.objects.open_to(actor)
    return need | Q(Exists(opened.filter(case=OuterRef("case"), restricted=OuterRef("restricted"))))


class SealedPart(models.Model):
    """Values of a result, a note, a question, an answer or grounds, read by few roles.

    A row of its own, since row security is per row: the open row keeps status and dates, which
    clocks and gates need, and points here. Never edited; `content` is named as in the open row.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    step = models.ForeignKey("cases.Step", models.PROTECT, related_name="+", db_index=False)
    restricted = models.CharField(max_length=12, choices=RestrictedGroup)
    content = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = SealedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed part")
        verbose_name_plural = _("sealed parts")
        constraints = (
            models.CheckConstraint(
                condition=Q(restricted__in=RestrictedGroup.values),
                name="sealedpart_restricted_known",
            ),
        )

    def __str__(self) -> str:
        """What it says; whoever has the row may read it."""
        return ", ".join(str(value) for value in self.content.values())


def sealed_key(**options: Any) -> models.ForeignKey[SealedPart | None, SealedPart | None]:
    """Return the key of an open row to what it says; null where nothing is sealed."""
    return models.ForeignKey(
        "cases.SealedPart",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
        **options,
    )
