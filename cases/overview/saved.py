"""Saved views: the lists that are asked for every day, each with how many cases it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import TextField, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.blocking import Due
from cases.casework.choices import Stage
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.missions.days import Days, days_of
from cases.overview.queries import CAP, DEADLINE, Filters, capped, worklist
from cases.procedures.choices import Body


@dataclass(frozen=True, slots=True)
class View:
    """A list by its name: what it is narrowed to, as in the address. All are of open cases."""

    label: Any
    asks: dict[str, Any]

    @property
    def url(self) -> str:
        """The address of the list."""
        query = f"?{urlencode(self.asks)}" if self.asks else ""
        return f"{reverse('worklist')}{query}"

    @property
    def filters(self) -> Filters:
        """What the list is narrowed to."""
        return Filters(**self.asks)

    @property
    def is_whole(self) -> bool:
        """Whether each of its filters still has the value that is asked for."""
        return True


ALL: Final = View(_("All open"), {})
MINE: Final = View(_("My cases"), {"officer": "mine", "order": DEADLINE})
BY_DEADLINE: Final = View(_("All open"), {"order": DEADLINE})
VIEWS: Final = (
    MINE,
    View(_("Overdue"), {"due": Due.OVERDUE}),
    View(_("Due today"), {"due": Due.TODAY}),
    View(_("Waiting on the immigration department"), {"body": Body.IMMIGRATION_DEPARTMENT}),
    View(_("Ready to return"), {"stage": Stage.READY}),
    View(_("Nobody’s"), {"officer": "nobody"}),
    View(_("Under 18"), {"age": "minor"}),
)


def views_for(actor: Actor) -> Sequence[View]:
    """Return the views that make sense for a role; nobody at headquarters has cases of her own."""
    if not actor.sees(FILE):
        return ()
    return [view for view in VIEWS if not (view is MINE and actor.is_headquarters)]


def counts_of(actor: Actor, views: Iterable[View], now: datetime) -> dict[str, str]:
    """Return how many cases each view has by its address, at most "99+", in one query."""
    days = days_of(actor, now)
    views = list({view.url: view for view in views if view.is_whole}.values())
    parts = [
        worklist(actor, view.filters, now, days_for(view, actor, now, days))
        .order_by(*order_of(view))
        .values_list(Value(view.url, output_field=TextField()))[: CAP + 1]
        for view in views
    ]
    if not parts:
        return {}
    first, *others = parts
    found = dict.fromkeys((view.url for view in views), 0)
    for (url,) in first.union(*others, all=True):
        found[url] += 1
    return {url: capped(count) for url, count in found.items()}


def days_for(view: View, actor: Actor, now: datetime, days: Days) -> Days:
    """Return the days by which a view is judged: those of its one mission, if it names one."""
    mission = view.filters.mission
    return days_of(actor, now, mission) if mission is not None else days


def order_of(view: View) -> tuple[str, ...]:
    """Return the order in which a view is counted: along the index that its list is read by.

    Children are few among many: they are found by their birth dates, in no order.
    """
    if view.asks.get("age"):
        return ()
    return ("next_due_at" if view.asks.get("due") else "position_at", "reference")


def tabs(
    views: Sequence[View], asked: dict[str, str], counts: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return the views as links, with their counts once there are any.

    `is_current` where the list that was asked for is just that one; `is_broken` where a filter has
    lost its value, which is known once the counts are there.
    """
    if not views:
        return []
    plain = {name: value for name, value in asked.items() if value and name != "page"}
    return [
        {
            "label": view.label,
            "url": view.url,
            "is_counted": view is not ALL,
            "count": (counts or {}).get(view.url, ""),
            "is_broken": counts is not None and not view.is_whole,
            "is_current": plain == view.asks,
        }
        for view in (ALL, *views)
    ]
