"""Rows as lines of COPY text, collected table by table."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from random import Random
from typing import Final

NULL: Final = r"\N"
Value = str | int | bool | None


def stamp(seconds: int) -> str:
    """Return a moment as PostgreSQL reads it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def text_of(value: Value) -> str:
    """Return a value as COPY text; the generated texts hold no tab and no line end."""
    if value is None:
        return NULL
    if value is True:
        return "t"
    if value is False:
        return "f"
    text = str(value)
    return text.replace("\\", r"\\") if "\\" in text else text


def array_of(values: Iterable[int]) -> str:
    """Return numbers as a PostgreSQL array."""
    return "{" + ",".join(map(str, values)) + "}"


def json_of(value: object) -> str:
    """Return a value as JSON; letters stay letters, so that there is nothing to escape."""
    return json.dumps(value, ensure_ascii=False)


class Table:
    """The lines of one table; `sort` puts a line at the place of its moment, as time would."""

    def __init__(self, name: str, columns: str) -> None:
        self.name = name
        self.columns = columns.split()
        self.lines: list[tuple[int, str]] = []
        self.last_id = 0
        self.count = 0

    def next_id(self) -> int:
        """Return the next primary key."""
        self.last_id += 1
        return self.last_id

    def add(self, at: int, *values: Value) -> None:
        """Append a row that was written at the moment `at`."""
        self.lines.append((at, "\t".join(map(text_of, values))))

    def take(self) -> bytes:
        """Return the lines collected so far, in order of their moment, and begin anew."""
        self.lines.sort(key=lambda line: line[0])
        self.count += len(self.lines)
        content = "".join(f"{line}\n" for _at, line in self.lines)
        self.lines = []
        return content.encode()


class Uuids:
    """Random ids that are the same in every run."""

    def __init__(self, random: Random) -> None:
        self.bits = random.getrandbits

    def next(self) -> str:
        """Return a version 4 UUID as 32 hexadecimal digits."""
        digits = f"{self.bits(128):032x}"
        return f"{digits[:12]}4{digits[13:16]}8{digits[17:]}"
