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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdf
import typst
from pypdf.generic import ByteStringObject, DictionaryObject, NameObject, TextStringObject

MOST_MEMORY = 3 * 1024 * 1024 * 1024
"""Of addresses: threads reserve far more of them than memory. A letter takes about 90 MB."""
STANDARD: Final = "a-2u"
"""PDF/A-2u (ISO 19005-2): every font is in the file, and every letter of it can be read back."""
NO_FONT: Final = "could not be displayed with font"
"""What Typst says of a sign that no font has; PDF/A allows no box in its place."""
WITHOUT_FONT: Final = 4
THAI = re.compile("[\u0e00-\u0e7f]")
TONES: Final = "\u0e48\u0e49\u0e4a\u0e4b"
AM: Final = "\u0e33"
"""A vowel that fonts draw as two signs: a circle above (`CIRCLE`), and `AA` behind."""
CIRCLE: Final = "\u0e4d"
AA: Final = "\u0e32"
MAPPED = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")
"""A line of the table of a font that says which letters a glyph stands for."""


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
    said = "\n".join(page.extract_text() for page in reader.pages)
    return said.replace(CIRCLE + AA, AM), len(reader.pages)


@dataclass
class Piece:
    """Glyphs of one group of letters that are shown in one go, and the group as it is spelled.

    `at`: which operation of the page shows it; `span`: what says its spelling, where that is said.
    """

    at: int
    group: str
    glyphs: list[str]
    font: Any
    span: DictionaryObject | None


def said_once(pdf: bytes) -> bytes:
    """Return a file in which every glyph of Thai is told as the letters that it draws.

    A consonant with its marks is one group. Typst tells the whole group of each of its glyphs, and
    once more where a mark is raised: whoever read the file back had it twice.
    """
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    tables: dict[int, tuple[Any, dict[str, str]]] = {}
    for page in writer.pages:
        content = page.get_contents()
        if content is None:
            continue
        resources: Any = page["/Resources"]
        spans: dict[int, DictionaryObject] = {}
        for pieces in groups_of(pieces_of(content.operations, resources["/Font"])):
            spans |= spelled(pieces, tables)
        content.operations = list(with_spans(content.operations, spans))
        page.replace_contents(content)
        page.compress_content_streams()
    for font, letters in tables.values():
        put_table(font, letters)
    writer.metadata = {k: v for k, v in (writer.metadata or {}).items() if k != "/Producer"}
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pieces_of(operations: Iterable[Any], fonts: Any) -> Iterator[Piece]:
    """Yield what a page shows of groups of several letters, in order."""
    spans: list[DictionaryObject | None] = []
    font: Any = None
    for at, (operands, operator) in enumerate(operations):
        if operator in {b"BDC", b"BMC"}:
            said = operands[1] if operator == b"BDC" else None
            is_spelled = isinstance(said, DictionaryObject) and "/ActualText" in said
            spans.append(said if is_spelled else None)
        elif operator == b"EMC":
            spans.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]].get_object()
        elif operator in {b"Tj", b"TJ"}:
            shown = operands[0] if operator == b"TJ" else operands
            # As bytes: what looks like text here is numbers of glyphs.
            shown[:] = [as_bytes(one) for one in shown]
            codes = b"".join(one for one in shown if isinstance(one, bytes)).hex().upper()
            glyphs = [codes[at : at + 4] for at in range(0, len(codes), 4)]
            span = spans[-1] if spans else None
            table = table_of(font)
            groups = {str(span["/ActualText"])} if span else {table[one] for one in glyphs}
            yield Piece(at, groups.pop() if len(groups) == 1 else "", glyphs, font, span)


def groups_of(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each group: those that follow begin with a mark, not as the first."""
    found: list[Piece] = []
    for piece in pieces:
        first = found[0] if found else None
        if first is not None and first.group == piece.group and first.glyphs[0] != piece.glyphs[0]:
            found.append(piece)
            continue
        if found:
            yield found
        found = [piece] if len(piece.group) > 1 else []
    if found:
        yield found


def spelled(
    pieces: Sequence[Piece], tables: dict[int, tuple[Any, dict[str, str]]]
) -> dict[int, DictionaryObject]:
    """Give each glyph of a group its letters; say the group with its first piece alone.

    Return what says so of pieces of which nothing said their spelling, by their operations.
    """
    first = pieces[0]
    glyphs = [glyph for piece in pieces for glyph in piece.glyphs]
    letters = letters_of(first.group, len(glyphs))
    if not letters:
        return {}
    tables.setdefault(id(first.font), (first.font, {}))[1].update(zip(glyphs, letters, strict=True))
    new = {piece.at: DictionaryObject() for piece in pieces if piece.span is None}
    for piece in pieces:
        said = TextStringObject(piece.group if piece is first else "")
        (new[piece.at] if piece.span is None else piece.span)[NameObject("/ActualText")] = said
    return new


def with_spans(operations: Iterable[Any], spans: dict[int, DictionaryObject]) -> Iterator[Any]:
    """Yield the operations of a page, each of `spans` within what says its spelling."""
    for at, operation in enumerate(operations):
        if at in spans:
            yield [NameObject("/Span"), spans[at]], b"BDC"
            yield operation
            yield [], b"EMC"
        else:
            yield operation


def letters_of(group: str, count: int) -> list[str]:
    """Return the letters of each of so many glyphs of a group; none where they do not fit."""
    letters = [*group]
    if group.endswith(AM):
        tone = group[-2] if group[-2] in TONES else ""
        letters = [*group[: -1 - len(tone)], tone + CIRCLE, AA]
    return letters if len(letters) == count else []


def table_of(font: Any) -> dict[str, str]:
    """Return which letters the glyphs of a font stand for."""
    said = font["/ToUnicode"].get_object().get_data().decode()
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in MAPPED.findall(said)}


def put_table(font: Any, letters: dict[str, str]) -> None:
    """Write which letters the glyphs of a font stand for."""
    stream = font["/ToUnicode"].get_object()

    def line(found: re.Match[str]) -> str:
        text = letters.get(found[1])
        return found[0] if text is None else f"<{found[1]}> <{text.encode('utf-16-be').hex()}>"

    stream.set_data(MAPPED.sub(line, stream.get_data().decode()).encode())


def as_bytes(shown: Any) -> Any:
    """Return what is shown as it stands in the file; a distance as it is."""
    told = getattr(shown, "original_bytes", None)
    return shown if told is None else ByteStringObject(told)


def press(asked: dict[str, Any]) -> Iterator[bytes]:
    """Set each letter; yield what is written of it."""
    root = Path(asked["root"])
    refuse_packages(root)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=asked["fonts"])
    for job in asked["jobs"]:
        data = json.dumps(job["data"], ensure_ascii=False)
        pdf = typst.compile(
            root / job["file"],
            root=root,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=job["data"]["timestamp"],
        )
        assert isinstance(pdf, bytes)
        pdf = said_once(pdf) if THAI.search(data) else pdf
        text, pages = read_back(pdf) if asked["reads"] else ("", 0)
        head = json.dumps({"size": len(pdf), "text": text, "pages": pages})
        yield head.encode() + b"\n" + pdf


def main() -> None:
    """Read what is asked, then print it; say the kind of a fault, never its words: they quote."""
    limit(int(sys.argv[1]))
    try:
        sys.stdout.buffer.writelines(press(json.loads(sys.stdin.buffer.read())))
    except Exception as fault:
        sys.stderr.write(type(fault).__name__)
        sys.exit(WITHOUT_FONT if NO_FONT in str(fault) else 1)


if __name__ == "__main__":
    main()
