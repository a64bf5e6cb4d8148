"""Registering by the API: how the name that a code prints may be written, in the answer."""

from typing import Any, ClassVar

from cases.citizens.codes import read_code, suggested_names
from cases.core.api import body_of
from cases.core.api_acts import OperationView
from cases.core.delivery import Answer
from cases.core.shapes import TEXT, Schema

SUGGESTED: Schema = {
    "type": "array",
    "items": TEXT,
    "description": (
        "Where the code alone named the person: likely spellings with marks of the name, which is "
        "recorded as it is printed. Correct the person with the right one."
    ),
}


class RegisterView(OperationView):
    """The name of a code is recorded as it is printed; nobody has chosen its marks yet."""

    answers_besides: ClassVar[dict[str, Schema]] = {"suggested_names": SUGGESTED}

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return the likely spellings; a repetition is told the same."""
        body = body_of(self.request)
        is_named = body.get("full_name") or not body.get("mrz")
        found = () if is_named else suggested_names(read_code(self.actor, body["mrz"]))
        return {"suggested_names": list(found)}
