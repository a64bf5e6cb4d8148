"""What the kinds of API views say of themselves for OpenAPI."""

import re
from collections.abc import Iterable
from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter

from cases.core.asked import FIELDS, fields_schema
from cases.core.changes import UPDATED_SINCE
from cases.core.described_headers import (
    ETAG,
    HEADER,
    IF_NONE_MATCH,
    KEY,
    LOCATION,
    REPLAY,
    match_parameter,
)
from cases.core.listing import MOST, USUAL, Filter
from cases.core.openapi import ACTION, Described, HouseSchema, first_line
from cases.core.orders import ORDER, order_help, order_schema, words_of
from cases.core.progress import PROGRESS, progress_schema
from cases.core.registry import RESOURCES, Declared
from cases.core.shapes import ADDRESS, MOMENT, TEXT, WHOLE, Schema, Shape, closed_object, nullable

QUERY: Final = "query"
PATH: Final = "path"
SINCE = OpenApiParameter(
    UPDATED_SINCE,
    MOMENT,
    QUERY,
    description="Only what was written or came into sight since, in that order, and what is `gone`."
    " Goes with `fields`, `limit` and `cursor` alone; a few rows may come twice. A new name of a"
    " place, a body or a procedure is no change of a row: the code beside it is, and names are read"
    " with those lists. Older than what is on record of ends: 422 `sync_too_old`, read all anew.",
)
PLACED: Final = frozenset({201, 202})


def snake(name: str) -> str:
    """Return a class name in the form of operation names."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def path_parameters(path: str) -> list[OpenApiParameter]:
    """Return the keys in an address, each with its pattern."""
    found = []
    for name in re.findall(r"{(\w+)}", path):
        resource = path.split("{", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[1]
        pattern = {"type": "string", "pattern": f"^{RESOURCES[resource].pattern}$"}
        found.append(OpenApiParameter(name, pattern, PATH, required=True))
    return found


def filter_parameters(filters: Iterable[Filter], schema: HouseSchema) -> list[OpenApiParameter]:
    """Return the query parameters of a list."""
    return [
        OpenApiParameter(
            row.name,
            row.kind if isinstance(row.kind, dict) else schema.named(row.kind),
            QUERY,
            description=str(row.help),
        )
        for row in filters
    ]


def order_parameters(view: Any) -> list[OpenApiParameter]:
    """Return the query parameter that says in which order a list is read, where there is one."""
    if not words_of(view.order, view.orders):
        return []
    words = order_schema(view.order, view.orders)
    return [OpenApiParameter(ORDER, words, QUERY, description=order_help(view.orders))]


def fields_parameter(shape: Shape) -> OpenApiParameter:
    """Return the query parameter that asks for some fields only."""
    return OpenApiParameter(
        FIELDS,
        fields_schema(shape),
        QUERY,
        style="form",
        explode=False,
        description="Only these fields, by commas; a group whole or by its parts.",
    )


def paging_parameters() -> list[OpenApiParameter]:
    """Return the query parameters that turn pages."""
    limit = WHOLE | {"minimum": 1, "maximum": MOST, "default": USUAL}
    return [
        OpenApiParameter("limit", limit, QUERY, description="Rows on a page."),
        OpenApiParameter("cursor", str, QUERY, description="From `next` or `previous` of a page."),
    ]


def shape_ref(schema: HouseSchema, shape: Shape) -> Schema:
    """Register a shape, and what its views add; return the reference to it."""
    schema.component("Action", ACTION)
    schema.component(PROGRESS, progress_schema(schema.named))
    return schema.component(shape.name, shape.schema(schema.named))


def part_ref(schema: HouseSchema, shape: Shape) -> Schema:
    """Register what is left of a shape when only some fields are asked for, beside the whole."""
    part = schema.component(f"{shape.name}Part", shape.schema(schema.named, whole=False))
    return {"anyOf": [shape_ref(schema, shape), part]}


def changes_schema(view: Any) -> dict[str, Schema]:
    """Return what a page of what changed has beside that of a list."""
    gone = closed_object()
    gone["properties"] = {view.gone_as: TEXT, "at": MOMENT}
    gone["required"] = list(gone["properties"])
    return {
        "gone": {
            "type": "array",
            "items": gone,
            "description": "With `updated_since`: what went out of your sight, with all below it.",
        },
        "synced_until": MOMENT
        | {"description": "With `updated_since`: ask again from here once `next` is null."},
    }


def describe_list(view: Any, schema: HouseSchema) -> Described:
    """Say what a list takes and answers."""
    page = closed_object()
    page["properties"] = {
        "results": {"type": "array", "items": part_ref(schema, view.shown())},
        "next": nullable(ADDRESS),
        "previous": nullable(ADDRESS),
    }
    page["required"] = list(page["properties"])
    parameters = [
        *path_parameters(schema.path),
        *filter_parameters(view.filters, schema),
        *order_parameters(view),
        fields_parameter(view.shown()),
        *paging_parameters(),
    ]
    followed = bool(getattr(view, "followed", ()))
    if followed:
        page["properties"] |= changes_schema(view)
        parameters.append(SINCE)
    return Described(
        name=snake(type(view).__name__),
        summary=first_line(type(view).__doc__),
        answer=schema.component(f"{view.shape.name}{'Followed' if followed else ''}Page", page),
        parameters=tuple(parameters),
    )


def describe_row(view: Any, schema: HouseSchema) -> Described:
    """Say what a record answers."""
    return Described(
        name=snake(type(view).__name__),
        summary=first_line(type(view).__doc__),
        answer=part_ref(schema, view.shown()),
        parameters=(
            *path_parameters(schema.path),
            fields_parameter(view.shown()),
            IF_NONE_MATCH,
            ETAG,
        ),
    )


def picked_parameters(declared: Declared) -> list[OpenApiParameter]:
    """Return the fields that an address may fill in beforehand, as one parameter in parts."""
    fields = dict.fromkeys(declared.form.base_fields, TEXT)
    if not fields:
        return []
    parts = closed_object() | {"properties": fields}
    return [
        OpenApiParameter(
            "picked",
            parts,
            QUERY,
            style="form",
            explode=True,
            description="Codes to begin with, each by the name of its field; others are left out.",
        )
    ]


def describe_input(
    declared: Declared, schema: HouseSchema, more: dict[str, Schema] | None = None
) -> Described:
    """Say what asking for the input of an operation answers; `more` what this one alone does."""
    answer = closed_object()
    answer["properties"] = {
        "name": TEXT,
        "title": TEXT,
        "description": TEXT,
        "version": nullable(WHOLE),
        "input": {"type": "object", "description": "A JSON Schema, choices filled in."},
        "consequences": {
            "type": "array",
            "items": TEXT,
            "description": "What would follow, in sentences; of acts that show it beforehand.",
        },
        "example": {"type": "object"},
        **(more or {}),
    }
    answer["required"] = [name for name in answer["properties"] if name != "consequences"]
    return Described(
        name=f"describe_{declared.name}",
        summary=f"{declared.form.title}: what it takes",
        description="The input schema with the choices this caller has for this record.",
        answer=schema.component(
            f"{declared.form.__name__}Description" if more else "InputDescription", answer
        ),
        parameters=(*path_parameters(schema.path), *picked_parameters(declared)),
    )


IN_PERSON: Final = (
    "For persons: a login that proved a moment ago who it is, where it asks for that. It is never "
    "offered to a token, and one that calls it is refused (403)."
)


def describe_act(declared: Declared, schema: HouseSchema, more: dict[str, Schema]) -> Described:
    """Say what an operation takes and answers."""
    form = declared.form
    answer = closed_object()
    answer["properties"] = {
        "resource": TEXT,
        "reference": TEXT,
        "version": nullable(WHOLE),
        "url": nullable(ADDRESS),
        **more,
    }
    answer["required"] = list(answer["properties"])
    found = form.refuses if declared.is_creation else (404, 409)
    match, guarded = match_parameter(declared)
    return Described(
        name=declared.name,
        summary=str(form.title),
        description=" ".join(
            part
            for part in (
                str(form.what_happens),
                first_line(declared.operation.__doc__),
                IN_PERSON if declared.operation.in_person else "",
            )
            if part
        ),
        answer=schema.component(f"{form.__name__}Done" if more else "Done", answer),
        status=declared.status,
        status_besides=(200,) if form.is_versioned else (),
        body=schema.input_of(form),
        example=form.example,
        is_body_required=bool(form.json_schema().get("required")),
        parameters=(
            *path_parameters(schema.path),
            *match,
            KEY,
            REPLAY,
            *((LOCATION,) if declared.status in PLACED else ()),
            OpenApiParameter("ETag", str, HEADER, response=[200, 201, 202]),
        ),
        refusals=(*found, *guarded),
    )
