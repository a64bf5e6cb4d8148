"""`manage.py verify_audit`: proves that the record of acts was not tampered with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cases.core.evidence.chain import AT_ONCE
from cases.core.evidence.state import put_on_record
from cases.core.evidence.verify import judge

LISTED = 20


class Command(BaseCommand):
    """Says in plain words what is wrong; memory does not grow with the record."""

    help = "Prove the record of acts: chain, seals outside, guards; list what is wrong, end with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many links a chunk has."""
        parser.add_argument("--chunk", type=int, default=AT_ONCE, help="links read in one go")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge and say."""
        judgement = judge(max(1, options["chunk"]))
        self.stdout.write(f"{judgement.links} links computed again.")
        if judgement.forgotten:
            self.stdout.write(f"{judgement.forgotten} of them no longer say whom they are about.")
        for remark in judgement.remarks:
            self.stdout.write(remark)
        for fault in judgement.faults[:LISTED]:
            self.stdout.write(f"WRONG: {fault}")
        if len(judgement.faults) > LISTED:
            self.stdout.write(f"and {len(judgement.faults) - LISTED} more.")
        try:
            put_on_record(judgement)
        except DatabaseError:
            # A writer that was dropped, a copy that is only read: the proof counts all the same.
            self.stderr.write("What was found could not be put on record.")
        if judgement.faults:
            raise CommandError(f"The record does not hold: {len(judgement.faults)} faults.")
        self.stdout.write("The record holds.")
