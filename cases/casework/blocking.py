"""What blocks cases now: as their rows say, and by the mere passing of time.

What blocks is kept on the row and renewed with every act. Time passes without one: when something
that was got has run out since (`valid_until` is over at the mission), the case counts as no longer
valid, whatever its row says. Only a hold stands before that. Which of the papers it was, the row
cannot tell, so such a case has no procedure here until the row is renewed.

Filters, counts and what a list prints come from here, so that they agree.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import BlockerKind
from cases.casework.follow_up.terms import terms
from cases.casework.models.talked import BEFORE_DEPARTURE
from cases.missions.days import Days, midnight
from cases.procedures.choices import Body

UNTOUCHED: Final = (BlockerKind.HELD.value, BlockerKind.EXPIRED.value)
"""What stands before a paper that ran out, or says so already."""
NONE: Final = "none"
"""In an address: nothing of that kind is named."""
ANYTHING: Final = "any"
"""In an address: something blocks, whatever it is."""


class Side(TextChoices):
    """On which side of our desk a case lies."""

    OURS = "ours", _("Us")
    OTHERS = "others", _("Others")


class Due(TextChoices):
    """When the next deadline runs out."""

    OVERDUE = "overdue", _("Overdue")
    TODAY = "today", _("Due today")
    WEEK = "week", _("Due by Sunday")
    NONE = "none", _("No deadline runs")
    ATTEMPT = "attempt", _("Somebody is to be tried again")
    SILENT = "silent", _("Not certainly heard of for days")


WITHOUT_DEADLINE: Final = frozenset({"", Due.NONE.value, Due.ATTEMPT.value, Due.SILENT.value})
"""What is asked of cases that need have no deadline, so that they have no order by it."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """Conditions on cases by what blocks them, at one moment; `days` tells the day at missions."""

    days: Days

    @property
    def has_run_out(self) -> Q:
        """Something that was got ran out since the row was written."""
        return self.days.is_past("valid_until") & ~Q(blocker_kind__in=UNTOUCHED)

    @property
    def silent(self) -> Q:
        """Not departed, and nobody has certainly spoken with her for days, or since the opening.

        Of a talk known to a month that is since its first day.
        """
        since = self.days.now - timedelta(days=terms().silence)
        never = Q(last_contact_from__isnull=True, opened_at__lt=since)
        return BEFORE_DEPARTURE & (Q(last_contact_from__lt=since) | never)

    @property
    def anything(self) -> Q:
        """Something blocks: neither ready to move on nor never looked at."""
        return ~Q(blocker_kind__in=["", BlockerKind.ADVANCE]) | self.has_run_out

    def kind(self, kind: str) -> Q:
        """Blocked in this way; `none` for a row that was never looked at, `any` in whatever way."""
        if kind == ANYTHING:
            return self.anything
        if kind == BlockerKind.EXPIRED:
            return Q(blocker_kind=kind) | self.has_run_out
        stored = Q(blocker_kind="" if kind == NONE else kind)
        return stored if kind == BlockerKind.HELD else self.still(stored)

    def procedure(self, number: int | None) -> Q:
        """Blocked by the procedure with this id; None for those in which none is named."""
        if number is None:
            return Q(blocker_procedure__isnull=True) | self.has_run_out
        return self.still(Q(blocker_procedure=number))

    def condition(self, name: str) -> Q:
        """Blocked by this condition."""
        return self.still(Q(blocker_condition=name))

    def body(self, bodies: Collection[str]) -> Q:
        """One of these bodies must act; what ran out is for the mission."""
        stored = Q(blocker_body__in=bodies)
        if Body.MISSION in bodies:
            return stored | self.has_run_out
        return self.still(stored)

    def authority(self, number: int | None, due_of: str = "") -> Q:
        """The authority with this id was asked; None where nobody was asked by name.

        With a kind of body that has to keep the next deadline: nobody of that kind by name, whoever
        must act.
        """
        if number is not None:
            return self.still(Q(blocker_authority=number))
        unnamed = Q(blocker_authority__isnull=True) | self.has_run_out
        return ~Q(blocker_body=due_of) | unnamed if due_of else unnamed

    def due_of(self, body: str) -> Q:
        """This kind of body has to keep the next deadline, whoever must act."""
        return Q(next_due_limit__on_whom=body)

    def still(self, stored: Q) -> Q:
        """What the row says, where nothing has run out since."""
        return stored & ~self.has_run_out

    def due(self, when: str) -> Q:
        """The next deadline has passed, or runs out by then.

        A deadline is the first instant after the term: once it has come it is late, and what runs
        out today ends with the midnight after.
        """
        if when == Due.NONE:
            return Q(next_due_at__isnull=True)
        if when == Due.ATTEMPT:
            return Q(next_attempt_at__lte=self.days.now)
        if when == Due.SILENT:
            return self.silent
        runs = Q(next_due_at__isnull=False)
        if when == Due.OVERDUE:
            return runs & Q(next_due_at__lte=self.days.now)
        to_come = runs & Q(next_due_at__gt=self.days.now)
        if when == Due.TODAY:
            return to_come & self.days.ends_today("next_due_at")
        return to_come & self.days.ends_this_week("next_due_at")


def bodies_of(side: str, *, for_headquarters: bool) -> list[str]:
    """Return the bodies of a side: ours are our mission, for headquarters the whole service."""
    ours = {Body.MISSION, Body.HEADQUARTERS} if for_headquarters else {Body.MISSION}
    return [body for body in Body.values if (body in ours) == (side == Side.OURS)]


def ran_out(kind: str, valid_until: date | None, today: date) -> bool:
    """Return for one row what `Blocking.has_run_out` asks of many."""
    return valid_until is not None and valid_until < today and kind not in UNTOUCHED


def day_after(valid_until: date, zone: str) -> datetime:
    """Return since when something no longer holds."""
    return midnight(valid_until + timedelta(days=1), zone)


def today_in(zone: str, now: datetime) -> date:
    """Return the day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()
