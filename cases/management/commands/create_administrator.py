"""`manage.py create_administrator`: the first account of an installation, or a way back in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.accounts.links import take_made
from cases.accounts.operations import invite_staff, reset_password, reset_second_factor
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.choices import Role
from cases.missions.models import Mission, Posting, Staff


class Command(BaseCommand):
    """Prints a one-time link; there is no password that anybody could leave as it was."""

    help = "Make an administrator and print the one-time link with which the account begins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose account, and at which headquarters."""
        parser.add_argument("username")
        parser.add_argument("full_name", nargs="?", default="")
        parser.add_argument("--mission", default="", help="code; the one headquarters without it")
        parser.add_argument(
            "--lost-factor", action="store_true", help="the phone and the recovery codes are lost"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite, or let an administrator who is locked out begin anew."""
        try:
            with eyes(SYSTEM):
                staff = Staff.objects.visible_to(SYSTEM).filter(username=options["username"])
                known = staff.first()
                if known is not None:
                    made = self.again(known, lost_factor=options["lost_factor"])
                else:
                    made = self.first(options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("Open this link within 24 hours; it works once:")
        link = take_made(made.public_reference)
        self.stdout.write(f"{self.site()}{link.address if link else ''}")

    def first(self, options: dict[str, Any]) -> Staff:
        """Make the account with its posting."""
        if not options["full_name"]:
            raise CommandError('Name the person too: create_administrator mai.nguyen "Nguyễn Mai"')
        missions = Mission.objects.visible_to(SYSTEM).filter(kind="headquarters")
        if options["mission"]:
            missions = Mission.objects.visible_to(SYSTEM).filter(code=options["mission"])
        found = list(missions[:2])
        if len(found) != 1:
            raise CommandError("Run manage.py seed first, or name the mission with --mission CODE.")
        return invite_staff(
            SYSTEM,
            username=options["username"],
            full_name=options["full_name"],
            mission=found[0],
            role=Role.ADMINISTRATOR,
            starts_on=present.now().date(),
        )

    def again(self, staff: Staff, *, lost_factor: bool) -> Staff:
        """Let an administrator back in; any other account is an administrator's to help."""
        today = present.now().date()
        postings = Posting.objects.visible_to(SYSTEM).current(today).filter(staff=staff)
        if not postings.filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError("This user name is taken by somebody who is no administrator.")
        if lost_factor:
            return reset_second_factor(SYSTEM, staff)
        return reset_password(SYSTEM, staff)

    def site(self) -> str:
        """Return where the site is reached."""
        hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith(".")]
        if settings.SECURE_SSL_REDIRECT:
            return f"https://{hosts[0]}" if hosts else ""
        return f"http://localhost:{settings.PORT}"
