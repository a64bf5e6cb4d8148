"""Faults within what is sent as a list or an object, told by their place in it.

`marks.3.case` is the case of the fourth of `marks`: places count from nought, as in what was sent.
A page has one input for the whole, and says its sentence there.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.core.errors import Problem, Sentence
from cases.core.text import shortened

LONGEST_LIST: Final = 1000
LONGEST_SHOWN: Final = 60
TOO_MANY = _("These are too many at once: at most %(most)d.")
UNKNOWN_FIELD = _("This field is not known here. Known are: %(known)s.")
NO_FIELDS = _("This field is not known here; nothing is said here.")
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
    """Return a fault with where in the value it is, before what is known of that already.

    Of several faults in one each is told so.
    """
    for row in fault.error_list:
        vars(row)["place"] = (*place, *place_of(row))
    return fault


def refuse(faults: Sequence[ValidationError]) -> None:
    """Raise all faults of a value at once, nothing where there are none."""
    if faults:
        raise faults[0] if len(faults) == 1 else ValidationError([*faults])


def each_of(**parts: Callable[[], Any]) -> dict[str, Any]:
    """Return the parts of a value by their names; ValidationError with the faults of all."""
    made, faults = {}, []
    for name, make in parts.items():
        try:
            made[name] = make()
        except ValidationError as fault:
            faults += fault.error_list
    refuse(faults)
    return made


def unknown_words(known: Iterable[str]) -> str:
    """Return that a name is not known, with those that are."""
    names = ", ".join(known)
    return str(UNKNOWN_FIELD) % {"known": names} if names else str(NO_FIELDS)


def unknown_names(given: Iterable[str], known: Collection[str], above: str = "") -> list[Problem]:
    """Return a fault for each name that is not known, with those that are; `above` is their path.

    The sentence is the same for all: with thousands of names it is made once.
    """
    unknown = [name for name in given if name not in known]
    words = unknown_words(known) if unknown else ""
    return [Problem(f"{above}{name}", "unknown_field", words) for name in unknown]


def check_count(values: Sequence[Any], most: int) -> None:
    """Raise ValidationError for more values than are taken at once."""
    if len(values) > most:
        raise ValidationError(TOO_MANY, code="too_many", params={"most": most})


def shown_value(value: Any) -> str:
    """Return the beginning of a value that was sent, to be named in a sentence."""
    return shortened(str(value), LONGEST_SHOWN)


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


def items_of(value: Any, kind: type, most: int = LONGEST_LIST) -> list[Any]:
    """Return the members of a list, all of one type; ValidationError at each that is not."""
    if not isinstance(value, list):
        raise wrong_type("array")
    check_count(value, most)
    refuse(
        [
            at(wrong_type(NAMES[kind]), place)
            for place, item in enumerate(value)
            if not is_of(item, kind)
        ]
    )
    return value


def object_of(
    value: Any, kinds: Mapping[str, type], needed: Collection[str] = (), *, nullable: bool = False
) -> dict[str, Any]:
    """Return an object whose members have these types; ValidationError with every fault."""
    if not isinstance(value, dict):
        raise wrong_type("object")
    faults = [
        at(ValidationError(str(row.message), code=row.code), row.field)
        for row in unknown_names(value, kinds)
    ]
    faults += [
        at(wrong_type(NAMES[kind]), name)
        for name, kind in kinds.items()
        if name in value and not is_of(value[name], kind) and not (nullable and value[name] is None)
    ]
    refuse([*faults, *lacking(value, needed)])
    return value


def lacking(value: Mapping[str, Any], names: Collection[str]) -> list[ValidationError]:
    """Return a fault for each of these names that an object lacks."""
    sentence = forms.Field.default_error_messages["required"]
    missing = [name for name in names if name not in value]
    return [at(ValidationError(sentence, code="required"), name) for name in missing]
