"""Dated facts: what happened when (as far as known), and when we knew it.

A fact is never edited. A correction voids it and appends another; both keep the moment at which
they became known, so that every past answer can be given again.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, broken_rule
from cases.core.precision import DAY, INSTANT
from cases.core.waiting import put
from cases.templatetags.moments import day_words


class Source(models.TextChoices):
    """Who says so."""

    CITIZEN = "citizen", _("The citizen")
    RELATIVE = "relative", _("A relative")
    HOST_AUTHORITY = "host_authority", _("A host authority")
    MISSION = "mission", _("Our own mission")
    OTHER_MISSION = "other_mission", _("Another of our missions")
    HOME_AUTHORITY = "home_authority", _("A home authority")
    ORGANISATION = "organisation", _("An organisation")
    PRESS = "press", _("The press")
    OTHER = "other", _("Another source")


@dataclass(frozen=True, slots=True)
class When:
    """A moment as it was said: an instant, an interval of instants, or bare days.

    `until`: the last of several days, of which `day` is the first. `begun`: the day that must have
    come, where that is not the last one: of a month that runs, its first.
    """

    earliest: datetime | None = None
    latest: datetime | None = None
    day: date | None = None
    until: date | None = None
    begun: date | None = field(default=None, compare=False)

    def last_begun(self, zone: str) -> date:
        """Return the day on which the last of what was said begins; of a month its first."""
        if self.day is not None:
            return self.begun or self.until or self.day
        assert self.latest is not None
        return self.latest.astimezone(ZoneInfo(zone)).date()

    @property
    def last_day(self) -> date | None:
        """The bare day, the last one of several."""
        return self.until or self.day

    @classmethod
    def at(cls, instant: datetime) -> Self:
        """Return the exact instant."""
        return cls(earliest=instant, latest=instant)

    def resolve(self, zone: str, known: datetime, *, field: str = "when") -> "Interval":
        """Return first and last possible instant, the last never after `known`.

        A bare day is the whole day in `zone`; the day or the month that runs is over when it is
        known. Raises 422 when its last day has not come, or when a span of times ends after that.
        """
        if self.day is not None:
            first = midnight_of(self.day, zone)
            last = midnight_of((self.until or self.day) + DAY, zone) - INSTANT
        else:
            assert self.earliest is not None
            assert self.latest is not None
            first, last = self.earliest, self.latest
        today = known.astimezone(ZoneInfo(zone)).date()
        is_ahead = self.last_begun(zone) > today if self.day is not None else last > known
        if is_ahead and self.day is not None:
            raise broken_rule(
                _("This day has not come yet: there it is still %(day)s.")
                % {"day": day_words(today)},
                "in_the_future",
                field,
            )
        if is_ahead or first > known:
            raise broken_rule(
                _("This lies in the future. Give a moment that has already passed."),
                "in_the_future",
                field,
            )
        return Interval(first, min(last, known))


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last possible instant of a fact."""

    first: datetime
    last: datetime


def over_by(span: Interval, moment: datetime) -> Interval:
    """Return a span that was over by a moment, as the days that were said.

    It ends before the moment by a part of a second, as what is written down before it is over
    (`core/precision.py`). 422 is for the caller where it begins later.
    """
    return Interval(span.first, max(span.first, min(span.last, moment - 2 * INSTANT)))


def last_of(happened: Iterable[Interval]) -> Interval:
    """Return when the last of several things happened: by the latest of their two ends."""
    spans = list(happened)
    return Interval(max(one.first for one in spans), max(one.last for one in spans))


def lateness(fact: "DatedFact") -> tuple[datetime, timedelta, int]:
    """Return by what the last of several facts is found, such as the latest word of somebody.

    The last one cannot have been earlier than the others: its first possible instant is the latest.
    Of two that begin together the more precise one is it, then the one that was written later.
    """
    return fact.occurred_from, fact.occurred_from - fact.occurred_at, fact.pk


def midnight_of(day: date, zone: str) -> datetime:
    """Return the first instant of a day in a zone."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))


def standing_facts[Q_: models.QuerySet[Any]](query: Q_, known_at: datetime | None = None) -> Q_:
    """Return the facts that stand now, or stood as known at `known_at`; a QuerySet method."""
    if known_at is None:
        return query.filter(voided_at__isnull=True)
    return query.filter(
        Q(voided_at__isnull=True) | Q(voided_at__gt=known_at), recorded_at__lte=known_at
    )


class DatedFact(models.Model):
    """Columns that every dated fact has."""

    occurred_from = models.DateTimeField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.TextField(blank=True)
    operation = models.CharField(max_length=60)
    source = models.CharField(max_length=20, choices=Source, default=Source.MISSION)
    source_detail = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_for = models.ForeignKey(
        "cases.Mission", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_standing(self) -> bool:
        """Whether nothing has voided the fact."""
        return self.voided_at is None


def fact_constraints(table: str) -> list[models.BaseConstraint]:
    """Return the constraints every table of dated facts carries."""
    return [
        models.CheckConstraint(
            condition=Q(occurred_from__lte=F("occurred_at")),
            name=f"{table}_interval_forwards",
            violation_error_message=_("The first possible moment lies after the last."),
        ),
        models.CheckConstraint(
            condition=Q(occurred_at__lte=F("recorded_at")),
            name=f"{table}_not_in_future",
            violation_error_message=_("A fact cannot happen after it was recorded."),
        ),
        models.CheckConstraint(
            condition=Q(voided_at__isnull=True) | Q(voided_at__gte=F("recorded_at")),
            name=f"{table}_voided_after_recorded",
            violation_error_message=_("A fact cannot be voided before it was recorded."),
        ),
        models.CheckConstraint(
            condition=Q(source__in=[value for value, _label in Source.choices]),
            name=f"{table}_source_known",
            violation_error_message=_("This source is not known."),
        ),
    ]


def two_ends(table: str, *names: tuple[str, str]) -> list[models.CheckConstraint]:
    """Return the constraints of moments kept as a first and a last possible instant, or neither."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
            | Q(**{f"{first}__isnull": False, f"{first}__lte": F(last)}),
            name=f"{table}_{last.removesuffix('_at')}_span",
        )
        for first, last in names
    ]


class Ledgered(models.Model):
    """A row whose facts share one line of knowledge: `ledger_at` is the newest moment on it."""

    ledger_at = models.DateTimeField(null=True, blank=True, editable=False)

    LEDGER: ClassVar[bool] = True

    class Meta:
        abstract = True


def ledger_moment(rows: Iterable[Ledgered]) -> datetime:
    """Return the one `recorded_at` of this operation and put it on the locked `rows`.

    It is the later of the ledger's clock (`core/present.py`; or the replayed moment) and the newest
    value of those rows. Call it after all locks are held.
    """
    known = [row.ledger_at for row in rows if row.ledger_at is not None]
    with connection.cursor() as cursor:
        cursor.execute("select ledger_moment(%s)", [max(known, default=None)])
        moment: datetime = cursor.fetchone()[0]
    for row in rows:
        row.ledger_at = moment
        put(row, "ledger_at")
    return moment


def present_moment() -> datetime:
    """Return the moment of the running operation: the replayed one, else the ledger's clock
    (`core/present.py`)."""
    with connection.cursor() as cursor:
        cursor.execute("select app_moment()")
        moment: datetime = cursor.fetchone()[0]
    return moment


@contextmanager
def replay(moment: datetime) -> Iterator[None]:
    """Let the operations of the block happen at `moment`: system actor only, never in production.

    Used by seeds, the bench generator and tests. The audit entry keeps the real clock too.
    """
    if not settings.LEDGER_REPLAY:
        raise Refused(_("Past moments cannot be replayed here."), "replay_refused", 403)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.replay', %s, true)", [moment.isoformat()])
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("select set_config('app.replay', '', true)")
