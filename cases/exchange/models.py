"""Tokens of other systems and of staff who script."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.guards import Hindrance, guard, nothing_hinders
from cases.missions.models import Posting

ANSWERS = "token.issue_service"
"""The right of who answers for the programs of a mission."""
OVERSEES = "token.oversee"
"""The right to read which programs there are at all missions."""
ADMINISTERS = "staff.administer"
NOT_YOURS = _("Only its holder and whoever answers for it can revoke this token.")
SILENT_AFTER, SOON = timedelta(days=30), timedelta(days=14)
"""When somebody should look at a token: nobody uses it, it ends soon."""


def reads_tokens(actor: Actor) -> bool:
    """Return whether the actor reads of tokens beside the own ones."""
    return any(actor.may(right) for right in (ANSWERS, OVERSEES, ADMINISTERS))


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Reads of tokens."""

    def visible_to(self, actor: Actor) -> Self:
        """Everyone sees the own tokens; who answers for a mission, those of its postings.

        Headquarters sees all of them, and so does who gives accounts; whoever does not answer for
        them acts on none: what nobody uses or nobody knows is found, and said to who does. A
        program with scopes sees the token it holds alone.
        """
        if actor.scopes is not None:
            return self.filter(pk=actor.token_id)
        answers = actor.may(ANSWERS)
        oversees = actor.is_headquarters and (answers or actor.may(OVERSEES))
        if oversees or actor.may(ADMINISTERS):
            return self.all()
        own = Q(user_id=actor.staff_id)
        if answers:
            own |= Q(posting__in=Posting.objects.filter(mission_id=actor.mission_id))
        return self.filter(own)

    def silent(self, now: datetime) -> Self:
        """Those that nobody has used for thirty days, or ever since they were made before."""
        since = now - SILENT_AFTER
        return self.filter(Q(last_used_at__lt=since) | Q(last_used_at=None, created__lt=since))

    def ending(self, now: datetime) -> Self:
        """Those that end within two weeks."""
        return self.filter(expiry__gt=now, expiry__lte=now + SOON)

    def usable(self, now: datetime) -> Self:
        """Neither revoked nor expired, of an open account, with a posting in force."""
        in_force = Posting.objects.in_force(present.shown(now))
        return self.filter(
            Q(expiry__isnull=True) | Q(expiry__gt=now),
            revoked_at__isnull=True,
            user__is_active=True,
            posting__in=in_force,
        )


class ApiTokenManager(AuthTokenManager.from_queryset(ApiTokenQuerySet)):  # type: ignore[misc] # class made at run time
    """Makes tokens; only the digest is stored."""


class ApiToken(AbstractAuthToken):  # type: ignore[misc] # knox is not typed
    """A key to the API, bound to one posting: it ends with the posting.

    Knox makes the digest the primary key. Here it is an ordinary column, so that audit entries and
    foreign keys name a token without it. `scopes` narrow what the role of the posting lets do and
    see; null: they do not, as for every token made before there were scopes. `made_by` is null for
    those, too. `told_ending_at`: of which end somebody was told.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=128, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    scopes = ArrayField(models.CharField(max_length=40), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    told_ending_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApiTokenManager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created",)
        constraints = (
            models.CheckConstraint(
                condition=Q(scopes__isnull=True) | Q(scopes__len__gt=0),
                name="apitoken_scopes_named",
                violation_error_message=_("Choose what the token is for."),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def is_for(self, actor: Actor) -> bool:
        """Return whether the actor acts on it: the holder, and who answers for the mission."""
        return self.user_id == actor.staff_id or actor.may(ANSWERS)

    def actor(self) -> Actor:
        """Who acts by it: the holder under its posting, held to its scopes."""
        return self.narrowed(self.posting.actor())

    def narrowed(self, holder: Actor) -> Actor:
        """Return the holder as far as the scopes go."""
        scopes = None if self.scopes is None else frozenset(self.scopes)
        return replace(holder, scopes=scopes, token_id=self.pk)


@guard(ApiToken)
def guard_token(actor: Actor, token: ApiToken) -> Hindrance:
    """Headquarters reads which tokens there are; who answers for them acts."""
    if token.is_for(actor):
        return nothing_hinders
    return lambda name: Refused(NOT_YOURS, "token_of_another", 403)
