"""The API adapter: one view for every declared operation, and the two kinds of reading views.

Everything a view needs comes from a declaration: the form of an operation, the shape of a resource.
Refusals are raised in the domain and translated in `problems.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpResponseBase
from django.urls import URLPattern
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.core.actor import Actor
from cases.core.addresses import known_address, list_url, record_url
from cases.core.delivery import Answer, Rejected, deliver, refusal_of
from cases.core.delivery import Request as Wish
from cases.core.described import describe_act, describe_input, describe_list, describe_row
from cases.core.disclosure import disclose, disclose_form, disclose_rows, filters_of
from cases.core.errors import Refused, not_for_role
from cases.core.fields import Named, Ref, Refs
from cases.core.forms import OperationForm
from cases.core.json_body import StrictJson, object_of
from cases.core.listing import Filter, limit_of, narrowed, page_of
from cases.core.openapi import Described, HouseSchema
from cases.core.picked import picked_of
from cases.core.preconditions import entity_tag, expected_version, idempotency_key, is_known
from cases.core.registry import DECLARED, RESOURCES, Declared
from cases.core.revealed import Revealed, after_commit, mailing
from cases.core.roles import PEOPLE
from cases.core.shapes import FLAG, TEXT, Schema, Shape

STALE = "stale_version"


class HouseView(APIView):
    """Base of all API views: JSON only, never cached, the actor at hand."""

    parser_classes = (StrictJson,)
    http_method_names = ("get", "head", "post")
    sees: ClassVar[str] = PEOPLE
    """What of the role file the caller's role must see; empty where all may ask."""

    @property
    def actor(self) -> Actor:
        """Who acts; authentication has put it there and the permission has asked for it."""
        actor: Actor = self.request._request.actor  # type: ignore[attr-defined] # see core.middleware
        return actor

    def check_permissions(self, request: Request) -> None:
        """Answer only roles that see what this is about, after asking whether anybody acts."""
        super().check_permissions(request)
        if self.sees and not self.actor.sees(self.sees):
            raise not_for_role()

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> Response:
        """Keep personal data out of every cache on the way."""
        response["Cache-Control"] = "no-store"
        return super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type] # a Response


MAILED: Schema = FLAG | {"description": "Whether the mail server took the link just now."}
LINK: Schema = TEXT | {"description": "Shown only now; empty when the call is a repetition."}


class OperationView(HouseView):
    """One operation: GET describes its input for this caller and record, POST does it."""

    declared: ClassVar[Declared]
    sees = ""
    """What the role may do decides alone."""

    answers_besides: ClassVar[dict[str, Schema]] = {}

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        if method == "GET":
            return describe_input(self.declared, schema)
        revealed = {"link": LINK, "is_mailed": MAILED} if self.declared.form.reveals else {}
        return describe_act(self.declared, schema, {**self.answers_besides, **revealed})

    def get(self, request: Request, **where: str) -> Response:
        """Describe the input: the schema with this caller's choices, and an example."""
        declared = self.declared
        target = None
        if not declared.is_creation:
            target = RESOURCES[declared.resource].find(self.actor, key_of(where))
        declared.operation.allow(self.actor, target)
        picked = picked_of(declared, request.query_params)
        form = declared.form(self.actor, target, initial=picked)
        disclose_form(declared.name, target)
        preview = [str(sentence) for sentence in form.consequences()]
        return Response(
            {
                "name": declared.name,
                "title": str(form.title),
                "description": str(form.what_happens),
                "version": getattr(target, "version", None),
                "input": input_schema(form),
                "example": form.example,
                **({"consequences": preview} if form.has_preview else {}),
            }
        )

    def post(self, request: Request, **where: str) -> Response:
        """Do it, once for each key."""
        declared = self.declared
        version = None
        if declared.operation.target == "one" and not declared.operation.appends:
            version = expected_version(request.headers.get("If-Match"))
        key = idempotency_key(request.headers.get("Idempotency-Key"))
        body = object_of(body_of(request))
        wish = Wish(declared, target=key_of(where), version=version, key=key, json=body)
        try:
            answer = deliver(self.actor, wish)
        except Rejected as rejected:
            raise refusal_of(rejected) from None
        except Refused as refusal:
            if refusal.code == STALE and version is not None:
                raise replace(refusal, status=412) from refusal
            raise
        reveals = declared.form.reveals
        made = reveals(answer.reference, request.build_absolute_uri) if reveals else None
        response = self.answered(answer, made)
        if made is not None and made.send is not None:
            after_commit(request._request, mailing(made.send))
        return response

    def answered(self, answer: Answer, made: Revealed | None) -> Response:
        """Return what was acted on or made: its kind, reference, version and address."""
        is_made = self.declared.makes_record
        url = known_address(answer.resource, answer.reference)
        body = {
            "resource": answer.resource,
            "reference": answer.reference,
            "version": answer.version,
            "url": url,
            **self.revealed(made),
            **self.more(answer),
        }
        headers = {"Location": url} if is_made and url else {}
        if answer.version is not None:
            headers["ETag"] = f'"{answer.version}"'
        if answer.replayed:
            headers["Idempotent-Replay"] = "true"
        return Response(body, status=201 if is_made else 200, headers=headers)

    def revealed(self, made: Revealed | None) -> dict[str, Any]:
        """Return the link that was just made; nothing for operations that make none."""
        if self.declared.form.reveals is None:
            return {}
        return {"link": made.link if made is not None else "", "is_mailed": False}

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return what this operation alone answers besides."""
        return {}


def body_of(request: Request) -> Any:
    """Return the parsed body; 415 for a form, which Django itself may have read already."""
    media_type = (request.content_type or "").partition(";")[0].strip().lower()
    if media_type.startswith("multipart/"):
        raise UnsupportedMediaType(media_type)
    return request.data


def key_of(where: Mapping[str, str]) -> str:
    """Return the key of the record from the parts of the address."""
    return next(iter(where.values()), "")


def input_schema(form: OperationForm) -> dict[str, Any]:
    """Return the JSON Schema of a form with the rows this caller may name filled in."""
    schema = form.json_schema()
    for name, field in form.fields.items():
        if isinstance(field, Ref | Refs) and field.rows is not None:
            labels = {str(getattr(row, field.by)): field.label_of(row) for row in field.rows}
            schema["properties"][name] |= choices_schema(field, labels)
        elif isinstance(field, Named) and form.initial.get(name):
            schema["properties"][name] |= {"default": list(form.initial[name])}
    return schema


def choices_schema(field: Ref | Refs, labels: dict[str, str]) -> dict[str, Any]:
    """Return what the schema of a field says of the rows this caller may name."""
    if isinstance(field, Refs):
        item = field.schema()["items"] | {"enum": list(labels), "x-enum-labels": labels}
        return {"items": item}
    nothing = [] if field.required else [None]
    return {"enum": [*labels, *nothing], "x-enum-labels": labels}


def operation_urls(own: Mapping[str, type[OperationView]]) -> list[URLPattern]:
    """Return the routes of all operations; `own` names the views of those with one of their own."""
    return [
        operation_url(declared, own.get(declared.name, OperationView))
        for declared in DECLARED.values()
    ]


def operation_url(declared: Declared, base: type[OperationView]) -> URLPattern:
    """Return the route of one operation."""
    name = f"{declared.form.__name__}View"
    view: type[OperationView] = type(name, (base,), {"declared": declared})
    route = list_url if declared.is_creation else record_url
    return route(
        declared.resource, view.as_view(), name=f"api_{declared.name}", below=declared.verb
    )


class RowsView(HouseView):
    """A list of plain rows: filters of an allow-list, keyset pages, no total."""

    model: ClassVar[type[Model]]
    shape: ClassVar[Shape]
    order: ClassVar[tuple[str, ...]]
    filters: ClassVar[Sequence[Filter]] = ()
    reads: ClassVar[str] = "visible_to"
    disclosed: ClassVar[tuple[str, str]] = ("", "")
    below: Model | None = None

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what the list takes and answers, for OpenAPI."""
        return describe_list(self, schema)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the rows the list is about, through the eyes of the actor."""
        manager: Any = self.model._default_manager
        query: QuerySet[Any] = getattr(manager, self.reads)(self.actor)
        return query

    def get(self, request: Request, **where: str) -> Response:
        """Return one page."""
        query = narrowed(self.rows(**where), self.filters, request.query_params, self.actor)
        limit = limit_of(request.query_params)
        page = page_of(query, self.shape, self.order, request.query_params.get("cursor", ""), limit)
        self.disclose(page.ids, request.query_params)
        return Response(
            {
                "results": [self.shape.answer(row) for row in page.rows],
                "next": self.link(page.following),
                "previous": self.link(page.previous),
            }
        )

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

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what the record answers, for OpenAPI."""
        return describe_row(self, schema)

    def get(self, request: Request, **where: str) -> Response:
        """Return the record; that a person's data was shown is on record."""
        row = RESOURCES[self.resource].find(self.actor, key_of(where))
        query: QuerySet[Any] = self.beside(type(row)._default_manager.filter(pk=row.pk))
        body = self.shape.answer(self.shape.rows(query)[0]) | self.more(row)
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

    def more(self, row: Any) -> dict[str, Any]:
        """Return what the shape only describes, such as what is possible now."""
        return {}
