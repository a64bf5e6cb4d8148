"""`manage.py rebuild_search_keys`: makes anew by what people are found, after an upgrade."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.citizens.search.rebuilding import CHUNK, rebuild_search_keys


class Command(BaseCommand):
    """Each chunk is a transaction of its own; where one was the last, `--after` goes on."""

    help = "Make the keys anew by which people are found and sorted; say how many changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many people a chunk has, and behind whom to begin."""
        parser.add_argument("--chunk", type=int, default=CHUNK, help="people in one go")
        parser.add_argument(
            "--after", type=int, default=0, metavar="ID", help="go on behind this person"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run chunk after chunk."""
        size, after = max(1, options["chunk"]), options["after"]
        people = columns = keys = 0
        while done := rebuild_search_keys(after, size):
            after = done.last_id
            people += done.people
            columns += done.columns
            keys += done.keys
            if done.people == size:
                self.stdout.write(f"{people} people looked at; to go on from here: --after {after}")
        self.stdout.write(
            f"{people} people looked at, {columns} names sort or sound otherwise, "
            f"{keys} people are found by other keys."
        )
