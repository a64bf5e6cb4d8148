"""Faults within what is sent as a list or an object, told by their place in it.

`marks.3.case` is the case of the fourth of `marks`: places count from nought, as in what was sent.
A page has one input for the whole, and says its sentence there.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.core.errors import Sentence

UNKNOWN_FIELD = _("This field is not known here.")
WRONG_TYPE = _("This has the wrong type. Expected: %(expected)s.")
TYPES: Final[Mapping[str, Sentence]] = {
    "string": pgettext_lazy("type of a value", "string"),
    "integer": pgettext_lazy("type of a value", "integer"),
    "number": pgettext_lazy("type of a value", "number"),
    "boolean": pgettext_lazy("type of a value", "boolean"),
    "array": pgettext_lazy("type of a value", "array"),
    "object": pgettext_lazy("type of a value", "object"),
    "list of objects with name, kind and label": _("list of objects with name, kind and label"),
    "object with amount and currency": _("object with amount and currency"),
}
NAMES: Final[Mapping[type, str]] = {str: "string", int: "integer", bool: "boolean", dict: "object"}


def at(fault: ValidationError, *place: str | int) -> ValidationError:
    """Return a fault with where in the value it is, before what is known of that already."""
    vars(fault)["place"] = (*place, *place_of(fault))
    return fault


def place_of(fault: ValidationError) -> tuple[str | int, ...]:
    """Return where in the value of its field a fault is; nothing for the whole of it."""
    place: tuple[str | int, ...] = vars(fault).get("place", ())
    return place


def path_of(field: str, fault: ValidationError) -> str:
    """Return what a fault is about, from the field on."""
    return ".".join(map(str, (field, *place_of(fault))))


def wrong_type(expected: str) -> ValidationError:
    """Return the fault of a value of another JSON type."""
    return ValidationError(
        WRONG_TYPE, code="wrong_type", params={"expected": TYPES.get(expected, expected)}
    )


def is_of(value: Any, kind: type) -> bool:
    """Return whether a value is of a type of JSON; true and false are no numbers there."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def items_of(value: Any, kind: type) -> list[Any]:
    """Return the members of a list, all of one type; ValidationError at the first that is not."""
    if not isinstance(value, list):
        raise wrong_type("array")
    for place, item in enumerate(value):
        if not is_of(item, kind):
            raise at(wrong_type(NAMES[kind]), place)
    return value


def object_of(
    value: Any, kinds: Mapping[str, type], needed: Collection[str] = (), *, nullable: bool = False
) -> dict[str, Any]:
    """Return an object whose members have these types; ValidationError at the first fault."""
    if not isinstance(value, dict):
        raise wrong_type("object")
    for name, item in value.items():
        if name not in kinds:
            raise at(ValidationError(UNKNOWN_FIELD, code="unknown_field"), name)
        if not is_of(item, kinds[name]) and not (nullable and item is None):
            raise at(wrong_type(NAMES[kinds[name]]), name)
    needs(value, needed)
    return value


def needs(value: Mapping[str, Any], names: Collection[str]) -> None:
    """Raise ValidationError for the first of these that an object lacks."""
    for name in names:
        if name not in value:
            sentence = forms.Field.default_error_messages["required"]
            raise at(ValidationError(sentence, code="required"), name)
