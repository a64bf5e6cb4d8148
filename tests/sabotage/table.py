"""The table of what came of each fault: found, and by which test, or not."""

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("table.tsv")
HEADING = ("feature", "fault", "digest", "found by", "seconds")
LIVES = "(lives)"


@dataclass(frozen=True)
class Line:
    """What came of one fault."""

    feature: str
    fault: str
    digest: str
    found_by: str
    seconds: int


def read(path: Path) -> dict[str, Line]:
    """Return the lines by the name of the fault."""
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[1]: Line(*row[:4], int(row[4])) for row in rows}  # type: ignore[arg-type] # five


def write(path: Path, lines: dict[str, Line]) -> None:
    """Write all lines, by feature."""
    ordered = sorted(lines.values(), key=lambda row: (row.feature, row.fault))
    rows = [(row.feature, row.fault, row.digest, row.found_by, str(row.seconds)) for row in ordered]
    text = "\n".join("\t".join(row) for row in (HEADING, *rows))
    path.write_text(f"{text}\n", encoding="utf-8")
