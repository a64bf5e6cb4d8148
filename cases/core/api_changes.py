"""Lists that can also be asked what changed: the address `?updated_since=` of a list."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.api import RowsView
from cases.core.asked import fields_of, pruned
from cases.core.changes import (
    UPDATED_SINCE,
    Part,
    begun,
    collected,
    no_sync_here,
    read_place,
    refuse_beside,
    refuse_too_old,
    write_place,
)
from cases.core.listing import limit_of
from cases.core.orders import ORDER


class FollowedView(RowsView):
    """A list of which somebody keeps a copy, told what changed and what went out of sight."""

    followed: ClassVar[Sequence[Part]]
    gone_as: ClassVar[str]
    """What an entry of `gone` calls the number or id: of the row itself, or of its case, person."""
    ends_by_sight: ClassVar[bool] = False
    """Whether what is gone is told from sights that ended, which are kept for a term."""

    def parameters(self) -> Collection[str]:
        """Return what the list takes, and since when it may be asked for."""
        return [*super().parameters(), UPDATED_SINCE]

    def get(self, request: Request, **where: str) -> Response:
        """Return one page of the list, or of what changed."""
        if UPDATED_SINCE in request.query_params:
            return self.changes(request.query_params)
        return super().get(request, **where)

    def kept(self) -> QuerySet[Any]:
        """Return the rows that a copy holds."""
        return self.rows()

    def changes(self, given: Mapping[str, str]) -> Response:
        """Return one page of what changed, and of what is gone."""
        if self.actor.is_reception:
            raise no_sync_here()
        refuse_beside(
            name for name in (*(row.name for row in self.filters), ORDER) if name in given
        )
        walk = begun(given[UPDATED_SINCE])
        if self.ends_by_sight:
            refuse_too_old(self.actor, walk)
        if "cursor" in given:
            walk = read_place(self.shape.name, walk, given["cursor"], len(self.followed))
        fields = fields_of(self.shown(), given)
        found, rest = collected(self.actor, walk, self.followed, limit_of(given))
        rows = self.read(list(dict.fromkeys(row.row for row in found if row.row)), fields, given)
        gone = {row.gone.name: row.gone.at for row in found if row.gone}
        return Response(
            {
                "results": rows,
                "gone": [{self.gone_as: name, "at": at} for name, at in gone.items()],
                "synced_until": walk.until,
                "next": self.link(write_place(self.shape.name, rest)) if rest else None,
                "previous": None,
            }
        )

    def read(
        self, ids: list[int], fields: Sequence[str], given: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """Return these rows as they are now, as far as they are in sight."""
        whole = self.shown()
        shape = whole.only([*fields, *self.needs]) if fields else whole
        rows = shape.rows(self.kept().filter(pk__among=ids), "pk") if ids else []
        by_id = {row[-1]: row for row in rows}
        shown = [key for key in ids if key in by_id]
        self.disclose(shown, given)
        told = [self.told(shape.answer(by_id[key])) for key in shown]
        return [pruned(row, fields) for row in told] if fields else told
