"""Reading `seeds/figures.toml`; a fault names its line."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from cases.core.configured import path_of
from cases.publishing.definitions.catalogue import Definition, FaultyFigures
from cases.publishing.definitions.rules import DIMENSIONS, NARROWED, RULES

FILE: Final = "figures.toml"
HEADER: Final = "[[figure]]"
NEEDED: Final = {"code", "version", "rule", "since", "source", "name", "sentence"}
MAY_SAY: Final = NEEDED | {"with", "by", "until"}
LANGUAGES: Final = {"en", "vi", "fr"}
FORMS: Final = {"en": {"one", "many"}, "vi": {"many"}, "fr": {"one", "many"}}
CODE: Final = re.compile(r"[a-z][a-z0-9-]{1,39}\Z")


@cache
def definitions() -> tuple[Definition, ...]:
    """Return all versions of the figures of the house, in the order of the file."""
    path = path_of(FILE)
    return read_definitions(path.read_text(encoding="utf-8"))


def read_definitions(text: str) -> tuple[Definition, ...]:
    """Return the definitions of a text; raises `FaultyFigures` that names the line of a fault."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise FaultyFigures(f"{FILE}: {fault}") from fault
    if set(content) != {"figure"} or not isinstance(content["figure"], list):
        raise FaultyFigures(f"{FILE}, line 1: only {HEADER} may stand here")
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == HEADER]
    found = [
        Entry(text.splitlines(), start, row).definition()
        for start, row in zip(starts, content["figure"], strict=True)
    ]
    check_versions(found, starts)
    return tuple(found)


class Entry:
    """One table of the file, and where its lines are."""

    def __init__(self, lines: list[str], start: int, row: Mapping[str, Any]) -> None:
        self.lines = lines
        self.start = start
        self.row = row

    def fault(self, key: str, why: str) -> FaultyFigures:
        """Return the fault of one key, at its line."""
        line = self.start
        for number in range(self.start, len(self.lines)):
            text = self.lines[number].strip()
            if text == HEADER:
                break
            if re.match(rf"{re.escape(key)}\s*[.=]", text):
                line = number + 1
                break
        return FaultyFigures(f"{FILE}, line {line}: {why}")

    def definition(self) -> Definition:
        """Return what it says."""
        row = self.row
        for key in sorted(NEEDED - set(row)):
            raise self.fault("", f"“{key}” is missing")
        for key in sorted(set(row) - MAY_SAY):
            raise self.fault(key, f"“{key}” is not known")
        self.check_plain()
        self.check_parameters()
        self.check_words()
        return Definition(
            code=row["code"],
            version=row["version"],
            rule=row["rule"],
            parameters=row.get("with", {}),
            by=tuple(row.get("by", ())),
            since=row["since"],
            until=row.get("until"),
            source=row["source"],
            name=row["name"],
            sentence=row["sentence"],
        )

    def check_plain(self) -> None:
        """Code, version, rule, days, source and dimensions."""
        row = self.row
        if not isinstance(row["code"], str) or not CODE.match(row["code"]):
            raise self.fault("code", "a code is small letters, digits and hyphens")
        if not isinstance(row["version"], int) or row["version"] < 1:
            raise self.fault("version", "a version is a whole number from 1 on")
        if row["rule"] not in RULES:
            raise self.fault("rule", f"there is no rule “{row['rule']}”")
        for key in ("since", "until"):
            if key in row and type(row[key]) is not date:
                raise self.fault(key, f"“{key}” is a day")
        if "until" in row and row["until"] < row["since"]:
            raise self.fault("until", "the last day lies before the first one")
        if not isinstance(row["source"], str) or not row["source"].strip():
            raise self.fault("source", "say where the definition comes from")
        unknown = set(row.get("by", ())) - set(DIMENSIONS)
        if unknown:
            raise self.fault("by", f"nothing is told apart by {', '.join(sorted(unknown))}")

    def check_parameters(self) -> None:
        """Each parameter of the rule, with a value that it may take; none that it does not ask."""
        given = self.row.get("with", {})
        asks = RULES[self.row["rule"]].asks
        may = {**asks, **{name: codes for name, (_when, codes) in NARROWED.items()}}
        for name in sorted(set(asks) - set(given)):
            raise self.fault("with", f"the rule asks for “{name}”")
        for name, value in given.items():
            if name not in may:
                raise self.fault("with", f"the rule takes no “{name}”")
            values = value if name.endswith("s") else [value]
            if not isinstance(values, list) or not values or not set(values) <= may[name]:
                raise self.fault("with", f"“{name}” may not be {value}")

    def check_words(self) -> None:
        """Names and sentences in all languages, in all plural forms, each with its number."""
        name, sentence = self.row["name"], self.row["sentence"]
        if set(name) != LANGUAGES or not all(name.values()):
            raise self.fault("name", "name it in en, vi and fr")
        for language, forms in FORMS.items():
            said = sentence.get(language, {})
            if set(said) != forms or not all("{n}" in words for words in said.values()):
                raise self.fault(
                    f"sentence.{language}",
                    f"say {' and '.join(sorted(forms))} in {language}, each with {{n}}",
                )


def check_versions(found: list[Definition], starts: list[int]) -> None:
    """Versions of a figure follow each other, or mend those before from their first day on."""
    first: dict[str, Definition] = {}
    last: dict[str, Definition] = {}
    for row, start in zip(found, starts, strict=True):
        before = last.get(row.code)
        follows = before is None or (
            row.version == before.version + 1
            and before.until is not None
            and (before.until < row.since or row.since == first[row.code].since)
        )
        if not follows or (before is None and row.version != 1):
            raise FaultyFigures(
                f"{FILE}, line {start}: versions of “{row.code}” begin at 1 and follow each other; "
                "the one before says until when it was in force"
            )
        last[row.code] = row
        first.setdefault(row.code, row)
