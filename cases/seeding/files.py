"""Reading single files of the seeds; what cannot be read becomes a fault."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.core.lines import line_of_error, lines_of
from cases.core.lines import read_toml as toml_of
from cases.core.text import nearest
from cases.seeding.entries import Fault, SeedSet, Spot

LONGEST_FAULT = 200
MOST_ENTRIES = 60_000
"""Of one kind in one file; as many as a set of a configuration may have lines."""


def name_of(folder: Path, file: Path) -> str:
    """Return how a file is named in messages: `seeds/places.toml`."""
    return file.relative_to(folder.parent).as_posix()


def read_text(seeds: SeedSet, folder: Path, file: Path) -> str | None:
    """Return the text of a file, None with a fault when it is missing or no UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        sentence = _("The file is missing.")
    except UnicodeDecodeError:
        sentence = _("The file is not written in UTF-8.")
    seeds.faults.append(Fault(name_of(folder, file), 1, sentence))
    return None


def read_toml(seeds: SeedSet, folder: Path, file: Path) -> tuple[dict[str, Any], Spot]:
    """Return the content of a TOML file and the spot of its beginning."""
    name = name_of(folder, file)
    text = read_text(seeds, folder, file)
    if text is None:
        return {}, Spot(name, {})
    try:
        content = toml_of(text)
    except (ValueError, RecursionError) as fault:
        line = line_of_error(text, fault)
        sentence = _("This is not TOML. The program that reads it says: “%(fault)s”.") % {
            "fault": str(fault)[:LONGEST_FAULT]
        }
        seeds.faults.append(Fault(name, line, sentence))
        return {}, Spot(name, {})
    return content, Spot(name, lines_of(text))


def read_csv(seeds: SeedSet, folder: Path, file: Path) -> Iterator[tuple[dict[str, Any], Spot]]:
    """Yield the rows of a CSV file; an empty cell is not said."""
    text = read_text(seeds, folder, file) or ""
    name, reader = name_of(folder, file), csv.DictReader(text.splitlines())
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            sentence = _("This row of the table cannot be read.")
            seeds.faults.append(Fault(name, reader.line_num, sentence))
            return
        if row is None:
            return
        spot = Spot(name, {(): reader.line_num})
        if None in row:
            sentence = _("The row has more cells than the head of the table.")
            seeds.faults.append(spot.fault(sentence))
            continue
        yield {name: value for name, value in row.items() if value}, spot


def tables(
    seeds: SeedSet, content: dict[str, Any], spot: Spot, name: str
) -> Iterator[tuple[dict[str, Any], Spot]]:
    """Yield each table of a list of tables with its spot."""
    rows = content.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        seeds.faults.append(
            spot.inside(name).fault(_("%(name)s must be a list of tables.") % {"name": name})
        )
        return
    if len(rows) > MOST_ENTRIES:
        sentence = _("There are more than %(most)s entries in the set. Send it in parts.")
        seeds.faults.append(spot.inside(name).fault(sentence % {"most": MOST_ENTRIES}))
        return
    for index, row in enumerate(rows):
        yield row, spot.inside(name, index)


def refuse_others(seeds: SeedSet, content: dict[str, Any], spot: Spot, known: set[str]) -> None:
    """Note a fault for every name that is not known here."""
    for name in content:
        if name not in known:
            seeds.faults.append(spot.inside(name).fault(unknown(name, known)))


def unknown(name: str, known: Iterable[str]) -> str:
    """Return the sentence about a name that nothing here has, with the nearest of those it has."""
    near = nearest(name.rpartition(".")[2], known)
    if not near:
        return _("%(name)s is not known here.") % {"name": name}
    words = _("%(name)s is not known here. The nearest name is %(near)s.")
    return words % {"name": name, "near": near}
