"""Prints timings on a generated register: `make bench ARGS="--cases 1000000"`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Makes the register in a database of its own, once, and measures as three pairs of eyes."""

    help = "Time pages, API, figures and writes on a generated register of any size."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say how large, how often, where."""
        parser.add_argument("--cases", type=int, default=100_000, help="how many cases (100000)")
        parser.add_argument("--calls", type=int, default=200, help="calls of each kind (200)")
        parser.add_argument("--database", default="consular_bench", help="name of the database")
        parser.add_argument("--copy-of", help="an empty, migrated database, which saves migrating")
        parser.add_argument("--only", nargs="+", default=[], help="parts: reads, search, lists ...")
        parser.add_argument("--plans", action="store_true", help="print query plans, no timings")
        parser.add_argument("--drop", action="store_true", help="drop the database afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run; the generator and the timing belong to the tests and are read only here."""
        from tests.benchmarks import database  # noqa: PLC0415
        from tests.benchmarks.plan import Plan  # noqa: PLC0415
        from tests.benchmarks.running import PARTS, Run, run  # noqa: PLC0415

        # Calls are counted as everywhere, and none is one too many.
        settings.API_ALLOWANCES = dict.fromkeys(settings.API_ALLOWANCES, 9_999_999)
        strange = set(options["only"]) - set(PARTS)
        if strange:
            raise CommandError(f"Parts are {', '.join(PARTS)}; not {', '.join(sorted(strange))}.")
        wanted = Run(
            plan=Plan(options["cases"]),
            calls=options["calls"],
            database=options["database"],
            with_plans=options["plans"],
            parts=options["only"] or PARTS,
            copy_of=options["copy_of"] or database.TEMPLATE,
        )
        try:
            run(wanted, self.say)
        finally:
            if options["drop"]:
                database.drop(wanted.database)

    def say(self, line: str) -> None:
        """Print a line at once."""
        self.stdout.write(line)
        self.stdout.flush()
