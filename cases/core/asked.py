"""What an address may ask for: every parameter is documented, and none is ignored.

A word that is not known may be a mistyped filter: ignoring it would answer with more than was
meant, so it is refused, with the names that there are.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Sentence, invalid
from cases.core.orders import ORDER
from cases.core.shapes import Schema, Shape

FIELDS: Final = "fields"
UNKNOWN_FILTER: Final = "unknown_filter"
UNKNOWN_PARAMETER: Final = "unknown_parameter"
NO_FILTER: Final[Sentence] = _("There is no such filter. Allowed are: %(allowed)s.")
NOT_YOURS: Final[Sentence] = _("This is for headquarters only. Allowed for you are: %(allowed)s.")
NO_PARAMETER: Final[Sentence] = _("There is no such parameter. Allowed are: %(allowed)s.")
TAKES_NONE: Final[Sentence] = _("This address takes no parameters.")
NO_FIELD: Final[Sentence] = _(
    "There is no such field. Fields are: %(allowed)s. Separate several by commas."
)
EMPTY: Final[Sentence] = _("This is empty. Give a value, or leave the parameter out.")
EMPTY_PLACE: Final[Sentence] = _(
    "This cursor is empty. Take the one that stands in “next” of the last page, or leave it out to "
    "begin with the first page."
)
EMPTY_MOMENT: Final[Sentence] = _(
    "This moment is empty. Give one with its zone, or leave it out for now."
)
SAYING_NOTHING: Final[dict[str, Sentence]] = {
    "cursor": EMPTY_PLACE,
    "known_at": EMPTY_MOMENT,
    "as_of": EMPTY_MOMENT,
}
"""What an empty parameter would be taken for, where that is another answer than was meant."""
ONCE: Final[Sentence] = _("Give this only once.")
AT_WHICH: Final[Sentence] = _("Give a moment with its zone, such as 2025-11-01T08:00:00Z.")
EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LONGEST_MOMENT: Final = 40
type Tree = dict[str, "Tree"]


def check_asked(
    given: QueryDict,
    known: Collection[str],
    code: str,
    *,
    may_be_empty: bool = False,
    withheld: Collection[str] = (),
) -> None:
    """Raise 422 for every parameter that is not `known`, that is given twice, or says nothing.

    A client that lost its place sends an empty one: the first page again would look like the next.
    An empty order is refused by the list, which names those that there are. What is `withheld` is
    a parameter for headquarters alone.
    """
    faults = []
    unknown = unknown_parameter(known, code)
    for name, values in given.lists():
        if name in withheld:
            message = str(NOT_YOURS) % {"allowed": ", ".join(known)}
            faults.append(Problem(name, "headquarters_only", message))
        elif name not in known:
            faults.append(replace(unknown, field=name))
        elif len(values) > 1:
            faults.append(Problem(name, "given_twice", ONCE))
        elif not may_be_empty and name != ORDER and not values[0].strip():
            faults.append(Problem(name, "given_empty", SAYING_NOTHING.get(name, EMPTY)))
    if faults:
        raise invalid(faults)


def unknown_parameter(known: Collection[str], code: str) -> Problem:
    """Return the fault of a parameter that there is not, with those that there are."""
    if not known:
        return Problem("", UNKNOWN_PARAMETER, TAKES_NONE)
    sentence = NO_FILTER if code == UNKNOWN_FILTER else NO_PARAMETER
    return Problem("", code, str(sentence) % {"allowed": ", ".join(known)})


def moment_named(name: str, text: str) -> datetime:
    """Return the moment a parameter names; 422 for what is none, has no zone or is too long ago.

    In UTC: PostgreSQL takes no zone that is sixteen hours or more away. The plus sign of a zone
    that was not written as `%2B` arrives as a blank.
    """
    for said in (text[:LONGEST_MOMENT], text[:LONGEST_MOMENT].replace(" ", "+")):
        try:
            moment = datetime.fromisoformat(said)
            if moment.tzinfo is not None and moment >= EARLIEST:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    raise invalid([Problem(name, "bad_moment", AT_WHICH)])


def fields_of(shape: Shape, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that were asked for, empty for all; 422 names those that there are."""
    if FIELDS not in given:
        return ()
    known = shape.fields
    asked = tuple(dict.fromkeys(part.strip() for part in given[FIELDS].split(",")))
    if any(name not in known for name in asked):
        message = str(NO_FIELD) % {"allowed": ", ".join(known)}
        raise invalid([Problem(FIELDS, "unknown_field", message)])
    return asked


def fields_schema(shape: Shape) -> Schema:
    """Return what the parameter `fields` takes."""
    names = {"type": "string", "enum": list(shape.fields)}
    return {"type": "array", "items": names, "minItems": 1}


def pruned(answer: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """Return the fields of an answer that were asked for; a group whole or by its parts."""
    return cut(answer, tree_of(fields))


def tree_of(fields: Iterable[str]) -> Tree:
    """Return dotted names as a tree; nothing below a name means all that is in it."""
    tree: Tree = {}
    for name in sorted(fields, key=lambda name: -name.count(".")):
        place, (*groups, last) = tree, name.split(".")
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = {}
    return tree


def cut(answer: Mapping[str, Any], tree: Tree) -> dict[str, Any]:
    """Return what of an answer stands in the tree, in the order of the answer."""
    return {
        name: cut(value, tree[name]) if tree[name] and isinstance(value, dict) else value
        for name, value in answer.items()
        if name in tree
    }
