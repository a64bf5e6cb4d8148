"""Who may change what a mission says of itself."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule
from cases.core.guards import Hindrance, guard
from cases.core.roles import are_incompatible
from cases.missions.choices import Role
from cases.missions.models import Mission, Posting, Staff

KEEPING = frozenset({"add_closure", "withdraw_closure", "set_office_hours"})
"""What is done to the calendar of a mission."""


def keeps_calendar(actor: Actor, mission: Mission) -> bool:
    """Return whether the actor's place lets it keep this calendar: the own one, or headquarters."""
    return actor.is_headquarters or actor.mission_id == mission.pk


@guard(Mission)
def guard_calendar(actor: Actor, mission: Mission) -> Hindrance:
    """Refuse the calendar of another mission: 403, since missions themselves are no secret."""

    def hinders(name: str) -> Refused | None:
        if name not in KEEPING or keeps_calendar(actor, mission):
            return None
        return Refused(
            _("Only the mission itself and headquarters change its calendar."),
            "not_own_mission",
            403,
        )

    return hinders


def ask_other(actor: Actor, staff: Staff) -> None:
    """Refuse what an administrator would do to the own account: another one has to."""
    if actor.staff_id == staff.pk:
        raise Refused(
            _("Nobody does this to the own account. Ask another administrator."), "own_account", 403
        )


def ask_fits_kind(
    staff: Staff, role: str, mission: Mission, starts_on: date, ends_on: date | None
) -> None:
    """Refuse a service account every role but one, at one mission; and that one to people.

    What another system may do is little, and a token of it belongs to the one mission that answers
    for it.
    """
    if staff.is_service != (role == Role.API_CLIENT):
        raise broken_rule(
            _("The role of another system is for service accounts, and they have no other."),
            "role_of_services",
            "role",
        )
    if not staff.is_service:
        return
    after = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    others = Posting.objects.filter(after, staff=staff).exclude(mission=mission)
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    if others.exists():
        raise broken_rule(
            _("A service account belongs to one mission at a time. Make another one."),
            "one_mission",
            "mission",
        )


def ask_compatible(
    staff: Staff, mission: Mission, role: str, starts_on: date, ends_on: date | None
) -> None:
    """Refuse a role beside one that excludes it (`seeds/roles.toml`), on any day of both.

    The account is locked, so that two roles given at the same moment see each other.
    """
    Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    after = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    others = Posting.objects.filter(after, staff=staff)
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    for other in others:
        same = other.mission_id == mission.pk
        if are_incompatible(role, other.role, same_mission=same):
            raise broken_rule(
                _("This person has another role then that excludes this one."),
                "incompatible_role",
                "role",
            )
