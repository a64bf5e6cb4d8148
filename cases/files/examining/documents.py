"""Looks through documents of office programs, which are archives; kept as they came. A script."""

import io
import re
import zipfile
from typing import Any

from cases.files.examining.child import Made, RefusedError, run

MOST_INFLATED = 100_000_000
MOST_ENTRIES = 3_000
PIECE = 1 << 18
TAIL = 128
END = 22
"""How long the end of an archive is without its comment."""

MACROS = re.compile(r"vbaproject|vbadata|macrosheets|activex|^basic/|^scripts/|oleobject", re.I)
EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.I)
PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


def office(content: bytes, kind: str) -> Made:
    """Return a document of an office program as it came, if it is one and runs nothing."""
    end = content.rfind(b"PK\x05\x06")
    told = int.from_bytes(content[end + END - 2 : end + END], "little")
    if end < 0 or len(content) - end - END != told:
        raise RefusedError("two_kinds")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        inflated = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or inflated > MOST_INFLATED:
            raise RefusedError("inflates")
        names = {entry.filename for entry in entries}
        if "EncryptedPackage" in names or any(entry.flag_bits & 1 for entry in entries):
            raise RefusedError("password")
        if any(".." in name or name.startswith(("/", "\\")) for name in names):
            raise RefusedError("broken")
        if any(MACROS.search(name) for name in names):
            raise RefusedError("office_active")
        main = "mimetype" if kind in {"odt", "ods"} else "[Content_Types].xml"
        refuse_office(archive, entries, main, PARTS[kind])
    return Made(content)


def refuse_office(archive: Any, entries: list[Any], main: str, part: bytes) -> None:
    """Raise unless every part inflates to what it says, and none leads out of the document."""
    total, is_kind = 0, False
    for entry in entries:
        said = b""
        is_rule = entry.filename.endswith(".rels")
        with archive.open(entry) as stream:
            while piece := stream.read(PIECE):
                total += len(piece)
                if total > MOST_INFLATED or (is_rule and len(said) > PIECE):
                    raise RefusedError("inflates")
                said = (said if is_rule else said[-TAIL:]) + piece
                refuse_words(entry.filename, said)
                is_kind = is_kind or (entry.filename == main and part in said)
        if is_rule:
            refuse_leading_out(said)
    if not is_kind:
        raise RefusedError("broken")


def refuse_words(name: str, said: bytes) -> None:
    """Raise for words that no plain document has; in letters that hide them it is none."""
    if not name.endswith((".xml", ".rels")):
        return
    if b"\x00" in said:
        raise RefusedError("broken")
    if b"<!ENTITY" in said or b"macroEnabled" in said:
        raise RefusedError("office_active")
    if name == "META-INF/manifest.xml" and b"encryption-data" in said:
        raise RefusedError("password")


def refuse_leading_out(said: bytes) -> None:
    """Raise when a document fetches something from elsewhere when it is opened; links may stay."""
    for found in EXTERNAL.findall(said):
        if not HYPERLINK.search(found):
            raise RefusedError("office_active")


if __name__ == "__main__":
    run(office)
