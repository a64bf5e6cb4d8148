"""How a file is written: row by row, nothing of it held."""

from cases.exports.writing.csv import CsvWriter
from cases.exports.writing.ndjson import NdjsonWriter
from cases.exports.writing.table import Table, Writer
from cases.exports.writing.xlsx import XlsxWriter

__all__ = ["Table", "Writer", "writer_of"]

WRITERS: dict[str, type[Writer]] = {"csv": CsvWriter, "ndjson": NdjsonWriter, "xlsx": XlsxWriter}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def writer_of(form: str) -> type[Writer]:
    """Return what writes files of this form."""
    return WRITERS[form]
