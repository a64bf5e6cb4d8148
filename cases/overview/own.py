"""Saved views of one's own, and those shared with the mission, beside the built-in ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.overview.forms import WorklistFilters
from cases.overview.models import SavedView
from cases.overview.offers import Offers, offers
from cases.overview.operations import AT_MOST
from cases.overview.queries import Filters
from cases.overview.saved import View

MOST_SHARED = 20


@dataclass(frozen=True, slots=True)
class KeptView(View):
    """A saved view; what it is narrowed to is read once its filters are `known`."""

    row: SavedView
    known: Filters | None = None
    faulty: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def filters(self) -> Filters:
        """What the list is narrowed to."""
        assert self.known is not None, "a view is counted with its filters"
        return self.known

    @property
    def is_whole(self) -> bool:
        """Whether each of its filters still has the value that is asked for."""
        return not self.faulty


def kept_views(actor: Actor) -> list[KeptView]:
    """Return the own views, then those that others share with the mission, as links."""
    if not actor.sees(FILE):
        return []
    rows = SavedView.objects.standing(actor).select_related("staff")[: AT_MOST + MOST_SHARED]
    return [KeptView(row.name, dict(row.asks), row) for row in rows]


def with_filters(actor: Actor, views: Sequence[KeptView]) -> list[KeptView]:
    """Return the views with their filters, and with what there is no more of them."""
    if not views:
        return []
    offered = offers(actor)
    return [read(actor, view, offered) for view in views]


def read(actor: Actor, view: KeptView, offered: Offers) -> KeptView:
    """Return a view with its filters."""
    form = WorklistFilters(actor, view.asks, offered)
    filters = form.filters()
    gone = [name for name in view.asks if name not in form.fields]
    faulty, words = (*form.faulty(), *gone), tuple(form.words())
    return KeptView(view.label, view.asks, view.row, filters, faulty, words)


def saved_list(actor: Actor) -> dict[str, Any]:
    """Return what the page of saved views shows: the own ones, then those of others."""
    lines = [line(actor, view) for view in with_filters(actor, kept_views(actor))]
    own = [row for row in lines if row["is_own"]]
    for place, row in enumerate(own):
        row["is_first"], row["is_last"] = place == 0, place == len(own) - 1
    return {"own": own, "others": [row for row in lines if not row["is_own"]]}


def line(actor: Actor, view: KeptView) -> dict[str, Any]:
    """Return one view in words, with what the reader may do with it."""
    row, is_own = view.row, view.row.is_of(actor)
    acts = (
        ("rename", is_own and actor.may("view.save")),
        ("share", is_own and actor.may("view.share")),
        ("remove", is_own or actor.may("view.share")),
    )
    return {
        "name": row.name,
        "url": view.url,
        "filters": view.words,
        "faulty": view.faulty,
        "is_own": is_own,
        "is_shared": row.shared_at is not None,
        "who": row.staff.full_name,
        "version": row.version,
        "urls": {
            verb: reverse("saved_view_operation", args=[row.uuid, verb])
            for verb, may in (*acts, ("move", is_own))
            if may
        },
    }
