"""Reading a table that came as text: in which encoding, and what parts its columns.

Offices of the region still send text of before Unicode: Windows-1258, the fonts TCVN3 and VNI in
Western bytes, Thai in TIS-620. Which one it is, is told by the words that come out.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cases.citizens.names.mojibake import from_tcvn3, from_vni_windows
from cases.citizens.names.table import is_spelled
from cases.intake.lists.headings import is_heading
from cases.intake.lists.reading.markup import read_markup
from cases.intake.lists.reading.parting import parted
from cases.intake.lists.reading.tables import Params, Table, refused

MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE: Final = 40_000
THAI: Final = range(0x0E01, 0x0E5B)
NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1258": "Windows-1258",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "cp874": "Windows-874 (TIS-620)",
    "cp1252": "Windows-1252",
}
WESTERN: Final = {"tcvn3": from_tcvn3, "vni": from_vni_windows}


def read_text(content: bytes, delimiter: str = "") -> Table:
    """Return the table of a text file; `delimiter` where it was said what parts its columns."""
    encoding, text = decoded(content)
    notes: list[tuple[str, Params]] = []
    if not encoding.startswith("utf-8"):
        notes = [("encoding", {"name": NAMES[encoding]})]
    table = read_markup(text)
    if table is not None:
        return replace(table, notes=[*notes, *table.notes])
    return parted("text", text, delimiter, notes)


def read_pasted(text: str, delimiter: str = "") -> Table:
    """Return the table of what was pasted, as of a file."""
    return parted("pasted", text, delimiter)


def decoded(content: bytes) -> tuple[str, str]:
    """Return the encoding and the text; a refusal where no encoding gives text."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding, strictly(content, encoding)
    wide = wide_encoding(content)
    if wide:
        return wide, strictly(content, wide)
    if b"\x00" in content:
        raise refused("not_a_table")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest(content)
    if not is_text(text):
        raise refused("not_a_table")
    return "utf-8", text


def strictly(content: bytes, encoding: str) -> str:
    """Return the text in an encoding that the file itself names."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise refused("encoding") from None
    if not is_text(text):
        raise refused("not_a_table")
    return text


def wide_encoding(content: bytes) -> str:
    """Return which UTF-16 a text without a mark is in, "" for none: every other byte is zero."""
    head = content[:2000]
    if len(head) < 4 or len(content) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and odd > even * 4:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and even > odd * 4 else ""


def is_text(text: str) -> bool:
    """Return whether it is text and not the bytes of something else."""
    head = text[:SAMPLE]
    odd = sum(unicodedata.category(char) == "Cc" and char not in "\r\n\t\x0b\x0c" for char in head)
    return odd * 200 <= len(head)


def likeliest(content: bytes) -> tuple[str, str]:
    """Return the encoding of before Unicode in which most words can be read."""
    found: list[tuple[int, str, str]] = []
    for encoding in ("cp1258", "tcvn3", "vni", "cp874", "cp1252"):
        text = as_in(content, encoding)
        if text is not None and is_text(text):
            found.append((readable(text[:SAMPLE]), encoding, text))
    if not found:
        raise refused("encoding")
    _score, encoding, text = max(found, key=lambda one: one[0])
    return encoding, text


def as_in(content: bytes, encoding: str) -> str | None:
    """Return the text in an encoding, None where it has no such bytes."""
    try:
        plain = content.decode("cp1252" if encoding in WESTERN else encoding)
    except UnicodeDecodeError:
        return None
    if encoding not in WESTERN:
        return unicodedata.normalize("NFC", plain)
    # These fonts know blanks alone; what parts rows and columns stays where it is.
    parts = plain.splitlines()
    return "\n".join(
        "\t".join(WESTERN[encoding](cell) for cell in line.split("\t")) for line in parts
    )


def readable(text: str) -> int:
    """Return how much of a text is words we know: headings, and syllables with their marks."""
    marked = [word for word in words_of(text) if not word.isascii()]
    known = sum(2 if is_spelled(word) else -1 for word in marked)
    thai = sum(ord(char) in THAI for char in text)
    headings = sum(is_heading(cell) for line in text.splitlines()[:20] for cell in cells_of(line))
    return known + thai + 10 * headings - 3 * odd_signs(text)


def odd_signs(text: str) -> int:
    """Return how many signs stand inside words, as in text read wrongly."""
    return sum(
        1
        for before, char in pairwise(text)
        if before.isalpha() and unicodedata.category(char) in {"So", "Sc", "Sm", "No", "Pi", "Pf"}
    )


def words_of(text: str) -> Iterable[str]:
    """Return the words of a text: runs of letters."""
    return "".join(char if char.isalpha() else " " for char in text).split()


def cells_of(line: str) -> list[str]:
    """Return the cells of a line, however they are parted."""
    return [cell.strip(' "') for cell in line.translate(str.maketrans(";,|", "\t\t\t")).split("\t")]
