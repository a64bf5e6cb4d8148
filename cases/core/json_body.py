"""Reading the body of an API call: one JSON object, strictly (RFC 8259).

What cannot be read safely is refused here with a sentence, before any form sees it: numbers that
are none, half characters, names given twice. What can only be an attack is refused before it is
parsed: nesting deeper, and more values, than any act takes.
"""

import codecs
import json
import re
from collections.abc import Mapping
from typing import IO, Any, Final

from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import BaseParser

from cases.core.errors import Problem, Refused, Sentence, invalid

DEEPEST: Final = 20
MOST_VALUES: Final = 10_000
"""Values in one body, at whatever depth: four times what the largest act takes."""
MOST_DIGITS: Final = 400
MARK: Final = re.compile(
    rb"""(?: [^"\[\]{},]++ | "[^"\\]*+(?:\\.[^"\\]*+)*+"? )*+ ([\[\]{},]|\Z)""",
    re.DOTALL | re.VERBOSE,
)
"""Up to the next bracket or comma outside of a text. It matches at once whatever follows, so that
a body is looked through in one pass."""
STEPS: Final = {b"[": 1, b"{": 1, b"]": -1, b"}": -1, b",": 0, b"": 0}
BEFORE_A_VALUE: Final = frozenset({b"[", b"{", b","})
SURROGATE: Final = re.compile("[\ud800-\udfff]")


class StrictJson(BaseParser):
    """Parses `application/json`; anything else is answered 415."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return read_json(stream.read())


def read_json(body: bytes) -> Any:
    """Return what a body says; 400 where it cannot be read, 413 where it holds too much."""
    check_size(body)
    try:
        value = json.loads(
            codecs.decode(body, "utf-8"),
            parse_int=whole,
            parse_constant=no_number,
            object_pairs_hook=once_each,
        )
    except ValueError:
        raise bad_json(_("The body is not valid JSON.")) from None
    check_characters(value)
    return value


def check_size(body: bytes) -> None:
    """Refuse a body before anything is made of it: one nested too deeply, or of too many values.

    Where the brackets do not fit together the parser says so.
    """
    depth = values = 0
    for found in MARK.finditer(body):
        depth += STEPS[found[1]]
        values += found[1] in BEFORE_A_VALUE
        if depth < 0:
            return
        if depth > DEEPEST:
            raise Refused(_("The body is nested too deeply."), "too_deep", 400, audited=False)
        if values > MOST_VALUES:
            raise too_many_values()


def bad_json(message: Sentence) -> Refused:
    """400: the body cannot be read."""
    return Refused(message, "bad_json", 400, audited=False)


def too_many_values() -> Refused:
    """413: more values than any act takes."""
    sentence = _("The body holds too many values: at most %(most)s are taken at once.")
    return Refused(sentence % {"most": MOST_VALUES}, "too_many_values", 413, audited=False)


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


def check_characters(value: Any) -> None:
    """Refuse half characters anywhere."""
    if isinstance(value, str) and SURROGATE.search(value):
        raise bad_json(_("The body holds half a character (a lone surrogate)."))
    if isinstance(value, dict):
        value = [*value, *value.values()]
    for item in value if isinstance(value, list) else ():
        check_characters(item)


def object_of(value: Any) -> dict[str, Any]:
    """Return the body as an object; 422 for arrays, texts, numbers and null."""
    if isinstance(value, dict):
        return value
    message = _("The body must be one JSON object, such as {}.")
    raise invalid([Problem("", "not_an_object", message)])
