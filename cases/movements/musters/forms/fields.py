"""Fields of head counts: many marks at once, words on those who are missing.

In JSON an array of objects; on the web a line for each, or an input for each person.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.fields import Field
from cases.core.fields.dates import parse_when
from cases.core.fields.inner import at, items_of, object_of
from cases.core.text import clean_text
from cases.movements.musters.choices import Mark
from cases.movements.musters.operations.holding import Search
from cases.movements.musters.operations.sent import SentMark

MOST: Final = 400
LONGEST: Final = 500
NUMBER: Final = re.compile(r"[A-Za-z]{2,6}-[0-9]{4}-[0-9]{5,9}")
OBJECT: Final = _("an array of objects")
BAD_CASE = _("%(place)s: write the number of a case, such as BKK-2025-00042.")
BAD_MARK = _("%(place)s: a mark is present, absent, refused or unknown.")
BAD_KEY = _("%(place)s: a key is a UUID made by the device.")
BAD_SEEN = _("%(place)s: seen_at is a moment with its zone, such as 2025-11-04T20:30+07:00.")
TOO_LONG = _("%(place)s: these words are too long.")
TOO_MANY = _("These are too many at once: at most %(most)d.")
NO_WORDS = _("%(place)s: the words are missing.")


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
        return items_of(value, dict)

    def to_python(self, value: Any) -> Any:
        if not value:
            return []
        rows: Iterable[Any] = value
        if isinstance(value, str):
            rows = [self.from_line(line) for line in value.splitlines() if line.strip()]
        found = list(rows)
        if len(found) > MOST:
            raise ValidationError(TOO_MANY, code="too_many", params={"most": MOST})
        return [self.whole(place, row) for place, row in enumerate(found, start=1)]

    def whole(self, place: int, row: Mapping[str, Any]) -> Any:
        """Return one object read, ValidationError naming its place in the array."""
        try:
            object_of(row, dict.fromkeys(self.keys, str), nullable=True)
        except ValidationError as fault:
            raise at(fault, place - 1) from None
        if "case" in self.needed and not NUMBER.fullmatch(row.get("case") or ""):
            fail(place, "case", BAD_CASE, "bad_case")
        return self.made(place, row)

    def from_line(self, line: str) -> dict[str, Any]:
        """Return the object that a line of text stands for."""
        raise NotImplementedError

    def made(self, place: int, row: Mapping[str, Any]) -> Any:
        """Return what the operation takes of one object."""
        raise NotImplementedError


def fail(place: int, name: str, message: Any, code: str) -> None:
    """Raise that what has this name is faulty; to people, places of the array count from one."""
    raise at(ValidationError(message, code=code, params={"place": place}), place - 1, name)


def words_of(place: int, row: Mapping[str, Any]) -> str:
    """Return the words of an object, clean and not too long."""
    try:
        words = clean_text(row.get("words") or "")
    except ValueError:
        words = ""
    if len(words) > LONGEST:
        fail(place, "words", TOO_LONG, "too_long")
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

    def made(self, place: int, row: Mapping[str, Any]) -> SentMark:
        if row.get("mark") not in Mark.values:
            fail(place, "mark", BAD_MARK, "bad_mark")
        return SentMark(
            case=row["case"],
            mark=row["mark"],
            key=key_of(place, row.get("key") or ""),
            seen_at=seen_of(place, row.get("seen_at") or ""),
            words=words_of(place, row),
        )


def key_of(place: int, text: str) -> UUID:
    """Return the key of a mark."""
    try:
        return UUID(text)
    except ValueError:
        fail(place, "key", BAD_KEY, "bad_key")
        raise


def seen_of(place: int, text: str) -> datetime | None:
    """Return when a mark was made by the clock of the device; None where it did not say."""
    if not text:
        return None
    try:
        when = parse_when(text)
    except ValidationError:
        when = None
    if when is None or when.latest is None or when.earliest != when.latest:
        fail(place, "seen_at", BAD_SEEN, "bad_moment")
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

    def made(self, place: int, row: Mapping[str, Any]) -> Search:
        words = words_of(place, row)
        if not words:
            fail(place, "words", NO_WORDS, "required")
        return Search(row["case"], words)
