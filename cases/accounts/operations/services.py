"""Accounts of other systems: made by administrators, held by tokens alone, entered by nobody."""

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.operations import operation
from cases.missions.choices import Role, StaffKind
from cases.missions.models import Mission, Staff
from cases.missions.operations import start_posting


@operation(may="staff.administer", audit="staff.service_made", fresh=True)
def create_service_account(
    actor: Actor, *, username: str, full_name: str, purpose: str, contact: str, mission: Mission
) -> Staff:
    """Make the account of another system at a mission, from today on.

    It holds no key: the head of the mission makes one, since who gives accounts sees nobody and
    must not hold what does.
    """
    if Staff.objects.filter(username=username).exists():
        raise broken_rule(_("This user name is taken."), "username_taken", "username")
    account = Staff(
        username=username,
        full_name=full_name,
        kind=StaffKind.SERVICE,
        purpose=purpose,
        contact=contact,
        is_mailed=False,
        password=make_password(None),
    )
    account.save(force_insert=True)
    start_posting(
        actor,
        staff=account,
        mission=mission,
        role=Role.API_CLIENT,
        starts_on=present.today(mission.zone),
    )
    return account


def ask_person(staff: Staff) -> None:
    """Refuse what only makes sense for somebody who logs in."""
    if staff.is_service:
        raise wrong_state(
            _("Nobody logs in with a service account: it holds tokens alone."), "service_account"
        )
