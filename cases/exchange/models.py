"""Tokens of other systems and of staff who script."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager

from cases.core.actor import Actor
from cases.missions.models import Posting


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Reads of tokens."""

    def visible_to(self, actor: Actor) -> Self:
        """Everyone sees only the own tokens."""
        return self.filter(user_id=actor.staff_id)

    def usable(self, now: datetime) -> Self:
        """Neither revoked nor expired."""
        return self.filter(Q(expiry__isnull=True) | Q(expiry__gt=now), revoked_at__isnull=True)


class ApiTokenManager(AuthTokenManager.from_queryset(ApiTokenQuerySet)):  # type: ignore[misc] # class made at run time
    """Makes tokens; only the digest is stored."""


class ApiToken(AbstractAuthToken):  # type: ignore[misc] # knox is not typed
    """A key to the API, bound to one posting: it ends with the posting.

    Knox makes the digest the primary key. Here it is an ordinary column, so that audit entries and
    foreign keys name a token without it.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=128, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApiTokenManager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created",)

    def __str__(self) -> str:
        return self.label

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
