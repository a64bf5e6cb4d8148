"""The API adapter of questions in a body: a POST that only reads, since an address is kept.

Such a call takes an `Idempotency-Key` as every POST does. A receipt holds no personal data, so an
answer is kept nowhere: the same question is read again, as of then, and marked as a repetition; it
goes on record again, since people were shown again. Another question under a used key is refused.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.api import HouseView, body_of
from cases.core.json_body import object_of
from cases.core.preconditions import idempotency_key
from cases.core.receipts import fingerprints_of, take_receipt


class AskingView(HouseView):
    """One question in a body: POST answers it."""

    question: ClassVar[str]
    """What its receipts are about; its name in the description."""

    def post(self, request: Request) -> Response:
        """Answer; a key is kept only by a question that was answered."""
        key = idempotency_key(request.headers.get("Idempotency-Key"))
        body = object_of(body_of(request))
        undone: AbstractContextManager[Any] = transaction.atomic() if key else nullcontext()
        with undone:
            is_again = bool(key) and self.was_asked(key, body)
            response = self.answer(body)
        if is_again:
            response.headers["Idempotent-Replay"] = "true"
        return response

    def was_asked(self, key: str, body: dict[str, Any]) -> bool:
        """Return whether this was asked under the key; 422 when something else was."""
        known_by = fingerprints_of(self.actor, self.question, "", body)
        return not take_receipt(self.actor, key, self.question, known_by)[1]

    def answer(self, body: dict[str, Any]) -> Response:
        """Return what the body asks for; each view says how."""
        raise NotImplementedError
