"""The API adapter of acts: one view for every declared operation.

Everything it needs comes from the declaration: the function and its form.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.urls import URLPattern
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.addresses import known_address, list_url, record_url
from cases.core.api import HouseView, body_of, key_of
from cases.core.asked import UNKNOWN_PARAMETER
from cases.core.delivery import Answer, Rejected, deliver, refusal_of
from cases.core.delivery import Request as Wish
from cases.core.described import describe_act, describe_input
from cases.core.disclosure import disclose_form
from cases.core.errors import Refused
from cases.core.fields import Codes, Named, Ref, Refs
from cases.core.forms import OperationForm
from cases.core.json_body import object_of
from cases.core.openapi import Described, HouseSchema
from cases.core.picked import picked_of
from cases.core.preconditions import expected_version, idempotency_key, match_of
from cases.core.registry import DECLARED, RESOURCES, Declared
from cases.core.revealed import Revealed, after_commit, mailing
from cases.core.shapes import FLAG, TEXT, Schema

STALE = "stale_version"
OK = 200
MAILED: Schema = FLAG | {"description": "Whether the mail server took the link just now."}
LINK: Schema = TEXT | {"description": "Shown only now; empty when the call is a repetition."}


class OperationView(HouseView):
    """One operation: GET describes its input for this caller and record, POST does it."""

    declared: ClassVar[Declared]
    sees = ""
    """What the role may do decides alone."""

    answers_besides: ClassVar[dict[str, Schema]] = {}
    unknown_code = UNKNOWN_PARAMETER
    takes_empty = True

    def parameters(self) -> Collection[str]:
        """Return the fields that an address may fill in beforehand; an act takes no parameter."""
        return () if self.request.method == "POST" else tuple(self.declared.form.base_fields)

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
                "version": form.seen_version if form.seen_version != "" else None,
                "input": input_schema(form),
                "example": form.example,
                **({"consequences": preview} if form.has_preview else {}),
            }
        )

    def post(self, request: Request, **where: str) -> Response:
        """Do it, once for each key."""
        declared = self.declared
        version = match = None
        if declared.needs_version:
            version = expected_version(request.headers.get("If-Match"))
        else:
            match = match_of(request.headers.get("If-Match"))
        key = idempotency_key(request.headers.get("Idempotency-Key"))
        body = object_of(body_of(request))
        wish = Wish(declared, key_of(where), version=version, match=match, key=key, json=body)
        try:
            answer = deliver(self.actor, wish)
        except Rejected as rejected:
            raise refusal_of(rejected) from None
        except Refused as refusal:
            meant = version if match is None else match.version
            if refusal.code == STALE and meant == refusal.extra.get("expected_version"):
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
        status = OK if answer.is_correction else self.declared.status
        url = known_address(answer.resource, answer.reference)
        body = {
            "resource": answer.resource,
            "reference": answer.reference,
            "version": answer.version,
            "url": url,
            **self.revealed(made),
            **self.more(answer),
        }
        headers = {"Location": url} if status != OK and url else {}
        if answer.version is not None:
            headers["ETag"] = f'"{answer.version}"'
        if answer.replayed:
            headers["Idempotent-Replay"] = "true"
        return Response(body, status=status, headers=headers)

    def revealed(self, made: Revealed | None) -> dict[str, Any]:
        """Return the link that was just made; nothing for operations that make none."""
        if self.declared.form.reveals is None:
            return {}
        return {"link": made.link if made is not None else "", "is_mailed": False}

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return what this operation alone answers besides."""
        return {}


def input_schema(form: OperationForm) -> dict[str, Any]:
    """Return the JSON Schema of a form with the rows this caller may name filled in."""
    schema = form.json_schema()
    for name, field in form.fields.items():
        is_listed = getattr(field, "listed", True)
        if isinstance(field, Ref | Refs) and field.rows is not None and is_listed:
            labels = {str(getattr(row, field.by)): field.label_of(row) for row in field.rows}
            schema["properties"][name] |= choices_schema(field, labels)
        elif isinstance(field, Codes):
            schema["properties"][name] |= {"items": field.schema()["items"]}
        elif isinstance(field, Named) and form.initial.get(name):
            schema["properties"][name] |= {"default": list(form.initial[name])}
    return schema


def choices_schema(field: Ref | Refs, labels: dict[str, str]) -> dict[str, Any]:
    """Return what the schema of a field says of the rows this caller may name."""
    if isinstance(field, Refs):
        item = field.schema()["items"] | {"enum": list(labels), "x-enum-labels": labels}
        return {"items": item}
    named = [int(code) for code in labels] if field.expected == "integer" else [*labels]
    nothing = [] if field.required else [None]
    return {"enum": [*named, *nothing], "x-enum-labels": labels}


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
