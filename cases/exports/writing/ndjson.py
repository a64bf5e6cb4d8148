"""NDJSON: one object a line, with the names and values of the API."""

import json
from collections.abc import Sequence
from typing import Any

from rest_framework.utils.encoders import JSONEncoder

from cases.core.asked import cut, tree_of
from cases.core.store import LongFile
from cases.exports.writing.table import Table


class NdjsonWriter:
    """What the list of the API answers for these fields, line by line."""

    def __init__(self, file: LongFile, table: Table) -> None:
        self.file = file
        self.shape = table.kind.part
        self.tree = tree_of(table.kind.names)
        self.said = ENCODER.encode

    def write(self, row: Sequence[Any]) -> None:
        """Write one row."""
        answer = cut(self.shape.answer(row), self.tree)
        self.file.write(f"{self.said(answer)}\n".encode())

    def end(self) -> None:
        """Do nothing: the last line is the end."""


ENCODER: json.JSONEncoder = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
