"""From the bytes of a file, or a pasted text, to a table; what it is, is told by what is in it."""

from dataclasses import replace
from typing import Final

from cases.core.errors import Refused
from cases.intake.lists.reading.tables import MOST_BYTES, Table, checked, refused
from cases.intake.lists.reading.texts import read_pasted, read_text
from cases.intake.lists.reading.workbooks import read_workbook

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "not_a_table"),
    (b"\x1f\x8b", "not_a_table"),
    (b"Rar!", "not_a_table"),
    (b"7z\xbc\xaf", "not_a_table"),
    (b"\x7fELF", "not_a_table"),
    (b"MZ", "not_a_table"),
)


def read_file(content: bytes, delimiter: str = "") -> Table:
    """Return the table in a file; the name of the file is not asked."""
    if not content.strip(b"\x00 \r\n\t"):
        raise refused("empty_file")
    if len(content) > MOST_BYTES:
        raise refused("too_many_bytes", most=MOST_BYTES // 1_000_000)
    for head, code in FOREIGN:
        if content.startswith(head) and (len(head) > 2 or not content[:200].isascii()):
            raise refused(code)
    if content[8:12] in {b"WEBP", b"heic", b"mif1"} or content[4:8] == b"ftyp":
        raise refused("image")
    if content.startswith(OLE) and PACKAGE in content:
        raise refused("password")
    if content.startswith(ZIP) or content.startswith(OLE):
        return checked(read_workbook(content))
    return checked(read_text(content, delimiter))


def read_paste(text: str, delimiter: str = "") -> Table:
    """Return the table that was pasted; what is wrong with it is said at its field."""
    try:
        return checked(read_pasted(text, delimiter))
    except Refused as refusal:
        placed = [
            replace(row, field="pasted") if row.field == "file" else row for row in refusal.problems
        ]
        raise replace(refusal, problems=placed) from None
