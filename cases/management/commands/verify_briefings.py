"""Proves that every approved briefing can be made again from what was frozen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.briefings.proofs import FAULTS, all_faults
from cases.core.actor import SYSTEM
from cases.core.context import eyes


class Command(BaseCommand):
    """Compares digests, prints each sheet again and reads it back."""

    help = "Prove that every approved briefing can be made again from what was frozen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each briefing with what is wrong; exit with 1 where anything is."""
        count = wrong = 0
        with eyes(SYSTEM):
            for number, faults in all_faults():
                count += 1
                for fault in sorted(faults):
                    wrong += 1
                    self.stderr.write(f"{number}: {FAULTS[fault]}.")
        if wrong:
            raise CommandError(f"{wrong} faults in {count} briefings.")
        self.stdout.write(f"{count} briefings hold.")
