"""Reads of changes to administrators."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from cases.accounts.models import OneTimeLink
from cases.core.actor import Actor
from cases.missions.administrators import waiting_now
from cases.missions.choices import AdministratorChangeState as State
from cases.missions.models import AdministratorChange, Staff

SHOWN: Final = 50


def by_clock(query: QuerySet[Any], state: str, now: datetime) -> QuerySet[Any]:
    """Narrow to a state as it is by the clock: what nobody decided on in time waits no more."""
    over = Q(state=State.WAITING, expires_at__lte=now)
    if state == State.WAITING:
        return query.filter(state=State.WAITING, expires_at__gt=now)
    if state == State.EXPIRED:
        return query.filter(over | Q(state=State.EXPIRED))
    return query.filter(state=state)


def listed(actor: Actor, now: datetime) -> tuple[list[Any], list[Any], bool]:
    """Return what waits, what became of the newest others, and whether there are more."""
    waits = list(waiting_now(actor, now))
    rows = AdministratorChange.objects.visible_to(actor).of_whom()
    rest = list(rows.exclude(pk__in=[row.pk for row in waits])[: SHOWN + 1])
    return waits, rest[:SHOWN], len(rest) > SHOWN


def waits_for(actor: Actor, staff: Staff, now: datetime) -> list[Any]:
    """Return what waits for one account."""
    return list(waiting_now(actor, now).filter(staff=staff))


def last_link(staff: Staff) -> OneTimeLink | None:
    """Return the newest link with which somebody could begin with the account, used or not."""
    rows = OneTimeLink.objects.filter(staff=staff).select_related("made_by")
    return rows.order_by("-pk").first()
