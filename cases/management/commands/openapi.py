"""Keeps the description of the API: writes it anew, or says what would break clients."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.exchange.description.files import Breaking, described, kept_promises, write
from cases.exchange.description.promises import broken, promises


class Command(BaseCommand):
    """Without an option it only says what would break."""

    help = "Write codes, description and promises of the API anew; refuse what breaks clients."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do, and why a promise is taken back."""
        parser.add_argument("--write", action="store_true", help="write the three files anew")
        parser.add_argument("--breaking", default="", help="why promises are taken back")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, or compare."""
        if not options["write"]:
            return self.compare()
        try:
            taken_back = write(why=options["breaking"])
        except Breaking as refused:
            raise self.failure(refused.lines) from None
        for line in taken_back:
            self.stdout.write(f"Taken back: {line}")
        self.stdout.write(f"Promises kept: {len(kept_promises()[1])}.")
        return None

    def compare(self) -> None:
        """Say what would break clients."""
        lines = broken(kept_promises()[1], promises(described()))
        if lines:
            raise self.failure(lines)
        self.stdout.write("Nothing that was promised is broken.")

    def failure(self, lines: list[str]) -> CommandError:
        """Return the refusal that names each line."""
        shown = "\n".join(f"  {line}" for line in lines)
        return CommandError(
            f"This breaks clients of the API ({len(lines)}):\n{shown}\n"
            'Keep what was promised, or say why it goes: --write --breaking "reason".'
        )
