"""Reading the body of an API call: one JSON object, strictly (RFC 8259).

What cannot be read safely is refused here with a sentence, before any form sees it: numbers that
are none, half characters, names given twice, and nesting so deep that it can only be an attack.
"""

import codecs
import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import BaseParser

from cases.core.errors import Problem, Refused, Sentence, invalid

DEEPEST = 20
MOST_DIGITS = 400
SURROGATES = range(0xD800, 0xE000)


class StrictJson(BaseParser):
    """Parses `application/json`; anything else is answered 415."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            text = codecs.decode(stream.read(), "utf-8")
            value = json.loads(
                text,
                parse_int=whole,
                parse_constant=no_number,
                object_pairs_hook=once_each,
            )
        except RecursionError:
            raise bad_json(_("The body is nested too deeply.")) from None
        except ValueError:
            raise bad_json(_("The body is not valid JSON.")) from None
        check_shape(value)
        return value


def bad_json(message: Sentence) -> Refused:
    """400: the body cannot be read."""
    return Refused(message, "bad_json", 400, audited=False)


def no_number(constant: str) -> Any:
    """Refuse NaN and infinities, which JSON does not have."""
    raise ValueError(constant)


def whole(digits: str) -> int | float:
    """Return a whole number; one of more digits than Python reads is too large for every field."""
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a name given twice would hide one of two values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise bad_json(_("The body names a field twice."))
    return found


def check_shape(value: Any) -> None:
    """Refuse nesting deeper than any form has, and half characters anywhere."""
    level = [value]
    for _depth in range(DEEPEST):
        level = [inner for item in level for inner in parts_of(item)]
        if not level:
            return
    raise bad_json(_("The body is nested too deeply."))


def parts_of(item: Any) -> list[Any]:
    """Return what is inside an array or object; check the characters of a text."""
    if isinstance(item, str):
        if any(ord(char) in SURROGATES for char in item):
            raise bad_json(_("The body holds half a character (a lone surrogate)."))
        return []
    if isinstance(item, dict):
        return [*item, *item.values()]
    return item if isinstance(item, list) else []


def object_of(value: Any) -> dict[str, Any]:
    """Return the body as an object; 422 for arrays, texts, numbers and null."""
    if isinstance(value, dict):
        return value
    message = _("The body must be one JSON object, such as {}.")
    raise invalid([Problem("", "not_an_object", message)])
