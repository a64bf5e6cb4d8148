"""`manage.py walls`: whether the walls of the database are those of this release."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.core import catalogue


class Command(BaseCommand):
    """Prints each difference; the status is not zero where there is one."""

    help = "Compare policies, rights, triggers and functions of the database with this release."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether this database is the pattern."""
        parser.add_argument(
            "--write", action="store_true", help="keep those of this new database as the release's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, or keep."""
        if options["write"]:
            catalogue.write()
        faults = list(catalogue.differences())
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError("The walls of the database are not those of this release.")
        self.stdout.write("Policies, rights, triggers and functions are those of this release.")
