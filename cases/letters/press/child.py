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
from pathlib import Path
from typing import Any

import pypdf
import typst

MOST_MEMORY = 3 * 1024 * 1024 * 1024
"""Of addresses: threads reserve far more of them than memory. A letter takes about 90 MB."""
GLYPHS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Read beside a vowel of Thai that was moved for its consonant: the number of its glyph."""


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
    text = "\n".join(page.extract_text() for page in reader.pages)
    return GLYPHS.sub("", text), len(reader.pages)


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
            pdf_standards="1.7",
            timestamp=job["data"]["timestamp"],
        )
        assert isinstance(pdf, bytes)
        text, pages = read_back(pdf) if asked["reads"] else ("", 0)
        head = json.dumps({"size": len(pdf), "text": text, "pages": pages})
        sys.stdout.buffer.write(head.encode() + b"\n" + pdf)


def main() -> None:
    """Read what is asked, then print it."""
    limit(int(sys.argv[1]))
    press(json.loads(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
