"""Cells of tables for spreadsheets: no text of ours is ever taken for a formula.

Where a semicolon parts lists, as in French and Vietnamese, a spreadsheet opens a file with commas
as if each semicolon began a cell, and each line a row: what stands behind those is looked at too,
also behind quotation marks, since amid a cell they hold nothing together. A comma needs no such
care: the file is written with commas, so whoever writes it puts such a cell in quotation marks.
"""

import re

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AMID = re.compile(r"(?<=.)([;|\t\r\n][ \"]*)(?=[-=+@＝＋－＠])", re.DOTALL)


def plain_cell(value: object) -> str:
    """Return a value as the text of a cell; what would begin a formula gets a quote before it."""
    text = AMID.sub(r"\1'", "" if value is None else str(value))
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text
