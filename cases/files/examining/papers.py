"""Looks through PDFs and plain texts, which are kept as they came or not at all. A script."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from cases.files.examining.child import Made, RefusedError, run

MOST_PAGES = 1_000
MOST_OBJECTS = 100_000
MOST_VALUES = 2_000_000

MARKUP = re.compile(r"<(?:!doctype|html|script|svg|iframe|object|embed|body|\?xml|\?php)", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
PDF_NAME = re.compile(rb"/[^\x00\s/<>\[\](){}%]{3,40}")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE_WORDS = {b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/EmbeddedFiles", b"/RichMedia"}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
ACTIVE_VALUES = {
    "/S": {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"},
    "/Type": {"/EmbeddedFile"},
    "/Subtype": {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"},
}


def pdf(content: bytes) -> Made:
    """Return a PDF as it came, if it is one from first byte to last and does nothing by itself."""
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\x00\r\n\t "):
        raise RefusedError("two_kinds")
    if MARKUP.search(content[:1024].decode("latin-1")):
        raise RefusedError("two_kinds")
    for name in PDF_NAME.finditer(content):
        word = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name[0])
        if word in ACTIVE_WORDS:
            raise RefusedError("pdf_active")
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("password")
    pages = len(reader.pages)
    if not pages:
        raise RefusedError("broken")
    if pages > MOST_PAGES:
        raise RefusedError("too_many_pages")
    refuse_active(reader)
    return Made(content, known={"pages": pages})


def refuse_active(reader: Any) -> None:
    """Raise when any object of a PDF, reached from a page or not, is or does something by itself.

    Names are compared as the reader has them, their letters no longer written as numbers.
    """
    looked = 0
    waiting: list[Any] = [reader.trailer]
    objects = objects_of(reader)
    while waiting or (found := next(objects, None)) is not None:
        value = waiting.pop() if waiting else found
        looked += 1
        if looked > MOST_VALUES:
            raise RefusedError("too_heavy")
        if isinstance(value, dict):
            if is_active(value):
                raise RefusedError("pdf_active")
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def is_active(value: Any) -> bool:
    """Return whether a dictionary of a PDF says that it does something; `[]` follows references."""
    return bool(ACTIVE_KEYS & value.keys()) or any(
        key in value and str(value[key]) in words for key, words in ACTIVE_VALUES.items()
    )


def objects_of(reader: Any) -> Iterator[Any]:
    """Yield every object that the tables of a PDF name."""
    named = {(number, version) for version, rows in reader.xref.items() for number in rows}
    named |= {(number, 0) for number in reader.xref_objStm}
    if len(named) > MOST_OBJECTS:
        raise RefusedError("too_heavy")
    for number, version in sorted(named):
        if number:
            yield reader.get_object(IndirectObject(number, version, reader)) or ""


def text(content: bytes) -> Made:
    """Return a text that holds letters alone, and nothing that a browser would run."""
    for name in ("utf-8-sig", "utf-16"):
        if name == "utf-16" and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
            continue
        try:
            words = content.decode(name)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(words):
            raise RefusedError("unknown_kind")
        if MARKUP.search(words) or words.lstrip().startswith("#!"):
            raise RefusedError("text_active")
        return Made(content)
    raise RefusedError("not_utf8_text")


def paper(content: bytes, kind: str) -> Made:
    """Return what comes of a PDF or a text."""
    return pdf(content) if kind == "pdf" else text(content)


if __name__ == "__main__":
    run(paper)
