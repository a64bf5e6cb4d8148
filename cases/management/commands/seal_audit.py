"""`manage.py seal_audit`: links what waits in the record, and seals it outside with `--file`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.core.evidence.chain import AT_ONCE, link_waiting
from cases.core.evidence.seals import SealRefusedError, file_of_seals, write_seal


class Command(BaseCommand):
    """What the worker does each second and each hour, by hand."""

    help = "Link the finished entries of the record of acts; with --file also write a seal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to seal, and why an older copy was put back."""
        parser.add_argument("--file", action="store_true", help="add a line to the seals")
        parser.add_argument(
            "--restored",
            metavar="WHY",
            default="",
            help="an older copy of the database was put back on purpose; go on from it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Link and seal."""
        linked = 0
        while done := link_waiting(AT_ONCE):
            linked += done
        self.stdout.write(f"{linked} entries linked.")
        if options["file"] or options["restored"]:
            self.seal(options["restored"])

    def seal(self, restored: str) -> None:
        """Write one line."""
        file = file_of_seals()
        if file is None:
            raise CommandError("AUDIT_SEALS names no directory, so there is nowhere to seal.")
        try:
            seal = write_seal(restored=restored)
        except SealRefusedError as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as fault:
            raise CommandError(f"{file} cannot be written: {fault.strerror}.") from None
        if seal is None:
            self.stdout.write("Nothing is linked yet, so nothing was sealed.")
        else:
            self.stdout.write(f"Sealed up to link {seal.seq} in {file}.")
