"""Where in a TOML file a value stands; the reader of the standard library does not tell."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KeyPath = tuple[str | int, ...]

NAME = r"[A-Za-z0-9_-]+"
HEADER = re.compile(rf"\s*\[(\[?)\s*({NAME}(?:\.{NAME})*)\s*\]\]?\s*(?:#.*)?")
VALUE = re.compile(rf"\s*({NAME})\s*=\s*(.*)")
QUOTES = ('"""', "'''")
MOST_PARTS = 20
MOST_PARTS_TOGETHER = 50_000
AT_LINE = re.compile(r"at line ([0-9]+)")


@dataclass(slots=True)
class LineReader:
    """Walks through a file and notes the line of each table, key and item of a long list."""

    found: dict[KeyPath, int] = field(default_factory=dict)
    tables: dict[KeyPath, int] = field(default_factory=dict)
    here: KeyPath = ()
    items_of: KeyPath = ()
    quotes: str = ""

    def read(self, number: int, line: str) -> None:
        """Take the next line."""
        if self.quotes:
            self.quotes = "" if self.quotes in line else self.quotes
        elif self.items_of:
            self.read_item(number, line.strip())
        elif header := HEADER.fullmatch(line):
            self.here = self.open_table(header[2].split("."), is_list=bool(header[1]))
            self.found[self.here] = number
        elif value := VALUE.match(line):
            self.found[(*self.here, value[1])] = number
            self.enter(value[1], value[2].strip())

    def read_item(self, number: int, line: str) -> None:
        """Take a line of a list that is written over several lines."""
        if line.startswith("]"):
            self.items_of = ()
        elif line.startswith("{"):
            index = self.tables[self.items_of] = self.tables.get(self.items_of, -1) + 1
            self.found[(*self.items_of, index)] = number

    def enter(self, name: str, value: str) -> None:
        """Note that a value goes on over the next lines."""
        for quotes in QUOTES:
            if value.startswith(quotes) and quotes not in value[3:]:
                self.quotes = quotes
        if value.startswith("[") and "]" not in value:
            self.items_of = (*self.here, name)

    def open_table(self, names: list[str], *, is_list: bool) -> KeyPath:
        """Return the path of a table; of a list of tables the newest one is meant."""
        path: KeyPath = ()
        for name in names[:-1]:
            path = (*path, name)
            if path in self.tables:
                path = (*path, self.tables[path])
        path = (*path, names[-1])
        if is_list:
            self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, self.tables[path])
        return path


def read_toml(text: str) -> dict[str, Any]:
    """Return the content of a file that somebody sent; ValueError or RecursionError otherwise.

    The reader of the standard library takes seconds for a key of thousands of parts, and for
    thousands of keys of many.
    """
    together = 0
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.partition("=")[0].count(".")
        together += parts
        if parts > MOST_PARTS or together > MOST_PARTS_TOGETHER:
            raise ValueError(f"a key of too many parts (at line {number})")
    return tomllib.loads(text)


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return path -> line number for everything that begins a line of its own."""
    reader = LineReader()
    for number, line in enumerate(text.splitlines(), start=1):
        reader.read(number, line)
    return reader.found


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a part, else of the nearest whole that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def line_of_error(text: str, fault: Exception) -> int:
    """Return the line at which the reader of the standard library stopped."""
    where = AT_LINE.search(str(fault))
    return int(where[1]) if where else text.count("\n") + 1
