"""In which order a list can be read: a few words, each served by an index, both ways.

A word names what is sorted by, with a minus it is read from the end. An order without an index
would sort a million rows for fifty, so there is none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Sentence, invalid
from cases.core.shapes import TEXT, Schema

ORDER: Final = "order"
NO_ORDER: Final[Sentence] = _("There is no such order. Allowed are: %(allowed)s.")
NO_WORD: Final[Sentence] = _(
    "This is empty. Give one of these, or leave the parameter out: %(allowed)s."
)
WORDS: Final = {
    "sort_key": "name",
    "position_at": "waiting",
    "citizen_id": "person",
    "ordered_at": "as_of",
}
WORDLESS: Final = frozenset({"id", "uuid", "case_id", "received_id"})
"""Lists that begin with one of these stand in an order that says nothing; it has no word."""


@dataclass(frozen=True, slots=True)
class Order:
    """Columns that together tell every row from every other; `only` are the rows that have it.

    `within`: by what the list is narrowed, since a place in one list says nothing of another.
    """

    columns: tuple[str, ...]
    word: str = ""
    falls: bool = False
    only: Q | None = None
    help: str = ""
    within: str = ""

    @property
    def purpose(self) -> str:
        """What sets cursors of this order apart; the usual one of the whole list has none."""
        way = f".{self.word}.{'falling' if self.falls else 'rising'}" if self.word else ""
        return f"{way}.of.{self.within}" if self.within else way

    def narrowed_by(self, said: Mapping[str, str]) -> "Order":
        """Return the same order of the rows that filters leave."""
        if not said:
            return self
        text = json.dumps(sorted(said.items()))
        return replace(self, within=sha256(text.encode()).hexdigest()[:16])


def word_of(columns: tuple[str, ...]) -> str:
    """Return the word of the usual order of a list, empty where it has none."""
    first = columns[0].rpartition("__")[2]
    if first in WORDLESS:
        return ""
    return WORDS.get(first) or first.removesuffix("_at").removesuffix("_on")


def words_of(usual: tuple[str, ...], others: Mapping[str, Order]) -> list[str]:
    """Return the words a list takes, the usual one first, each followed by the way back."""
    words = [word for word in (word_of(usual), *others) if word]
    return [way for word in words for way in (word, f"-{word}")]


def order_of(
    usual: tuple[str, ...], others: Mapping[str, Order], given: Mapping[str, str]
) -> Order:
    """Return the order that was asked for; 422 names those that there are."""
    asked = given.get(ORDER)
    if asked is None:
        return Order(usual)
    if not asked.strip():
        message = str(NO_WORD) % {"allowed": ", ".join(words_of(usual, others))}
        raise invalid([Problem(ORDER, "given_empty", message)])
    if asked not in words_of(usual, others):
        message = str(NO_ORDER) % {"allowed": ", ".join(words_of(usual, others))}
        raise invalid([Problem(ORDER, "unknown_order", message)])
    word = asked.removeprefix("-")
    falls = asked.startswith("-")
    if word in others:
        return replace(others[word], word=word, falls=falls)
    return Order(usual, word, falls) if falls else Order(usual)


def order_schema(usual: tuple[str, ...], others: Mapping[str, Order]) -> Schema:
    """Return what the parameter `order` takes."""
    words = words_of(usual, others)
    return TEXT | {"enum": words, "default": words[0]}


def order_help(others: Mapping[str, Order]) -> str:
    """Return what the description says of the orders."""
    more = [f"{word}: {order.help}" for word, order in others.items() if order.help]
    return " ".join(["A word; with a minus it is read from the end.", *more])


def column_at(model: type[Model], path: str) -> Any:
    """Return the column at the end of a path of lookups."""
    *steps, last = path.split("__")
    for step in steps:
        related: Any = model._meta.get_field(step).related_model
        model = related
    return model._meta.get_field(last)
