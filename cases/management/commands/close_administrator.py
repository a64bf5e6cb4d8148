"""`manage.py close_administrator`: close an account that no other administrator may close alone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.accounts.operations import disable_staff
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.administrators import has_power
from cases.missions.models import Staff


class Command(BaseCommand):
    """For whoever runs the machine: where two administrators are left, neither closes the other."""

    help = "Close the account of an administrator: sessions, tokens and links end at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose account."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Close it; any other account is an administrator's to close."""
        try:
            with eyes(SYSTEM):
                rows = Staff.objects.visible_to(SYSTEM).filter(username=options["username"])
                staff = rows.first()
                if staff is None or not has_power(staff):
                    raise CommandError("There is no administrator of this user name.")
                disable_staff(SYSTEM, staff)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("The account is closed.")
