"""The accounts of the demonstration: who they are, and the one password all of them have."""

from dataclasses import dataclass

from django.conf import settings

from cases.core import present
from cases.core.actor import SYSTEM
from cases.missions.models import Posting, Staff
from cases.seeding.acting import act
from cases.seeding.entries import SeedSet


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody needs to know to log in to the demonstration as a member of staff."""

    username: str
    full_name: str
    role: str
    mission: str


def give_passwords(seeds: SeedSet) -> None:
    """Let the accounts of the seeds log in where there is a demo password; never change one."""
    if not settings.DEMO_PASSWORD:
        return
    entries = {entry.key: entry for entry in seeds.of("staff")}
    for staff in Staff.objects.visible_to(SYSTEM).filter(username__in=entries):
        if not staff.has_usable_password():
            asked = {"staff": staff.username, "password": settings.DEMO_PASSWORD}
            act(SYSTEM, "set_password", asked, entries[staff.username].spot)


def demo_accounts(seeds: SeedSet) -> list[Account]:
    """Return the accounts of the seeds with the postings they have today."""
    usernames = [entry.key for entry in seeds.of("staff")]
    postings = Posting.objects.visible_to(SYSTEM).current(present.now().date())
    return [
        Account(
            posting.staff.username,
            posting.staff.full_name,
            str(posting.get_role_display()),
            posting.mission.label,
        )
        for posting in postings.filter(staff__username__in=usernames).order_by("staff_id", "id")
    ]


def accounts_text(accounts: list[Account]) -> str:
    """Return what the demo prints when it starts."""
    lines = [
        f"  {account.username:<20} {account.role}, {account.mission} ({account.full_name})"
        for account in accounts
    ]
    return "\n".join([f"Demo accounts, all with the password {settings.DEMO_PASSWORD}:", *lines])
