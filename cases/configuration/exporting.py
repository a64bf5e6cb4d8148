"""Writing what is in force as files, in the format in which they are read again."""

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from cases.configuration.files import files_in_force
from cases.configuration.kinds import Kind
from cases.configuration.plain import Plain
from cases.configuration.registry import KINDS
from cases.configuration.sets import Files
from cases.core.actor import Actor
from cases.procedures.toml import table_as_toml

COLUMNS: Final = ("code", "name", "generation", "successor")


def exported(actor: Actor) -> Files:
    """Return everything that is in force: entries of the database, and files."""
    return exported_entries({kind: kind.stored(actor) for kind in KINDS}) | files_in_force()


def exported_entries(stored: Mapping[Kind, Iterable[Plain]]) -> Files:
    """Return entries as files; a playbook is its own text."""
    parts: dict[str, list[str]] = defaultdict(list)
    for kind, entries in stored.items():
        for values in entries:
            parts[kind.file_of(values)].append(text_of(kind, values))
    files = {name: "\n".join(texts) for name, texts in parts.items()}
    for name, texts in parts.items():
        if name.endswith(".csv"):
            files[name] = ",".join(COLUMNS) + "\n" + "".join(texts)
    return {name: text.encode() for name, text in files.items()}


def text_of(kind: Kind, values: Plain) -> str:
    """Return one entry as it stands in its file."""
    if "content" in values:
        return str(values["content"])
    if kind.file.endswith(".csv"):
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([values.get(name, "") for name in COLUMNS])
        return stream.getvalue()
    return table_as_toml(kind.table, values)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of files: equal on two servers that have the same."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return whole.hexdigest()
