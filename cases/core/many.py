"""One operation on many records: the form that is asked once, and what came of each record."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer, Rejected, Request, deliver, refusal_of
from cases.core.errors import Refused
from cases.core.fields import Upload
from cases.core.forms import OperationForm
from cases.core.registry import DECLARED, Declared

BULK_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one of many records: what was answered, or why it was refused."""

    answer: Answer | None = None
    refusal: Refused | None = None

    @property
    def sentence(self) -> str:
        """What the officer is told of it."""
        if self.refusal is None:
            return _("Done")
        if self.refusal.code == "invalid":
            return "; ".join(str(row.message) for row in self.refusal.problems)
        return str(self.refusal.message)


def for_many() -> list[Declared]:
    """Return the operations that other systems may do on many records by one call.

    What asks for a proof first, shows something once, or takes a file is done one by one.
    """
    return [
        item
        for item in DECLARED.values()
        if item.operation.target == "one"
        and item.form.bulk
        and not item.operation.fresh
        and item.form.reveals is None
        and not any(isinstance(field, Upload) for field in fields_of(item))
    ]


def fields_of(item: Declared) -> list[Any]:
    """Return the fields of its form."""
    form: Any = item.form
    return list(form.base_fields.values())


def bulk_form(
    item: Declared,
    actor: Actor,
    serves: Sequence[str],
    *,
    data: Any = None,
    json: dict[str, Any] | None = None,
) -> OperationForm:
    """Return the form of an operation on many records, which asks for what one may leave empty."""
    form = item.form(actor, None, data=data, json=json)
    form.serves = serves
    for name, sentence in item.form.needed_in_bulk.items():
        field = form.fields[name]
        field.required = True
        field.help_text = ""
        field.error_messages["required"] = str(sentence)
    return form


def too_many() -> str:
    """Return why nothing was done on so many records."""
    return _(
        "More than %(limit)s records are chosen. Nothing was done. Narrow the list by the filters "
        "and choose again."
    ) % {"limit": BULK_LIMIT}


def key_for(key: str, item: Declared, target: str) -> str:
    """Return the key of the act on one record; a digest, so that no two long keys meet."""
    return sha256("\n".join((key, item.resource, target)).encode()).hexdigest()


def outcome_of(actor: Actor, wish: Request) -> Outcome:
    """Act on one of many records; a refusal stops no other."""
    try:
        return Outcome(answer=deliver(actor, wish))
    except Rejected as rejected:
        return Outcome(refusal=refusal_of(rejected))
    except Refused as refusal:
        return Outcome(refusal=refusal)


def one_of_many(
    actor: Actor,
    item: Declared,
    target: str,
    data: Mapping[str, Any],
    *,
    version: int | None = None,
) -> dict[str, Any]:
    """Act on one of many records and return what came of it; `_key` makes a resent form act once.

    `ok`, `sentence`, and after success the `version` the record has now.
    """
    key = key_for(data.get("_key") or str(uuid.uuid4()), item, target)
    wish = Request(item, target=target, version=version, key=key, data=data)
    outcome = outcome_of(actor, wish)
    result = {"ok": outcome.refusal is None, "sentence": outcome.sentence}
    return result | ({"version": outcome.answer.version} if outcome.answer else {})
