"""What the description of the API says of the allowance: once, and every answer refers to it."""

from typing import Any, Final

from cases.core.shapes import WHOLE, Schema
from cases.core.statuses import STATUSES
from cases.exchange.allowances import WINDOW

POLICY: Final = "RateLimit-Policy"
LEFT: Final = "RateLimit"
WAIT: Final = "Retry-After"
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
    """Add the headers of the allowance to every answer, refusals too, and to a call too many.

    Only what is answered before it is counted lacks them: a foreign host, a database too busy.
    """
    components = result["components"]
    components["headers"] = components.get("headers", {}) | HEADERS
    told = {name: header_ref(name) for name in (POLICY, LEFT)}
    answers = [*components["responses"].values()]
    for methods in result["paths"].values():
        for operation in methods.values():
            answers += operation["responses"].values()
    for answer in answers:
        if "$ref" not in answer:
            answer["headers"] = answer.get("headers", {}) | told
    too_many = components["responses"][STATUSES[429].name]
    too_many["headers"] |= {WAIT: header_ref(WAIT)}
    return result


def header_ref(name: str) -> Schema:
    """Return the reference to a header."""
    return {"$ref": f"#/components/headers/{name}"}
