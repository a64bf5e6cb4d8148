"""CSV: UTF-8 with a mark that spreadsheets look for, by RFC 4180."""

import codecs
import csv
from collections.abc import Sequence
from typing import Any

from cases.core.store import LongFile
from cases.exports.writing.table import Table


class Encoded:
    """Takes the text of the csv module and passes on its bytes."""

    def __init__(self, file: LongFile) -> None:
        self.file = file

    def write(self, text: str) -> int:
        """Pass on."""
        return self.file.write(text.encode())


class CsvWriter:
    """One line for each row, the headings first."""

    def __init__(self, file: LongFile, table: Table) -> None:
        file.write(codecs.BOM_UTF8)
        self.table = table
        self.lines = csv.writer(Encoded(file))
        self.lines.writerow(table.headings)

    def write(self, row: Sequence[Any]) -> None:
        """Write one row."""
        self.lines.writerow(self.table.cells(row))

    def end(self) -> None:
        """Do nothing: a table ends with its last line."""
