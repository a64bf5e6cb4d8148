"""SenderMapping: what the columns of a sender mean, as an officer said it last."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.missions.models import Mission


class SenderMappingQuerySet(models.QuerySet["SenderMapping"]):
    """Reads of what columns mean."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters: all. A mission: its own."""
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)


class SenderMapping(models.Model):
    """Heading -> what the column holds, of one sender at one mission; headings as compared.

    Remembered when an officer has confirmed it; the next list of the sender begins with it.
    """

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    sender_key = models.CharField(max_length=160)
    headings = models.JSONField(default=dict)
    remembered_at = models.DateTimeField()
    remembered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = SenderMappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("columns of a sender")
        verbose_name_plural = _("columns of senders")
        ordering = ("mission", "sender_key")
        constraints = (
            models.UniqueConstraint(fields=["mission", "sender_key"], name="sendermapping_once"),
        )

    def __str__(self) -> str:
        return self.sender_key
