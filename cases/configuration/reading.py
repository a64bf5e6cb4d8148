"""Reading the entries of a set of files; each knows the line it stands on."""

from pathlib import Path
from typing import Any

from cases.configuration.kinds import Kind
from cases.configuration.registry import KINDS
from cases.core.lines import lines_of
from cases.seeding.entries import Entry, SeedSet, Spot
from cases.seeding.files import name_of, read_csv, read_text, read_toml, refuse_others, tables
from cases.seeding.reading import note_doubles


def read_set(folder: Path) -> SeedSet:
    """Return the entries of every kind for which there is a file."""
    seeds = SeedSet()
    for glob in dict.fromkeys(kind.glob for kind in KINDS):
        kinds = [kind for kind in KINDS if kind.glob == glob]
        for path in sorted(folder.glob(glob)):
            read_file(seeds, folder, path, kinds)
    note_doubles(seeds)
    return seeds


def read_file(seeds: SeedSet, folder: Path, path: Path, kinds: list[Kind]) -> None:
    """Read one file into the entries of the kinds that may stand in it."""
    if path.suffix == ".csv":
        for values, spot in read_csv(seeds, folder, path):
            add(seeds, kinds[0], values, spot)
        return
    if kinds[0].table == "playbook":
        text = read_text(seeds, folder, path)
        if text is not None:
            spot = Spot(name_of(folder, path), lines_of(text))
            add(seeds, kinds[0], {"code": path.stem, "content": text}, spot)
        return
    content, whole = read_toml(seeds, folder, path)
    refuse_others(seeds, content, whole, {kind.table for kind in kinds})
    for kind in kinds:
        for values, spot in tables(seeds, content, whole, kind.table):
            add(seeds, kind, values, spot)


def add(seeds: SeedSet, kind: Kind, values: dict[str, Any], spot: Spot) -> None:
    """Take an entry in under its key."""
    key = kind.key_of(values)
    said = {"content": values["content"]} if "content" in values else values
    seeds.add(Entry(kind.table, key, kind.operation, said, spot))
