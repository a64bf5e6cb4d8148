"""What the description of the API says of the allowance: once, and every answer refers to it."""

from typing import Any, Final

from cases.core.problems import PROBLEM_TYPE
from cases.core.shapes import WHOLE, Schema
from cases.exchange.allowances import WINDOW

POLICY: Final = "RateLimit-Policy"
LEFT: Final = "RateLimit"
WAIT: Final = "Retry-After"
TOO_MANY: Final = "TooManyCalls"
HEADERS: Final[dict[str, Schema]] = {
    POLICY: {
        "description": "The allowance that this call was counted in: its kind, calls (`q`) in so "
        "many seconds (`w`).",
        "schema": {"type": "string", "example": f'"reads";q=1200;w={WINDOW}'},
    },
    LEFT: {
        "description": "How many calls of this kind are left (`r`), and in how many seconds they "
        "begin anew (`t`).",
        "schema": {"type": "string", "example": '"reads";r=1199;t=60'},
    },
    WAIT: {
        "description": "After how many seconds to send the call again.",
        "schema": WHOLE | {"minimum": 1, "maximum": WINDOW},
    },
}


def with_allowances(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """Add to every operation that a call too many is answered 429, and the headers of answers."""
    components = result["components"]
    components["headers"] = components.get("headers", {}) | HEADERS
    components["responses"] = components.get("responses", {}) | {TOO_MANY: too_many()}
    for methods in result["paths"].values():
        for operation in methods.values():
            responses = operation["responses"]
            responses["429"] = {"$ref": f"#/components/responses/{TOO_MANY}"}
            for status, response in responses.items():
                if status.startswith("2"):
                    told = {name: header_ref(name) for name in (POLICY, LEFT)}
                    response["headers"] = response.get("headers", {}) | told
    return result


def too_many() -> Schema:
    """Return the answer to a call too many."""
    problem = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "Too many calls within a minute; nothing was done.",
        "headers": {name: header_ref(name) for name in HEADERS},
        "content": {PROBLEM_TYPE: {"schema": problem}},
    }


def header_ref(name: str) -> Schema:
    """Return the reference to a header."""
    return {"$ref": f"#/components/headers/{name}"}
