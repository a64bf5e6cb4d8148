"""A workbook as bytes; without the app, so that the example is made without it."""

import io

import openpyxl


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
