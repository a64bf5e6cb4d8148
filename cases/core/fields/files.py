"""A file that is sent along: bytes with the name they had, which is shown and never a path."""

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.fields.base import Field
from cases.core.fields.inner import at, object_of
from cases.core.text import clean_text

LONGEST_NAME = 160
LONGEST_ENDING = 12
UNSTORED = frozenset({"Cc", "Cf", "Cs"})
"""Categories of characters that end a text, turn it or are no letter of their own."""
SIGN = ";base64,"
PARTS = {"name": str, "content": str}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the bytes, and the name of the file at whoever sent it."""

    name: str
    content: bytes


def shown_name(told: str) -> str:
    """Return what a file is called here: the last part of a path, of letters that can be seen.

    A name is a word and never a path, so what would lead elsewhere, turn the writing direction or
    end the text is left out instead of being refused. A long one keeps its ending.
    """
    last = re.split(r"[/\\]", told)[-1]
    stored = "".join(char for char in last if unicodedata.category(char) not in UNSTORED)
    name = clean_text(stored).lstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST_NAME or not dot or len(ending) > LONGEST_ENDING:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def as_words(name: str, content: bytes) -> str:
    """Return a file as the one text in which a form carries it on to its operation."""
    return f"{quote(name)}{SIGN}{base64.b64encode(content).decode('ascii')}"


class FileWidget(forms.FileInput):
    """Picks a file; what came stands among the words of the form (`core.received`)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class Upload(Field, forms.Field):
    """A file of at most `most_bytes`; in JSON an object of its name and its bytes in base64."""

    expected = "object"
    empty: Any = None
    widget = FileWidget

    def __init__(self, *, most_bytes: int, accept: str = "", **kwargs: Any) -> None:
        self.most_bytes = most_bytes
        kwargs.setdefault("widget", FileWidget(attrs={"accept": accept} if accept else None))
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        longest = (self.most_bytes + 2) // 3 * 4
        content = {"type": "string", "contentEncoding": "base64", "maxLength": longest}
        return {
            "type": "object",
            "additionalProperties": False,
            "required": ["name", "content"],
            "properties": {
                "name": {"type": "string", "maxLength": LONGEST_NAME},
                "content": content,
            },
        }

    def read(self, value: Any) -> Any:
        parts = object_of(value, PARTS, PARTS)
        return f"{quote(parts['name'])}{SIGN}{parts['content']}"

    def to_python(self, value: Any) -> Sent | None:
        if value in self.empty_values:
            return None
        if not isinstance(value, str) or SIGN not in value:
            raise self.wrong_type()
        name, _sign, words = value.partition(SIGN)
        try:
            content = base64.b64decode(words, validate=True)
            named = shown_name(unquote(name))
        except (binascii.Error, ValueError):
            fault = ValidationError(_("This is no file in base64."), code="not_base64")
            raise at(fault, "content") from None
        if len(content) > self.most_bytes:
            most = self.most_bytes // 1_000_000
            fault = ValidationError(
                _("This file has more than %(most)s MB. Split it and send the parts."),
                code="too_many_bytes",
                params={"most": most},
            )
            raise at(fault, "content")
        return Sent(named, content)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


def most_bytes_of(form: type[forms.Form]) -> int:
    """Return how large a file a form takes, 0 for one that takes none."""
    fields: dict[str, Any] = form.base_fields
    return max((row.most_bytes for row in fields.values() if isinstance(row, Upload)), default=0)
