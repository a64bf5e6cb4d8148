"""`manage.py verify_ledger`: proves both ledgers for all cases and persons, in chunks."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.publishing.proofs import PROOFS, SUMS, Of, Proof

CHUNK = 20_000
LISTED = 20
LAST_ID = 2**63 - 1


class Command(BaseCommand):
    """Each chunk is a transaction of its own, so that none runs for long."""

    help = "Prove that both ledgers hold; list what does not, and then end with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many rows a chunk has."""
        parser.add_argument("--chunk", type=int, default=CHUNK, help="rows looked at in one go")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every proof over everything."""
        size = max(1, options["chunk"])
        failed = [proof.holds for proof in PROOFS if not self.prove(proof, size)]
        if not self.prove_sums():
            failed.append("sums")
        if failed:
            raise CommandError(f"{len(failed)} of {len(PROOFS) + 1} proofs failed.")
        self.stdout.write("Both ledgers hold.")

    def prove(self, proof: Proof, size: int) -> bool:
        """Run one proof; print how much it looked at and what is wrong."""
        looked_at = 0
        wrong: set[str] = set()
        for low, high, count in chunks(proof.of, size):
            looked_at += count
            wrong |= set(exceptions(proof, low, high))
        return self.told(proof.holds, f"{looked_at} {plural(proof.of)}", sorted(wrong))

    def prove_sums(self) -> bool:
        """Over all accounts positions sum to the cases opened by then, at three moments each."""
        with eyes(SYSTEM), connection.cursor() as cursor:
            cursor.execute(SUMS)
            rows = cursor.fetchall()
        wrong = [
            f"{code} at {at:%Y-%m-%d %H:%M}: {held} in accounts, {opened} opened"
            for code, at, held, opened in rows
            if held != opened
        ]
        return self.told("positions sum to the cases opened", f"{len(rows)} moments", wrong)

    def told(self, holds: str, looked_at: str, wrong: list[str]) -> bool:
        """Print the result of one proof and return whether it holds."""
        verdict = f"{len(wrong)} WRONG" if wrong else "right"
        self.stdout.write(f"{holds:<76} {looked_at:>20}  {verdict}")
        for name in wrong[:LISTED]:
            self.stdout.write(f"    {name}")
        if len(wrong) > LISTED:
            self.stdout.write(f"    and {len(wrong) - LISTED} more")
        return not wrong


def chunks(of: Of, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield ranges of ids, together all there can be, with how many rows each holds."""
    low = 0
    page = f"select id from cases_{of} where id > %s order by id limit %s"  # noqa: S608 - our own names
    while True:
        with eyes(SYSTEM), connection.cursor() as cursor:
            cursor.execute(f"select count(*), max(id) from ({page}) as page", [low, size])  # noqa: S608
            count, high = cursor.fetchone()
        is_last = count < size
        yield low + 1, LAST_ID if is_last else high, count
        if is_last:
            return
        low = high


def exceptions(proof: Proof, low: int, high: int) -> list[str]:
    """Return what is wrong in one range."""
    if not isinstance(proof.by, str):
        return proof.by(low, high)
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute(proof.by, {"low": low, "high": high})
        return [str(row[0]) for row in cursor.fetchall()]


def plural(of: Of) -> str:
    """Return the word for many of these."""
    return {"transition": "entries"}.get(of, f"{of}s")
