"""`manage.py audit_extract`: all accesses to some cases in a window, for a breach."""

import csv
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError

from cases.core.cells import plain_cell
from cases.privacy.extract import COLUMNS, MANY, accesses_to, put_on_record, scope_of_cases


class Command(BaseCommand):
    """Memory does not grow with the window; the count goes to the error output."""

    help = "Write all accesses to the cases and their people in a window: who, when, from where."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which cases, which window, in which form."""
        parser.add_argument("--cases", nargs="+", default=[], help="numbers of cases")
        parser.add_argument("--cases-file", type=Path, help="a file with one number in each line")
        parser.add_argument("--from", dest="since", required=True, help="day, or moment with zone")
        parser.add_argument("--to", dest="until", required=True, help="day (its end), or moment")
        parser.add_argument("--zone", default="UTC", help="of days and of the moments written")
        parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
        parser.add_argument("--out", type=Path, help="file to write; without it the output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the extract."""
        zone = zone_of(options["zone"])
        since = moment_of(options["since"], zone, "--from", is_end=False)
        until = moment_of(options["until"], zone, "--to", is_end=True)
        if since >= until:
            raise CommandError("--to must be later than --from.")
        references = numbers_of(options["cases"], options["cases_file"])
        scope, unknown = scope_of_cases(references)
        if unknown:
            raise CommandError(f"There is no case {', '.join(unknown[:10])}.")
        with target(options["out"]) as stream:
            put_on_record(scope)
            count = write(accesses_to(scope, since, until), stream, options["format"], zone)
        self.stderr.write(f"{count} accesses to {len(scope.cases)} cases.")


@contextmanager
def target(file: Path | None) -> Iterator[TextIO]:
    """Open the file to write, private and never over another one; without one the output."""
    if file is None:
        yield sys.stdout
        return
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as fault:
        raise CommandError(f"{file} cannot be written: {fault.strerror}.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
        yield stream


def numbers_of(given: list[str], file: Path | None) -> list[str]:
    """Return the numbers of the cases, each once."""
    text = ",".join(given)
    if file is not None:
        try:
            text += "," + file.read_text(encoding="utf-8-sig").replace("\n", ",")
        except OSError as fault:
            raise CommandError(f"The file of cases cannot be read: {fault.strerror}.") from None
    numbers = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not numbers:
        raise CommandError("Name the cases with --cases or --cases-file.")
    return numbers


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise CommandError(f"There is no time zone {name}.") from None


def moment_of(text: str, zone: ZoneInfo, option: str, *, is_end: bool) -> datetime:
    """Return a moment; a bare day means its beginning, or its end where a window ends."""
    found: datetime | None = None
    with suppress(ValueError, OverflowError):
        if len(text) == 10:
            day = date.fromisoformat(text) + timedelta(days=1 if is_end else 0)
            return datetime.combine(day, time(), zone)
        found = datetime.fromisoformat(text)
    if found is None or found.tzinfo is None:
        raise CommandError(
            f"{option} takes a day (2025-10-22) or a moment with its zone (2025-10-22T09:00+07:00)."
        )
    return found


def write(rows: Iterable[dict[str, Any]], stream: TextIO, form: str, zone: ZoneInfo) -> int:
    """Write the rows as they come; return how many."""
    count = 0
    sheet = csv.writer(stream)
    if form == "csv":
        sheet.writerow(COLUMNS)
    for row in rows:
        row["at"] = row["at"].astimezone(zone).isoformat()
        if form == "csv":
            row |= {name: json.dumps(row[name], ensure_ascii=False) for name in MANY}
            sheet.writerow([plain_cell(row[name]) for name in COLUMNS])
        else:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count
