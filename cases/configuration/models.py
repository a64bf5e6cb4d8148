"""ConfigurationLoad: that a set of files was brought to be loaded, what it changes, who decided."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.configuration.choices import END_BY_TIME, LoadState, LoadStop
from cases.core.actor import Actor
from cases.core.roles import PEOPLE, REFERENCE
from cases.missions.models import Posting

READ = "configuration.read"
LOADS = "configuration.load"
LATELY = timedelta(days=7)
UNFINISHED = ["shown", "waiting", "loading"]


def somebody(**more: Any) -> models.ForeignKey[Any, Any]:
    """Return a column that names somebody of staff."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


def at_posting(**more: Any) -> models.ForeignKey[Any, Any]:
    """Return a column that names a posting."""
    return models.ForeignKey(Posting, models.PROTECT, related_name="+", db_index=False, **more)


class ConfigurationLoadQuerySet(models.QuerySet["ConfigurationLoad"]):
    """Reads of loads."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them, at headquarters and for roles that see no people; missions see none."""
        is_blind = actor.sees(REFERENCE) and not actor.sees(PEOPLE)
        return self.all() if actor.sees_all or is_blind else self.none()

    def over_at(self, now: datetime) -> Self:
        """Those whose time is over and that nobody has ended yet."""
        return self.filter(state__in=END_BY_TIME, expires_at__lte=now)

    def stopped_lately(self, now: datetime) -> Self:
        """Those that were confirmed and changed nothing, of the last seven days."""
        return self.filter(state=LoadState.STOPPED, ended_at__gt=now - LATELY)


class ConfigurationLoad(models.Model):
    """One officer brought a set of files, so that its entries are loaded once another confirms.

    `difference` is what was shown (`showing.py`), `digest` the digest of exactly that; `writes`
    counts its entries, `files_differ` the files that are others here. The files themselves lie
    closed in the store until the load has ended. `round` tells work that was begun anew.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    words = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    difference = models.JSONField(default=dict)
    writes = models.PositiveIntegerField()
    files_differ = models.PositiveIntegerField()
    posting = at_posting()
    brought_by = somebody()
    brought_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=LoadState, default=LoadState.SHOWN)
    stopped_because = models.CharField(max_length=16, choices=LoadStop.choices, blank=True)
    problems = models.JSONField(default=list, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_by = somebody(null=True, blank=True)
    decided_posting = at_posting(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decide_reason = models.CharField(max_length=200, blank=True)
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    stored = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConfigurationLoadQuerySet.as_manager()

    class Meta:
        verbose_name = _("load of a configuration")
        verbose_name_plural = _("loads of a configuration")
        ordering = ("-brought_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=LoadState.values), name="configurationload_state_known"
            ),
            models.CheckConstraint(
                condition=Q(stopped_because__in=["", *LoadStop.values]),
                name="configurationload_stop_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED, stored__isnull=False)
                | (~Q(state__in=UNFINISHED) & Q(stored__isnull=True)),
                name="configurationload_files_until_end",
            ),
            # The second person is another one, and nothing is written before she has decided.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("brought_by")),
                name="configurationload_second_is_another",
                violation_error_message=_("Somebody else has to decide on this load."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False, proposed_at__isnull=False)
                | ~Q(state__in=["loading", "loaded", "stopped", "refused"]),
                name="configurationload_was_decided",
            ),
            models.CheckConstraint(
                condition=Q(files_differ=0) | ~Q(state__in=["waiting", "loading", "loaded"]),
                name="configurationload_files_are_here",
            ),
        )
        indexes = (
            models.Index(fields=["-brought_at"], name="configurationload_newest"),
            models.Index(
                fields=["expires_at"],
                name="configurationload_ends",
                condition=Q(state__in=["shown", "waiting"]),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the load."""
        return reverse("configuration_load", args=[self.uuid])
