"""Background work of following up: reminding of checks, telling of people who left again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareCheckQuerySet
from cases.casework.follow_up.telling import tell_of_return
from cases.casework.follow_up.terms import terms
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import set_operation
from cases.core.facts import ledger_moment
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.notices import Audience, tell

AT_ONCE: Final = 500
MOST_APART: Final = 10
"""So many checks are told one by one; of more their number."""


@job(title=_("Remind of welfare checks"), sees=SYSTEM, every=timedelta(minutes=15))
def remind_of_checks() -> Arguments | None:
    """Tell officers on the day of a check, heads of mission some days after it; each once."""
    set_operation("remind_of_checks")
    now = present.now()
    waiting = WelfareCheck.objects.visible_to(SYSTEM)
    late = now - timedelta(days=terms().overdue)
    due = list(ordered(waiting.due(now).filter(reminded_at__isnull=True)))
    overdue = list(ordered(waiting.overdue(late).filter(escalated_at__isnull=True)))
    for (mission, staff), checks in groupby(due, key=receiver_of):
        tell_each("due", list(checks), mission, staff)
    for mission, checks in groupby(overdue, key=lambda check: check.mission_id):
        tell_each("overdue", list(checks), mission, None)
    note_told(due, "reminded_at", now)
    note_told(overdue, "escalated_at", now)
    return {} if AT_ONCE in (len(due), len(overdue)) else None


def ordered(checks: WelfareCheckQuerySet) -> WelfareCheckQuerySet:
    """Return the next checks by who is told of them."""
    by = ("mission_id", "case__assigned_to_id", "due_at", "pk")
    return checks.select_related("case").order_by(*by)[:AT_ONCE]


def receiver_of(check: WelfareCheck) -> tuple[int, int | None]:
    """Return who is told: the officer of the case where her own mission makes the check."""
    is_own = check.mission_id == check.case.mission_id
    return check.mission_id, check.case.assigned_to_id if is_own else None


def tell_each(
    what: str, checks: Sequence[WelfareCheck], mission_id: int, staff_id: int | None
) -> None:
    """Tell of checks one by one, of many by their number."""
    audience: Audience = "head" if what == "overdue" else "mission"
    if staff_id is not None:
        audience = "officer"
    if len(checks) > MOST_APART:
        tell(
            f"welfares_{what}",
            mission_id=mission_id,
            staff_id=staff_id,
            audience=audience,
            params={"count": len(checks)},
        )
        return
    for check in checks:
        tell(
            f"welfare_{what}",
            mission_id=mission_id,
            staff_id=staff_id,
            audience=audience,
            case_id=check.case_id,
            reference=check.case.reference,
            params={"check": check.kind},
        )


def note_told(checks: Sequence[WelfareCheck], column: str, now: datetime) -> None:
    """Keep that checks were told, so that they are told once."""
    ids = [check.pk for check in checks]
    WelfareCheck.objects.visible_to(SYSTEM).filter(pk__in=ids).update(**{column: now})


@job(title=_("Tell of people who left again"), sees=SYSTEM, every=timedelta(minutes=1))
def tell_of_returns() -> Arguments | None:
    """Tell headquarters and the mission of the earlier case, some at a time; each once."""
    set_operation("tell_of_returns")
    waiting = EarlierReturn.objects.visible_to(SYSTEM).standing().filter(told_at__isnull=True)
    found = list(waiting.select_related("case", "earlier").order_by("noticed_at", "pk")[:AT_ONCE])
    for pair in found:
        tell_of_return(pair)
    ids = [pair.pk for pair in found]
    EarlierReturn.objects.visible_to(SYSTEM).filter(pk__in=ids).update(told_at=ledger_moment([]))
    return {} if len(found) == AT_ONCE else None
