"""Sends what was drawn, and says in what the answer differs from the description."""

import json
from copy import deepcopy
from typing import Any

import requests
from django.db import transaction
from django.test import Client
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.calls import JSON

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ANY_VERSION = "*"


def sent(case: Any, client: Client) -> Any:
    """Return the answer to a request; what it did is undone, in the browser too."""
    cookies = deepcopy(client.cookies)
    headers = {name: str(value) for name, value in (case.headers or {}).items()}
    if "If-Match" in headers:
        headers["If-Match"] = ANY_VERSION
    with transaction.atomic():
        if case.method == "GET":
            answer = client.get(case.formatted_path, case.query or {}, headers=headers)
        else:
            body = case.body if isinstance(case.body, (dict, list, str, int, float)) else None
            text = "" if body is None else json.dumps(body)
            answer = client.generic(
                case.method, case.formatted_path, text, content_type=JSON, headers=headers
            )
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def faults(case: Any, answer: Any) -> list[str]:
    """Return how the answer differs from what the description promises of it."""
    try:
        case.validate_response(as_response(case, answer), checks=CHECKS)
    except FailureGroup as group:
        said = [" ".join(str(fault).split())[:300] for fault in group.exceptions]
        where = f"{case.method} {case.formatted_path} {case.query or ''} {str(case.body)[:300]}"
        return [f"{where}: {answer.status_code} {' / '.join(said)} {answer.content[:200]!r}"]
    return []


def as_response(case: Any, answer: Any) -> Response:
    """Return an answer of Django's as schemathesis reads one."""
    request = requests.Request(case.method, f"http://testserver{case.formatted_path}").prepare()
    content = answer.getvalue()
    return Response(
        status_code=answer.status_code,
        headers={name: [value] for name, value in answer.headers.items()},
        content=content,
        request=request,
        elapsed=0.0,
        verify=False,
    )
