"""The parts of the dashboard and their lines: a figure each, with the list behind it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet, TextField, Value
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.overview.queries import CAP, capped

TITLES: Final[dict[str, Sentence]] = {
    "quality": _("Quality of the data"),
    "sealed": _("Openings of sealed parts"),
    "lists": _("Lists received"),
    "jobs": _("Background jobs"),
    "clients": _("API clients"),
    "logins": _("Last logins"),
}
"""The parts in their order on the page."""
NOUGHT: Final = "0"


@dataclass(frozen=True, slots=True)
class Line:
    """How many of one kind: the count in words, the list behind it, how pressing it is."""

    label: Any
    count: Any
    url: str
    tone: str = ""
    note: str = ""

    @property
    def is_nought(self) -> bool:
        """Whether there is nothing to see to."""
        return str(self.count) == NOUGHT


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page."""

    name: str
    title: Sentence
    lines: tuple[Line, ...]


Source = Callable[[Actor, datetime], Iterable[Line]]
_sources: dict[str, list[Source]] = {name: [] for name in TITLES}


def on_dashboard(name: str) -> Callable[[Source], Source]:
    """Register what yields lines of a part for an actor, none where it is not for her."""

    def register(source: Source) -> Source:
        if source not in _sources[name]:
            _sources[name].append(source)
        return source

    return register


def parts(actor: Actor, now: datetime) -> list[Part]:
    """Return the parts that are for the actor."""
    made = [
        Part(name, TITLES[name], tuple(line for source in sources for line in source(actor, now)))
        for name, sources in _sources.items()
    ]
    return [part for part in made if part.lines]


def length(rows: QuerySet[Any]) -> str:
    """Return how many rows there are, at most "99+"; no further than that is counted."""
    return capped(len(rows.order_by().values_list("pk", flat=True)[: CAP + 1]))


def lengths(**rows: QuerySet[Any]) -> dict[str, str]:
    """Return the same for several lists, read in one query."""
    first, *others = (
        found.order_by().values_list(Value(name, output_field=TextField()))[: CAP + 1]
        for name, found in rows.items()
    )
    counts = Counter(name for (name,) in first.union(*others, all=True).order_by())
    return {name: capped(counts[name]) for name in rows}


def table(model: str, **asks: str) -> str:
    """Return the address of a list of the admin, narrowed by its filters."""
    home = reverse(f"admin:cases_{model}_changelist")
    return f"{home}?{urlencode(asks)}" if asks else home
