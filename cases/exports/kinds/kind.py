"""A kind of row that can be taken along: from where, as what, narrowed by what, in which order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Problem, Sentence, invalid
from cases.core.listing import Filter, narrowed
from cases.core.shapes import Column, Place, Shape
from cases.exports.choices import ExportKind
from cases.exports.rules import rules

Asks = Mapping[str, str]
"""Filter of the API -> what is asked for."""
ABOUT_ONE: Final = frozenset({"citizen", "case"})
AT_ONCE: Final = 2_000
NOT_OF_KIND: Final[Sentence] = _("Rows of this kind are not narrowed by this.")
NEEDED: Final[Sentence] = _("Say of which incident.")


@dataclass(frozen=True)
class Kind:
    """One kind of row.

    `event`: what the record calls the thing that was taken along. `lines`: rows that stand in no
    table and are made when they are asked for; there are few of them, and each ends with the id of
    the row of `model` that it was made from. `fixed`: what is put down when it is asked for, so
    that what is written later is what was counted. `needs`: filters that cannot be left out.
    """

    code: str
    model: Any
    rows: Callable[[Actor], QuerySet[Any]]
    shape: Shape
    order: tuple[str, ...]
    known: tuple[Filter, ...]
    event: str
    lines: Callable[[Actor, Asks], Iterable[tuple[Any, ...]]] | None = None
    fixed: Callable[[Actor, Asks], Asks] = lambda actor, asks: asks
    needs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the rows are, in words."""
        return str(ExportKind(self.code).label)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters of the list that do not name one person."""
        return tuple(row for row in self.known if row.name not in ABOUT_ONE)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns of the file, in order."""
        return rules().columns[self.code]

    @cached_property
    def part(self) -> Shape:
        """The shape of the file."""
        return self.shape.only(self.names)

    @cached_property
    def plan(self) -> list[tuple[Column, Place]]:
        """The columns in the order of the file, with how each is read out of a row."""
        read = zip(self.part.columns, self.part.plan, strict=True)
        there = {shown.name: (shown, place) for shown, place in read}
        return [there[name] for name in self.names]

    def check(self, asks: Asks) -> None:
        """Raise 422 for every filter that this kind has not, and for one it cannot do without."""
        names = [row.name for row in self.filters]
        faults = [
            Problem(name, "not_of_this_kind", NOT_OF_KIND) for name in asks if name not in names
        ]
        faults += [Problem(name, "needed", NEEDED) for name in self.needs if not asks.get(name)]
        if faults:
            raise invalid(faults)

    def query(self, actor: Actor, asks: Asks) -> QuerySet[Any]:
        """Return the rows that are asked for, through the eyes of the actor; 422 names a filter."""
        self.check(asks)
        given = QueryDict(mutable=True)
        given.update(dict(asks))
        return narrowed(self.rows(actor), self.filters, given, actor)

    def count(self, actor: Actor, asks: Asks) -> int:
        """Return how many rows there are now."""
        if self.lines is None:
            return self.query(actor, asks).order_by().count()
        self.check(asks)
        return sum(1 for _line in self.lines(actor, asks))

    def read(self, actor: Actor, asks: Asks) -> Iterator[tuple[Any, ...]]:
        """Yield the plain rows of the file in order, each with its id behind; none is held."""
        if self.lines is None:
            query = self.query(actor, asks).order_by(*self.order)
            return query.values_list(*self.part.sources, "pk").iterator(chunk_size=AT_ONCE)
        self.check(asks)
        places = [*(self.shape.sources.index(name) for name in self.part.sources), -1]
        return (tuple(line[place] for place in places) for line in self.lines(actor, asks))
