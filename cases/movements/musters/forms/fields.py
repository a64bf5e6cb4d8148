"""Fields of head counts: many marks at once, words on those who are missing.

In JSON an array of objects; on the web a line for each, or an input for each person.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.fields import Field
from cases.core.fields.dates import parse_when
from cases.core.fields.inner import at, check_count, each_of, items_of, object_of, refuse
from cases.core.text import clean_text
from cases.movements.musters.choices import Mark
from cases.movements.musters.operations.holding import Search
from cases.movements.musters.operations.sent import SentMark

MOST: Final = 400
LONGEST: Final = 500
NUMBER: Final = re.compile(r"[A-Za-z]{2,6}-[0-9]{4}-[0-9]{5,9}")
OBJECT: Final = _("an array of objects")
BAD_CASE = _("Write the number of a case, such as BKK-2025-00042.")
BAD_MARK = _("A mark is present, absent, refused or unknown.")
BAD_KEY = _("A key is a UUID made by the device.")
BAD_SEEN = _("This is a moment with its zone, such as 2025-11-04T20:30+07:00.")
TOO_LONG = _("These words are too long.")
NO_WORDS = _("The words are missing.")


class Lines(forms.Textarea):
    """One line each; also what was typed into inputs of their own, named after the field."""

    def __init__(self) -> None:
        super().__init__({"rows": 6})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        own = [
            f"{key.removeprefix(f'{name}:')} {data[key]}"
            for key in data
            if key.startswith(f"{name}:") and data[key].strip()
        ]
        return "\n".join([*own, data.get(name) or ""]).strip()


class Objects(Field, forms.Field):
    """An array of objects with fixed keys, each read by `made`."""

    expected = str(OBJECT)
    empty: Any = ()
    widget = Lines
    keys: Mapping[str, dict[str, Any]] = {}
    needed: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        item = {
            "type": "object",
            "additionalProperties": False,
            "properties": dict(self.keys),
            "required": list(self.needed),
        }
        return {"type": "array", "items": item, "maxItems": MOST}

    def read(self, value: Any) -> Any:
        return items_of(value, dict, MOST)

    def to_python(self, value: Any) -> Any:
        if not value:
            return []
        is_typed = isinstance(value, str)
        rows = [line for line in value.splitlines() if line.strip()] if is_typed else value
        check_count(rows, MOST)
        made, faults = [], []
        for place, row in enumerate(rows):
            try:
                made.append(self.whole(self.from_line(row) if is_typed else row))
            except ValidationError as fault:
                told = in_line(place + 1, fault) if is_typed else fault
                faults += at(told, place).error_list
        refuse(faults)
        return made

    def whole(self, row: Mapping[str, Any]) -> Any:
        """Return one object read, ValidationError naming what of it is faulty."""
        object_of(row, dict.fromkeys(self.keys, str), self.needed, nullable=True)
        return self.made(row)

    def from_line(self, line: str) -> dict[str, Any]:
        """Return the object that a line of text stands for."""
        raise NotImplementedError

    def made(self, row: Mapping[str, Any]) -> Any:
        """Return what the operation takes of one object."""
        raise NotImplementedError


def in_line(line: int, fault: ValidationError) -> ValidationError:
    """Return what is wrong with a line that was typed, each fault with its line."""
    return ValidationError(
        [ValidationError(f"{line}: {row.messages[0]}", row.code) for row in fault.error_list]
    )


def fail(name: str, message: Any, code: str) -> None:
    """Raise that what has this name is faulty."""
    raise at(ValidationError(message, code=code), name)


def words_of(row: Mapping[str, Any]) -> str:
    """Return the words of an object, clean and not too long."""
    try:
        words = clean_text(row.get("words") or "")
    except ValueError:
        words = ""
    if len(words) > LONGEST:
        fail("words", TOO_LONG, "too_long")
    return words


def said_of(row: Mapping[str, Any]) -> str:
    """Return the words of an object that must have some."""
    words = words_of(row)
    if not words:
        fail("words", NO_WORDS, "required")
    return words


class Marks(Objects):
    """Marks as a device sends them; on the web `BKK-2025-00042 present`, one line each."""

    keys = {
        "case": {"type": "string", "maxLength": 24},
        "mark": {"type": "string", "enum": list(Mark.values)},
        "key": {"type": "string", "format": "uuid"},
        "seen_at": {"type": ["string", "null"], "format": "date-time"},
        "words": {"type": ["string", "null"], "maxLength": LONGEST},
    }
    needed = ("case", "mark", "key")

    def from_line(self, line: str) -> dict[str, Any]:
        case, _blank, rest = line.strip().partition(" ")
        mark, _blank, rest = rest.strip().partition(" ")
        key, _blank, rest = rest.strip().partition(" ")
        try:
            UUID(key)
        except ValueError:
            return {"case": case, "mark": mark, "key": str(uuid4()), "words": f"{key} {rest}"}
        seen, _blank, words = rest.strip().partition(" ")
        return {"case": case, "mark": mark, "key": key, "seen_at": seen, "words": words}

    def made(self, row: Mapping[str, Any]) -> SentMark:
        parts = each_of(
            case=lambda: case_of(row),
            mark=lambda: mark_of(row),
            key=lambda: key_of(row),
            seen_at=lambda: seen_of(row),
            words=lambda: words_of(row),
        )
        return SentMark(**parts)


def case_of(row: Mapping[str, Any]) -> str:
    """Return the number of a case, as it was written."""
    number = row.get("case") or ""
    if not NUMBER.fullmatch(number):
        fail("case", BAD_CASE, "bad_case")
    return number


def mark_of(row: Mapping[str, Any]) -> str:
    """Return whether somebody was there."""
    mark: str = row.get("mark") or ""
    if mark not in Mark.values:
        fail("mark", BAD_MARK, "bad_mark")
    return mark


def key_of(row: Mapping[str, Any], name: str = "key") -> UUID:
    """Return a key that a device made."""
    try:
        return UUID(row.get(name) or "")
    except ValueError:
        fail(name, BAD_KEY, "bad_key")
        raise


def seen_of(row: Mapping[str, Any]) -> datetime | None:
    """Return when a mark was made by the clock of the device; None where it did not say."""
    text = row.get("seen_at") or ""
    if not text:
        return None
    try:
        when = parse_when(text)
    except ValidationError:
        when = None
    if when is None or when.latest is None or when.earliest != when.latest:
        fail("seen_at", BAD_SEEN, "bad_moment")
        return None
    return when.latest


class Searches(Objects):
    """Where each missing person likely is; on the web an input each, or a line each."""

    keys = {
        "case": {"type": "string", "maxLength": 24},
        "words": {"type": "string", "maxLength": LONGEST},
    }
    needed = ("case", "words")

    def from_line(self, line: str) -> dict[str, Any]:
        case, _blank, words = line.strip().partition(" ")
        return {"case": case.rstrip(":"), "words": words}

    def made(self, row: Mapping[str, Any]) -> Search:
        return Search(**each_of(case=lambda: case_of(row), words=lambda: said_of(row)))
