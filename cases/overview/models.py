"""SavedView: which filters of the work list somebody asks for again and again, under a name."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.guards import Hindrance, guard, nothing_hinders
from cases.core.roles import PEOPLE
from cases.missions.models import Mission, Posting

NOT_YOURS = _("Only whoever saved this view may change it.")


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Reads of saved views."""

    def visible_to(self, actor: Actor) -> Self:
        """The own ones at this posting, and those that are shared with the mission."""
        if actor.kind == "system":
            return self.all()
        if not actor.sees(PEOPLE):
            return self.none()
        own = Q(staff_id=actor.staff_id, posting_id=actor.posting_id)
        return self.filter(own | Q(shared_at__isnull=False, mission_id=actor.mission_id))

    def kept_by(self, actor: Actor) -> Self:
        """The own ones that stand, in the order their owner gave them."""
        own = self.visible_to(actor).filter(staff_id=actor.staff_id, posting_id=actor.posting_id)
        return own.filter(removed_at__isnull=True).order_by("position", "pk")

    def standing(self, actor: Actor) -> Self:
        """The own ones first, then what others share with the mission."""
        is_others = models.Case(
            models.When(staff_id=actor.staff_id, posting_id=actor.posting_id, then=0), default=1
        )
        seen = self.visible_to(actor).filter(removed_at__isnull=True)
        return seen.order_by(is_others, "posting_id", "position", "pk")


class SavedView(models.Model):
    """Filters and order of the work list under a name, of one member of staff at one posting.

    `asks` holds codes by the names of the filters, as in the address of the list, and never words
    about a person. Removed is removed from sight; the row stays.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", db_index=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    asks = models.JSONField()
    position = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="savedview_has_name"),
            models.UniqueConstraint(
                F("posting"),
                Lower("name"),
                condition=Q(removed_at__isnull=True),
                name="savedview_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
        )
        indexes = (
            models.Index(
                fields=["posting", "staff"],
                name="savedview_own",
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(
                fields=["mission"],
                name="savedview_shared",
                condition=Q(shared_at__isnull=False, removed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def is_of(self, actor: Actor) -> bool:
        """Return whether the actor saved it, at this posting."""
        return (self.staff_id, self.posting_id) == (actor.staff_id, actor.posting_id)


@guard(SavedView)
def guard_view(actor: Actor, view: SavedView) -> Hindrance:
    """Its owner changes it; what is shared may be removed by whoever may share."""
    if view.is_of(actor):
        return nothing_hinders

    def hinders(name: str) -> Refused | None:
        may_remove = name == "remove_view" and actor.may("view.share")
        return None if may_remove else Refused(NOT_YOURS, "view_of_another", 403)

    return hinders
