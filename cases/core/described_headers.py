"""The headers that calls take and answer, for OpenAPI."""

from typing import Final

from drf_spectacular.utils import OpenApiParameter

from cases.core.registry import Declared
from cases.core.shapes import ADDRESS, TEXT

HEADER: Final = "header"
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, HEADER, description="The ETag of the answer the client has."
)
ETAG = OpenApiParameter(
    "ETag", str, HEADER, response=[200], description="Version and digest; send it as If-Match."
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    TEXT | {"minLength": 1, "maxLength": 80},
    HEADER,
    description="Names this call: sent again with the same body it acts once and answers the same.",
)
KEY_OF_QUESTION = OpenApiParameter(
    "Idempotency-Key",
    TEXT | {"minLength": 1, "maxLength": 80},
    HEADER,
    description="Names this call: with another body it is refused (422 `key_reused`). Sent again"
    " with the same one it is answered from what stands then; no answer is kept.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    HEADER,
    required=True,
    description='The ETag of the record as last seen, its version in quotes ("3"), or *.',
)
IF_MATCH_OF_ENTRY = OpenApiParameter(
    "If-Match",
    str,
    HEADER,
    description="The ETag of the entry that is corrected, or *: needed where there is one, unless"
    " the body says its version.",
)
IF_MATCH_OF_MORE = OpenApiParameter(
    "If-Match",
    str,
    HEADER,
    description="The ETag of the record: only if it still stands so. Without it, in any version.",
)
LOCATION = OpenApiParameter(
    "Location",
    ADDRESS,
    HEADER,
    response=[201, 202],
    description="Where what was made or begun is read.",
)
REPLAY = OpenApiParameter(
    "Idempotent-Replay", str, HEADER, response=[200, 201, 202], description="true for a repetition."
)
ASKED_ONCE: Final = (KEY_OF_QUESTION, REPLAY)
"""What a question in a body takes and answers beside it."""


def match_parameter(
    declared: Declared,
) -> tuple[tuple[OpenApiParameter, ...], tuple[int, ...]]:
    """Return how an operation takes `If-Match`, and what it answers because of it."""
    if declared.needs_version:
        return (IF_MATCH,), (412, 428)
    if declared.form.is_versioned:
        return (IF_MATCH_OF_ENTRY,), (412, 428)
    return ((), ()) if declared.is_creation else ((IF_MATCH_OF_MORE,), (412,))
