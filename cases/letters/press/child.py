"""Sets letters in a process of its own, with bounded memory and time; run as a script.

It knows nothing of the project: JSON comes in, for each letter one line of JSON and the file go
out. Files are read below the one folder it is told; a letter that asks for a package is refused
before Typst would look for it anywhere.
"""

import io
import json
import re
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pypdf
import typst
from pypdf.generic import ByteStringObject, DictionaryObject, FloatObject, NameObject

MOST_MEMORY = 3 * 1024 * 1024 * 1024
"""Of addresses: threads reserve far more of them than memory. A letter takes about 90 MB."""
STANDARD: Final = "a-2u"
"""PDF/A-2u (ISO 19005-2): every font is in the file, and every letter of it can be read back."""
NO_FONT: Final = "could not be displayed with font"
"""What Typst says of a sign that no font has; PDF/A allows no box in its place."""
WITHOUT_FONT: Final = 4
MARKED = re.compile("¤([0-9]+)¤")
"""Stands for a group of letters that is drawn otherwise than it is spelled, as of Thai."""
MARKER = "/Marker"
SAID = "¤"
WIDE = 12
"""As wide as any group, so that nobody takes what is left of it for a blank."""


def limit(seconds: int) -> None:
    """Let the system end the process when it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_packages(root: Path) -> None:
    """End the process when any letter asks for a package: nothing is fetched."""
    for path in root.glob("*.typ"):
        if "@" in "".join(line for line in path.read_text().splitlines() if "import" in line):
            raise SystemExit(3)


def read_back(pdf: bytes) -> tuple[str, int]:
    """Return what a file says, and how many pages it has."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "\n".join(said_on(page) for page in reader.pages), len(reader.pages)


def said_on(page: pypdf.PageObject) -> str:
    """Return the text of a page, groups of letters as the file spells them (`ActualText`)."""
    content = page.get_contents()
    if content is None:
        return ""
    spelled: list[str] = []
    content.operations = list(with_marks(content.operations, spelled))
    resources: Any = page["/Resources"]
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    fonts[NameObject(MARKER)] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    page[NameObject("/Contents")] = content
    return MARKED.sub(lambda found: spelled[int(found[1])], page.extract_text())


def with_marks(operations: Iterable[Any], spelled: list[str]) -> Iterator[Any]:
    """Yield the operations of a page, with a mark in place of each group; put it in `spelled`."""
    inside: list[str] = []
    for operands, operator in operations:
        if operator in {b"BDC", b"BMC"}:
            said = operands[1] if operator == b"BDC" else {}
            inside.append(str(said.get("/ActualText", "")) if isinstance(said, dict) else "")
        elif operator == b"EMC":
            inside.pop()
        elif any(inside) and operator in {b"Tj", b"TJ"}:
            if inside[-1] != SAID:
                spelled.append(inside[-1])
                yield [NameObject(MARKER), FloatObject(WIDE)], b"Tf"
                yield [ByteStringObject(f"¤{len(spelled) - 1}¤".encode("cp1252"))], b"Tj"
                inside[-1] = SAID
            continue
        shown = operands[0] if operator == b"TJ" else operands
        if operator in {b"Tj", b"TJ"}:
            # As bytes: what looks like text here is numbers of glyphs.
            shown[:] = [as_bytes(one) for one in shown]
        yield operands, operator


def as_bytes(shown: Any) -> Any:
    """Return what is shown as it stands in the file; a distance as it is."""
    told = getattr(shown, "original_bytes", None)
    return shown if told is None else ByteStringObject(told)


def press(asked: dict[str, Any]) -> None:
    """Set each letter and write it out."""
    root = Path(asked["root"])
    refuse_packages(root)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=asked["fonts"])
    for job in asked["jobs"]:
        pdf = typst.compile(
            root / job["file"],
            root=root,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(job["data"], ensure_ascii=False)},
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=job["data"]["timestamp"],
        )
        assert isinstance(pdf, bytes)
        text, pages = read_back(pdf) if asked["reads"] else ("", 0)
        head = json.dumps({"size": len(pdf), "text": text, "pages": pages})
        sys.stdout.buffer.write(head.encode() + b"\n" + pdf)


def main() -> None:
    """Read what is asked, then print it; say the kind of a fault, never its words: they quote."""
    limit(int(sys.argv[1]))
    try:
        press(json.loads(sys.stdin.buffer.read()))
    except Exception as fault:
        sys.stderr.write(type(fault).__name__)
        sys.exit(WITHOUT_FONT if NO_FONT in str(fault) else 1)


if __name__ == "__main__":
    main()
