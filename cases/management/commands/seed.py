"""`manage.py seed`: reference data, incidents and the scenario, from the folder of the seeds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.seeding.accounts import accounts_text, demo_accounts
from cases.seeding.entries import FaultyError
from cases.seeding.loading import GROUPS, checked_seeds, load_seeds


class Command(BaseCommand):
    """Checks the whole set first; a second run changes nothing."""

    help = "Fill in reference data, incidents and, outside production, the scenario."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which groups, and whether progress is told."""
        parser.add_argument("--only", choices=GROUPS, help="load this group alone")
        parser.add_argument("--quiet", action="store_true", help="tell nothing but faults")
        parser.add_argument("--accounts", type=Path, help="write the demo accounts to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or list every fault."""
        groups = (options["only"],) if options["only"] else GROUPS
        if groups == ("scenario",) and not settings.LEDGER_REPLAY:
            raise CommandError("There is no scenario here: past moments cannot be replayed.")
        seeds = self.checked()
        say = self.silent if options["quiet"] else self.stdout.write
        try:
            load_seeds(seeds, groups, say)
        except FaultyError as faulty:
            self.list_faults(faulty)
            raise CommandError("Stopped here. What was complete stays; run it again.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Run it again; it goes on where it stopped.") from None
        if settings.DEMO_PASSWORD:
            accounts = accounts_text(demo_accounts(seeds))
            file: Path | None = options["accounts"]
            if file:
                file.write_text(accounts, encoding="utf-8")
            else:
                say(accounts)

    def checked(self) -> Any:
        """Return the seeds, or list every fault and stop."""
        try:
            return checked_seeds(Path(settings.SEEDS_DIR))
        except FaultyError as faulty:
            self.list_faults(faulty)
            raise CommandError("The seeds are faulty. Nothing was changed.") from None

    def list_faults(self, faulty: FaultyError) -> None:
        """Print each fault on a line of its own."""
        for fault in faulty.faults:
            self.stderr.write(str(fault))

    def silent(self, sentence: str) -> None:
        """Tell nothing."""
