"""How operations and resources are described in OpenAPI 3.1.

The views say what they take and answer (`describe`); this module turns that into the terms of the
generator. Inputs come from the forms, answers from the shapes, closed sets from the classes of
choices, each under its own name, so that generated clients keep stable names.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiRequest,
    OpenApiResponse,
)

from cases.core.errors import MOST_TOLD
from cases.core.forms import OperationForm
from cases.core.problems import PROBLEM_TYPE
from cases.core.shapes import ADDRESS, FLAG, TEXT, WHOLE, Schema, closed_object, nullable
from cases.core.statuses import REQUEST_ID, STATUSES, request_id, statuses_of

JSON = "application/json"
PROBLEM: Schema = {
    "type": "object",
    "description": "Why a call was refused (RFC 9457).",
    "properties": {
        "type": TEXT | {"format": "uri"},
        "title": TEXT | {"description": "A sentence in the caller's language."},
        "status": WHOLE,
        "code": TEXT | {"description": "Stable; for programs."},
        "problems": {
            "type": "array",
            "maxItems": MOST_TOLD,
            "items": closed_object()
            | {
                "properties": {"field": TEXT, "code": TEXT, "message": TEXT},
                "required": ["field", "code", "message"],
            },
        },
        "more_problems": WHOLE
        | {
            "description": "How many faults there are beside those in `problems`; absent where "
            "all are told."
        },
        "expected_version": WHOLE,
        "current_version": WHOLE,
        "reason": TEXT
        | {
            "description": "With `authentication_failed`: `malformed`, `unknown`, `revoked`, "
            "`expired`, `not_posted` (of a token), `no_posting` (of a login)."
        },
        "scopes": {
            "type": "array",
            "items": TEXT,
            "description": "With `not_in_scope`: a token with one of these may; none: no token.",
        },
    },
    "required": ["type", "title", "status", "code"],
}
ACTION: Schema = closed_object() | {
    "description": "What the caller may do: where, and why not now.",
    "properties": {
        "name": TEXT,
        "title": TEXT,
        "url": ADDRESS,
        "needs_if_match": FLAG,
        "is_possible": FLAG,
        "why_not": nullable(
            closed_object()
            | {"properties": {"code": TEXT, "message": TEXT}, "required": ["code", "message"]}
        ),
    },
    "required": ["name", "title", "url", "needs_if_match", "is_possible", "why_not"],
}
KEY_IN_PATH = "The key of the record, as lists and answers give it."
COMPONENTS: dict[str, Schema] = {"Problem": PROBLEM, "Action": ACTION}


def security_schemes() -> dict[str, Schema]:
    """Return the two ways to say who calls; the cookie has another name in production."""
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from the page of API tokens, bound to a posting.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "The login of the browser; writes need the CSRF token too.",
        },
    }


def first_line(text: str | None) -> str:
    """Return the first line of a docstring."""
    return (text or "").strip().split("\n")[0]


def rest_of(view: Any) -> str:
    """Return what is to be known of a read: the rest of its docstring, who reads it, the record."""
    doc = inspect.cleandoc(type(view).__doc__ or "").split("\n", 1)
    event, _name = getattr(view, "disclosed", ("", ""))
    sentences = [
        " ".join(doc[1].split()) if len(doc) > 1 else "",
        f"For roles that see {view.sees}." if view.sees else "For every role.",
        f"What is shown goes on record ({event})." if event else "",
    ]
    return " ".join(row for row in sentences if row)


@dataclass(frozen=True, slots=True)
class Described:
    """What a view says of one of its methods."""

    name: str
    summary: str
    description: str = ""
    answer: Schema = field(default_factory=dict)
    status: int = 200
    status_besides: tuple[int, ...] = ()
    """Other ways in which it succeeds, with the same answer."""
    body: Schema | None = None
    example: Mapping[str, Any] | None = None
    is_body_required: bool = False
    parameters: tuple[OpenApiParameter, ...] = ()
    refusals: tuple[int, ...] = ()
    """Beside those of all calls of its kind."""
    media_types: tuple[str, ...] = (JSON,)


class HouseSchema(AutoSchema):
    """The generator's reading of our views."""

    @cached_property
    def described(self) -> Described:
        """What the view says of the method at hand; asked once for each."""
        view: Any = self.view
        described: Described = view.describe(self, self.method)
        return described

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        self.__dict__.pop("described", None)
        operation: Any = super().get_operation(*args, **kwargs)
        if operation and "requestBody" in operation:
            operation["requestBody"]["required"] = self.described.is_body_required
        if operation:
            for row in operation.get("parameters", ()):
                if row["in"] == "path":
                    row.setdefault("description", KEY_IN_PATH)
            for answer in operation["responses"].values():
                answer["headers"] = answer.get("headers", {}) | {"X-Request-ID": self.request_id()}
            for status in statuses_of(self.path, self.method, self.described.refusals):
                operation["responses"][str(status)] = self.refusal(status)
        return operation

    def get_operation_id(self) -> str:
        return self.described.name

    def get_summary(self) -> str:
        return first_line(self.described.summary)

    def get_description(self) -> str:  # type: ignore[override] # as the generator has it
        return self.described.description or rest_of(self.view)

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "root"]

    def get_override_parameters(self) -> list[Any]:
        return list(self.described.parameters)

    def get_request_serializer(self) -> Any:
        described = self.described
        if described.body is None:
            return None
        if described.example is None:
            return {JSON: OpenApiRequest(described.body)}
        example = OpenApiExample("Example", value=described.example, request_only=True)
        return {JSON: OpenApiRequest(described.body, examples=[example])}

    def get_response_serializers(self) -> Any:
        described = self.described
        answers: dict[Any, OpenApiResponse] = {
            (str(status), media): OpenApiResponse(described.answer, "Done.")
            for status in (described.status, *described.status_besides)
            for media in described.media_types
        }
        if any(row.name == "If-None-Match" for row in described.parameters):
            answers["304"] = OpenApiResponse(description="The client has this answer already.")
        return answers

    def refusal(self, status: int) -> Schema:
        """Register the answer of a refusal; return the reference to it."""
        said = STATUSES[status]
        content = {
            "schema": self.component("Problem", COMPONENTS["Problem"]),
            "examples": {"Example": {"value": said.example(status)}},
        }
        answer = {
            "description": said.means,
            "headers": {"X-Request-ID": self.request_id(), **(said.headers or {})},
            "content": {PROBLEM_TYPE: content},
        }
        return self.register(said.name, ResolvedComponent.RESPONSE, answer)

    def request_id(self) -> Schema:
        """Register the header of every answer; return the reference to it."""
        return self.register(REQUEST_ID, ResolvedComponent.HEADER, request_id())

    def get_auth(self) -> list[Any]:
        schemes = security_schemes()
        for name, definition in schemes.items():
            self.register(name, ResolvedComponent.SECURITY_SCHEMA, definition)
        return [{name: []} for name in schemes]

    def register(self, name: str, kind: str, definition: Schema) -> Schema:
        """Put a component into the description under its name; return the reference to it.

        Two definitions under one name would silently describe the wrong thing, so they are refused.
        """
        component: Any = ResolvedComponent(name, kind, definition, name)  # type: ignore[no-untyped-call] # not typed there
        self.registry.register_on_missing(component)
        if self.registry[component].schema != definition:
            raise ValueError(f"two components are called {name}")
        reference: Schema = component.ref
        return reference

    def component(self, name: str, definition: Schema) -> Schema:
        """Register a schema; return the reference to it."""
        return self.register(name, ResolvedComponent.SCHEMA, definition)

    def named(self, kinds: type[TextChoices]) -> Schema:
        """Return the reference to a closed set, under the name of its class."""
        labels = {str(value): str(label) for value, label in kinds.choices}
        doc = (kinds.__doc__ or "").strip()
        definition = {"type": "string", "enum": list(labels), "x-enum-labels": labels}
        return self.component(kinds.__name__, definition | {"description": doc})

    def input_of(self, form: type[OperationForm]) -> Schema:
        """Return the reference to the input of an operation, closed sets by name."""
        schema = form.json_schema()
        fields: dict[str, Any] = form.base_fields
        for name, shown in schema["properties"].items():
            kinds = getattr(fields[name], "kinds", None)
            if kinds is not None:
                words = {key: shown[key] for key in ("title", "description") if key in shown}
                named = self.named(kinds)
                is_open = isinstance(shown["type"], list)
                schema["properties"][name] = (nullable(named) if is_open else named) | words
        return self.component(form.__name__, schema)
