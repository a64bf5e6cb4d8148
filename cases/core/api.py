"""The API adapter of reads: the base of all views, and the two kinds of reading ones.

What a view needs comes from a declaration, the shape of a resource. What an address may ask for is
checked before anything is read. Refusals are raised in the domain, translated in `problems.py`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpResponseBase
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.core.actor import Actor
from cases.core.asked import (
    FIELDS,
    UNKNOWN_FILTER,
    UNKNOWN_PARAMETER,
    check_asked,
    fields_of,
    pruned,
)
from cases.core.described import describe_list, describe_row
from cases.core.disclosure import disclose, disclose_rows, filters_of
from cases.core.errors import not_for_role, not_in_scope
from cases.core.json_body import StrictJson
from cases.core.links import ACTIONS, linked
from cases.core.listing import (
    PAGING,
    Filter,
    Page,
    limit_of,
    narrowed,
    page_of,
    usable_by,
    withheld_from,
)
from cases.core.offered import actions_on
from cases.core.openapi import Described, HouseSchema
from cases.core.orders import ORDER, Order, order_of, words_of
from cases.core.preconditions import entity_tag, is_known
from cases.core.registry import RESOURCES
from cases.core.roles import PEOPLE
from cases.core.scopes import scopes_seeing
from cases.core.shapes import Shape


class HouseView(APIView):
    """Base of all API views: JSON only, never cached, the actor at hand."""

    parser_classes = (StrictJson,)
    http_method_names = ("get", "head", "post")
    sees: ClassVar[str] = PEOPLE
    """What of the role file the caller's role must see; empty where all may ask."""

    takes: ClassVar[Sequence[str]] = ()
    """The parameters of the address, where there are any."""
    unknown_code: ClassVar[str] = UNKNOWN_FILTER
    takes_empty: ClassVar[bool] = False
    """Whether a parameter without a value is none, as in the address of a form."""

    @property
    def actor(self) -> Actor:
        """Who acts; authentication has put it there and the permission has asked for it."""
        actor: Actor = self.request._request.actor  # type: ignore[attr-defined] # see core.middleware
        return actor

    def check_permissions(self, request: Request) -> None:
        """Answer only roles that see what this is about, after asking whether anybody acts."""
        super().check_permissions(request)
        if not self.is_for(self.actor):
            within = self.is_for(self.actor.whole)
            raise not_in_scope(scopes_seeing(self.sees)) if within else not_for_role()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what the address asks for and nobody knows, once the caller may ask at all.

        A method that there is not is told first.
        """
        super().initial(request, *args, **kwargs)
        if hasattr(self, str(request.method).lower()):
            check_asked(
                request.query_params,
                self.parameters(),
                self.unknown_code,
                may_be_empty=self.takes_empty,
                withheld=self.withheld(),
            )

    def parameters(self) -> Collection[str]:
        """Return the parameters that this caller may use."""
        return self.takes

    def withheld(self) -> Collection[str]:
        """Return the parameters that are for headquarters, where this caller is not of it."""
        return ()

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        """Return whether the role of `actor` is answered here."""
        return not cls.sees or actor.sees(cls.sees)

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> Response:
        """Keep personal data out of every cache on the way."""
        response["Cache-Control"] = "no-store"
        return super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type] # a Response


def body_of(request: Request) -> Any:
    """Return the parsed body; 415 for a form, which Django itself may have read already."""
    media_type = (request.content_type or "").partition(";")[0].strip().lower()
    if media_type.startswith("multipart/"):
        raise UnsupportedMediaType(media_type)
    return request.data


def key_of(where: Mapping[str, str]) -> str:
    """Return the key of the record from the parts of the address."""
    return next(iter(where.values()), "")


class RowsView(HouseView):
    """A list of plain rows: documented filters and orders, keyset pages, no total."""

    model: ClassVar[type[Model]]
    shape: ClassVar[Shape]
    order: ClassVar[tuple[str, ...]]
    orders: ClassVar[Mapping[str, Order]] = {}
    filters: ClassVar[Sequence[Filter]] = ()
    reads: ClassVar[str] = "visible_to"
    disclosed: ClassVar[tuple[str, str]] = ("", "")
    below: Model | None = None
    needs: ClassVar[tuple[str, ...]] = ()
    """Columns that `told` reads, whatever fields were asked for."""

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what the list takes and answers, for OpenAPI."""
        return describe_list(self, schema)

    @classmethod
    def shown(cls) -> Shape:
        """Return the shape of a row with its links."""
        return linked(cls.shape, cls.model, is_row=True)

    def parameters(self) -> Collection[str]:
        """Return filters, orders, fields and what turns pages."""
        names = [row.name for row in usable_by(self.actor, self.filters)]
        ordered = [ORDER] if words_of(self.order, self.orders) else []
        return [*names, *ordered, FIELDS, *PAGING]

    def withheld(self) -> Collection[str]:
        """Return the filters that are not for this caller."""
        return withheld_from(self.actor, self.filters)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the rows the list is about, through the eyes of the actor."""
        manager: Any = self.model._default_manager
        query: QuerySet[Any] = getattr(manager, self.reads)(self.actor)
        return query

    def get(self, request: Request, **where: str) -> Response:
        """Return one page."""
        given = request.query_params
        query = narrowed(self.rows(**where), self.filters, given, self.actor)
        asked = filters_of(given, [row.name for row in self.filters])
        order = order_of(self.order, self.orders, given).narrowed_by(
            {name: str(given[name]) for name in asked} | {f"/{name}": where[name] for name in where}
        )
        whole = self.shown()
        fields = fields_of(whole, given)
        shape = whole.only([*fields, *self.needs]) if fields else whole
        page = self.page(query, shape, order, limit_of(given))
        self.disclose(page.ids, given)
        told = [self.told(shape.answer(row)) for row in page.rows]
        return Response(
            {
                "results": [pruned(row, fields) for row in told] if fields else told,
                "next": self.link(page.following),
                "previous": self.link(page.previous),
            }
        )

    def page(self, query: QuerySet[Any], shape: Shape, order: Order, limit: int) -> Page:
        """Return the page that the cursor names, the first one without."""
        return page_of(query, shape, order, self.request.query_params.get("cursor", ""), limit)

    def told(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row as this caller is told it."""
        return row

    def disclose(self, ids: list[int], given: Mapping[str, str]) -> None:
        """Put on record which rows were shown, where they tell of people."""
        event, name = self.disclosed
        if event:
            by = filters_of(given, [row.name for row in self.filters])
            disclose_rows(event, name, self.model, ids, by=by, below=self.below)

    def link(self, cursor: str) -> str | None:
        """Return the address of a neighbouring page."""
        if not cursor:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return f"{self.request.path}?{query.urlencode()}"


class RowView(HouseView):
    """One record, with its version as ETag and 304 when the client has it already."""

    resource: ClassVar[str]
    shape: ClassVar[Shape]
    disclosed: ClassVar[tuple[str, str]] = ("", "")
    takes = (FIELDS,)
    unknown_code = UNKNOWN_PARAMETER

    @classmethod
    def shown(cls) -> Shape:
        """Return the shape of the record with its links."""
        return linked(cls.shape, RESOURCES[cls.resource].model)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what the record answers, for OpenAPI."""
        return describe_row(self, schema)

    def get(self, request: Request, **where: str) -> Response:
        """Return the record; that a person's data was shown is on record."""
        row = RESOURCES[self.resource].find(self.actor, key_of(where))
        query: QuerySet[Any] = self.beside(type(row)._default_manager.filter(pk=row.pk))
        shape = self.shown()
        fields = fields_of(shape, request.query_params)
        body = self.told(shape.answer(shape.rows(query)[0]), row) | self.more(row)
        body = pruned(body, fields) if fields else body
        tag = entity_tag(body, getattr(row, "version", None))
        event, name = self.disclosed
        if event:
            disclose(event, name, row)
        if is_known(request.headers.get("If-None-Match"), tag):
            return Response(status=304, headers={"ETag": tag})
        return Response(body, headers={"ETag": tag})

    def beside(self, query: QuerySet[Any]) -> QuerySet[Any]:
        """Return the row with what its shape names beyond its own columns."""
        return query

    def told(self, body: dict[str, Any], row: Any) -> dict[str, Any]:
        """Return the columns of a record as this caller is told them."""
        return body

    def more(self, row: Any) -> dict[str, Any]:
        """Return what the shape only describes: what is possible now, where the record tells it."""
        if ACTIONS not in dict(self.shape.also):
            return {}
        key = str(getattr(row, RESOURCES[self.resource].key))
        return {ACTIONS: actions_on(self.actor, self.resource, key, row)}
