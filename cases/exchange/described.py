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
    """Add the headers of the allowance to every answer that is counted, and to a call too many."""
    components = result["components"]
    components["headers"] = components.get("headers", {}) | HEADERS
    too_many = components["responses"][STATUSES[429].name]
    too_many["headers"] = too_many.get("headers", {}) | {name: header_ref(name) for name in HEADERS}
    for methods in result["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status.startswith("2"):
                    told = {name: header_ref(name) for name in (POLICY, LEFT)}
                    response["headers"] = response.get("headers", {}) | told
    return result


def header_ref(name: str) -> Schema:
    """Return the reference to a header."""
    return {"$ref": f"#/components/headers/{name}"}
