"""Who has the power to give accounts and roles, and that a second one agrees before it changes.

Power follows from rights, whatever a role is called: a role with one of `POWERS` could give any
role to anybody, so an account that holds one, now or later, is an administrator's. What gives,
keeps or restores such power is let through for a member of staff by one thing alone: a row that
another administrator has just confirmed and that says exactly this act on this account. The system,
whoever runs the machine, needs none.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule
from cases.core.roles import operations_of, role_rows
from cases.missions.choices import AdministratorChangeState, StaffKind
from cases.missions.models import AdministratorChange, Posting, Staff
from cases.missions.models.administrator_change import ADMINISTERS

POWERS: Final = frozenset({ADMINISTERS, "posting.manage"})
NEEDS_SECOND: Final[Sentence] = _(
    "This is an administrator’s account or role: ask for it under “Changes to administrators”, and "
    "another administrator confirms it."
)


def gives_power(role: str) -> bool:
    """Return whether whoever holds `role` could give accounts or roles."""
    return bool(operations_of(role) & POWERS)


def powerful_roles() -> list[str]:
    """Return the roles that do."""
    return [role for role in role_rows() if gives_power(role)]


def powerful_postings() -> QuerySet[Posting]:
    """Return the postings with such a role that are not over: in force, or still to come."""
    # A day more: somewhere on earth it is still yesterday.
    since = present.now().date() - timedelta(days=1)
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=since)
    return Posting.objects.filter(not_over, role__in=powerful_roles())


def has_power(staff: Staff) -> bool:
    """Return whether the account is an administrator's, now or from some later day on."""
    return powerful_postings().filter(staff=staff).exists()


def lock_administrators() -> None:
    """Lock every administrator's account, so that those who decide about each other take turns."""
    ids = powerful_postings().values("staff_id")
    rows = Staff.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def deciders(*, without: set[int | None]) -> list[int]:
    """Return whose account is open and has an administrator's power today, some left out."""
    now = present.now()
    near = powerful_postings().filter(staff__is_active=True, staff__kind=StaffKind.PERSON)
    rows = near.select_related("staff", "mission").order_by("staff_id")
    return sorted(
        {
            row.staff_id
            for row in rows
            if ADMINISTERS in operations_of(row.role)
            and row.is_in_force(now)
            and row.staff.has_usable_password()
        }
        - without
    )


def is_confirmed(actor: Actor, act: str, staff: Staff, **posting: Any) -> bool:
    """Return whether exactly this was just confirmed by the actor and is not done yet."""
    rows = AdministratorChange.objects.filter(
        state=AdministratorChangeState.CONFIRMED, done_at__isnull=True, decided_by=actor.staff_id
    )
    return rows.filter(act=act, staff=staff, **posting).exists()


def needs_second(at: str = "") -> Refused:
    """403: one alone does not do this; 422 where it is what was typed into a field."""
    if at:
        return broken_rule(NEEDS_SECOND, "second_administrator", at)
    return Refused(NEEDS_SECOND, "second_administrator", 403)


def ask_second(actor: Actor, act: str, staff: Staff, *, at: str = "", **posting: Any) -> None:
    """Refuse an act on an administrator's power unless another one asked for exactly this."""
    if actor.kind != "system" and not is_confirmed(actor, act, staff, **posting):
        raise needs_second(at)


def waiting_now(actor: Actor, now: datetime) -> QuerySet[AdministratorChange]:
    """Return what waits for another administrator, what is over first first."""
    rows = AdministratorChange.objects.visible_to(actor).waiting(now)
    return rows.of_whom().order_by("expires_at", "pk")
