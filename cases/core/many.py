"""One operation on many records: the form that is asked once, and what came of each record."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Rejected, Request, deliver
from cases.core.errors import Refused
from cases.core.forms import OperationForm
from cases.core.registry import Declared

BULK_LIMIT = 200


def bulk_form(item: Declared, actor: Actor, *, data: Any = None) -> OperationForm:
    """Return the form of an operation on many records, which asks for what one may leave empty."""
    form = item.form(actor, None, data=data)
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
    key = f"{data.get('_key', '')[:40] or uuid.uuid4()}:{target}"
    try:
        answer = deliver(actor, Request(item, target=target, version=version, key=key, data=data))
    except Rejected as rejected:
        sentence = "; ".join(str(row.message) for row in rejected.form.problems())
        return {"ok": False, "sentence": sentence}
    except Refused as refusal:
        return {"ok": False, "sentence": str(refusal.message)}
    return {"ok": True, "sentence": _("Done"), "version": answer.version}
