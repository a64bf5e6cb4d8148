"""What each status of the API means, and on which calls it can come: one entry for all calls."""

from dataclasses import dataclass
from typing import Any, Final

from cases.core.shapes import TEXT, WHOLE, Schema

REQUEST_ID: Final = "RequestId"
ASKED_AGAIN: Final = {
    "Retry-After": {"schema": WHOLE, "description": "Seconds to wait before the call is repeated."}
}


@dataclass(frozen=True, slots=True)
class Status:
    """One way in which a call is refused: its name in clients, what it means, an example."""

    name: str
    means: str
    code: str
    title: str
    headers: dict[str, Any] | None = None
    problems: tuple[dict[str, str], ...] = ()

    def example(self, status: int) -> dict[str, Any]:
        """Return a problem document of this kind."""
        found: dict[str, Any] = {
            "type": f"urn:consular:problem:{self.code}",
            "title": self.title,
            "status": status,
            "code": self.code,
        }
        if status in VERSIONED:
            found |= {"expected_version": 3, "current_version": 4}
        return found | ({"problems": list(self.problems)} if self.problems else {})


CHALLENGE: Final = {"WWW-Authenticate": {"schema": TEXT, "description": "Bearer"}}
VERSIONED: Final = frozenset({412})
STATUSES: Final = {
    400: Status(
        "Unreadable",
        "What was sent cannot be read.",
        "bad_json",
        "The body is not valid JSON.",
    ),
    401: Status(
        "NotAuthenticated",
        "Nobody is logged in, or the token is not valid.",
        "not_authenticated",
        "Log in or send a token.",
        CHALLENGE,
    ),
    403: Status(
        "NotAllowed",
        "The role does not allow this.",
        "not_allowed",
        "Your role does not allow this.",
    ),
    404: Status(
        "NotFound",
        "There is no such record, or it is not the caller's to see.",
        "not_found",
        "There is no such record, or it is not yours to see.",
    ),
    406: Status(
        "NotAcceptable",
        "The call asks for another kind of answer than JSON.",
        "not_acceptable",
        "Answers are JSON: ask for application/json.",
    ),
    409: Status(
        "Conflict",
        "The record is not in a state in which this can be done.",
        "wrong_state",
        "This was done already.",
    ),
    412: Status(
        "Stale",
        "The record was changed since; both versions are told.",
        "stale_version",
        "This record was changed by somebody else since you opened it. Look at it again.",
    ),
    413: Status(
        "TooLarge",
        "The body is larger than is taken here, or holds more values.",
        "too_large",
        "This is too large to be taken.",
    ),
    415: Status(
        "NotJson",
        "The body is not JSON.",
        "unsupported_media_type",
        "The body must be JSON: send it with Content-Type: application/json.",
    ),
    422: Status(
        "Invalid",
        "The input is faulty, or a rule forbids it: every fault with its field, code and sentence.",
        "invalid",
        "Some of what was entered cannot be right.",
        problems=(
            {
                "field": "when",
                "code": "in_the_future",
                "message": "This lies in the future.",
            },
        ),
    ),
    428: Status(
        "VersionNeeded",
        "If-Match is missing.",
        "precondition_required",
        "Say which version you mean: send the ETag of the record as If-Match.",
    ),
    429: Status(
        "TooManyCalls",
        "The caller asks too often; Retry-After says when to go on.",
        "too_many_calls",
        "Too many calls. Wait and try again.",
        ASKED_AGAIN,
    ),
    500: Status(
        "Fault",
        "The system failed and nothing was saved.",
        "fault",
        "The system failed and nothing was changed.",
    ),
    503: Status(
        "Busy",
        "The server was too busy and nothing was saved; the same call may be sent again.",
        "too_slow",
        "The server was too busy. Nothing was saved. Try again.",
        ASKED_AGAIN,
    ),
}
ON_ALL: Final = (400, 401, 403, 406, 422, 429, 500, 503)
ON_WRITES: Final = (413, 415)
ON_RECORDS: Final = (404,)


def statuses_of(path: str, method: str, more: tuple[int, ...]) -> list[int]:
    """Return the statuses with which a call can be refused: those of all, and its own."""
    found = {*ON_ALL, *more}
    found |= {*ON_WRITES} if method == "POST" else set()
    found |= {*ON_RECORDS} if "{" in path else set()
    return sorted(found)


def request_id() -> Schema:
    """Return the header that every answer carries."""
    return {
        "schema": TEXT,
        "description": "Names this call in the logs of the server; the call may choose it.",
    }
