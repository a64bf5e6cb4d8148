"""The files that keep the description: codes, the whole document, what is promised of it.

All three are written by `manage.py openapi --write`, never by hand. After a merge take either
side's files and write them again.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from cases.core.shapes import Schema
from cases.exchange.description import codes
from cases.exchange.description.found import Code, found_codes
from cases.exchange.description.promises import broken, promises

HERE: Final = Path(__file__).parent
DOCUMENT: Final = HERE / "openapi.json"
PROMISED: Final = HERE / "promised.txt"
COOKIE: Final = "sessionid"
"""The name of the cookie of a session depends on how the server runs."""
ONE_LINE: Final = {"info", "servers", "tags"}
HEAD: Final = """\
# What clients of version 1 may rely on (+) and have to bear (-), see promises.py.
# Written by: manage.py openapi --write. A line taken back stands here with the reason (!).
"""


class Breaking(Exception):
    """Lines by which the description breaks what was promised."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(f"{len(lines)} promises would be broken")
        self.lines = lines


def described() -> Schema:
    """Return the description as it is served, in English, the same however the server runs."""
    with translation.override("en"):
        generator: Any = SchemaGenerator
        made = generator().get_schema(request=None, public=True)
        plain: Schema = json.loads(json.dumps(made, default=str))
    plain["components"]["securitySchemes"]["session"]["name"] = COOKIE
    return plain


def as_document(description: Schema) -> str:
    """Return the document with one line for each call, schema and answer of refusal."""
    parts = [
        f"{quoted(key)}: {quoted(value) if key in ONE_LINE else in_lines(value, 1)}"
        for key, value in description.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def in_lines(value: Any, depth: int) -> str:
    """Return an object with a line for each member, and for each member of these."""
    if not isinstance(value, dict) or depth < 0:
        return quoted(value)
    rows = [f"{quoted(key)}: {in_lines(value[key], depth - 1)}" for key in value]
    return "{\n" + ",\n".join(rows) + "\n}"


def quoted(value: Any) -> str:
    """Return JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def as_codes(found: dict[str, Code]) -> str:
    """Return the codes as TOML, one line each."""
    lines = ["# Codes of refusals; 0: of a field. Written by: manage.py openapi --write."]
    for code, row in found.items():
        says = ", ".join(quoted(sentence) for sentence in in_order(row.says))
        statuses = ", ".join(str(status) for status in sorted(row.statuses))
        lines.append(f"{quoted(code)} = {{ statuses = [{statuses}], says = [{says}] }}")
    return "\n".join(lines) + "\n"


def in_order(sentences: set[str]) -> list[str]:
    """Return sentences, the most general ones, which are short, first."""
    return sorted(sentences, key=lambda sentence: (len(sentence), sentence))


def codes_now() -> str:
    """Return the file of the codes as it should be."""
    with translation.override("en"):
        return as_codes(found_codes())


def kept_promises() -> tuple[list[str], list[str]]:
    """Return the reasons for what was taken back, and the promises, as kept."""
    lines = PROMISED.read_text(encoding="utf-8").splitlines() if PROMISED.exists() else []
    return [row for row in lines if row.startswith("!")], [row for row in lines if row[0] in "+-"]


def write(*, why: str = "") -> list[str]:
    """Write all files; return what was taken back. Without a reason nothing may be."""
    codes.FILE.write_text(codes_now(), encoding="utf-8")
    codes.kept.cache_clear()
    description = described()
    reasons, before = kept_promises()
    now = promises(description)
    lines = broken(before, now)
    if lines and not why:
        raise Breaking(lines)
    reasons += [f"! {date.today().isoformat()} {why}: {line}" for line in lines]  # noqa: DTZ011 - the day at the desk of whoever writes it
    DOCUMENT.write_text(as_document(description), encoding="utf-8")
    PROMISED.write_text(HEAD + "\n".join([*reasons, *now]) + "\n", encoding="utf-8")
    return lines
