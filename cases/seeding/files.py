"""Reading single files of the seeds; what cannot be read becomes a fault."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases.core.lines import line_of_error, lines_of
from cases.seeding.entries import Fault, SeedSet, Spot


def name_of(folder: Path, file: Path) -> str:
    """Return how a file is named in messages: `seeds/places.toml`."""
    return file.relative_to(folder.parent).as_posix()


def read_text(seeds: SeedSet, folder: Path, file: Path) -> str | None:
    """Return the text of a file, None with a fault when it is missing or no UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        sentence = "The file is missing."
    except UnicodeDecodeError:
        sentence = "The file is not written in UTF-8."
    seeds.faults.append(Fault(name_of(folder, file), 1, sentence))
    return None


def read_toml(seeds: SeedSet, folder: Path, file: Path) -> tuple[dict[str, Any], Spot]:
    """Return the content of a TOML file and the spot of its beginning."""
    name = name_of(folder, file)
    text = read_text(seeds, folder, file)
    if text is None:
        return {}, Spot(name, {})
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = line_of_error(text, fault)
        seeds.faults.append(Fault(name, line, f"This is not TOML: {fault}."))
        return {}, Spot(name, {})
    return content, Spot(name, lines_of(text))


def read_csv(seeds: SeedSet, folder: Path, file: Path) -> Iterator[tuple[dict[str, Any], Spot]]:
    """Yield the rows of a CSV file; an empty cell is not said."""
    text = read_text(seeds, folder, file) or ""
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        spot = Spot(name_of(folder, file), {(): reader.line_num})
        if None in row:
            seeds.faults.append(spot.fault("The row has more cells than the head of the table."))
            continue
        yield {name: value for name, value in row.items() if value}, spot


def tables(
    seeds: SeedSet, content: dict[str, Any], spot: Spot, name: str
) -> Iterator[tuple[dict[str, Any], Spot]]:
    """Yield each table of a list of tables with its spot."""
    rows = content.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        seeds.faults.append(spot.inside(name).fault(f"{name} must be a list of tables."))
        return
    for index, row in enumerate(rows):
        yield row, spot.inside(name, index)


def refuse_others(seeds: SeedSet, content: dict[str, Any], spot: Spot, known: set[str]) -> None:
    """Note a fault for every name that is not known here."""
    for name in content:
        if name not in known:
            seeds.faults.append(spot.inside(name).fault(f"{name} is not known here."))
