"""Receipts: the same keyed request acts once and is answered the same again."""

import json
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.keys import server_keys
from cases.core.models import Receipt

TAKE = """
insert into cases_receipt (staff_id, key, operation, fingerprint, created_at)
values (%s, %s, %s, %s, clock_timestamp()) on conflict (staff_id, key) do nothing returning id
"""


def fingerprints_of(actor: Actor, operation: str, target: str, content: Any) -> list[str]:
    """Return the digests by which the same request is known again; the first is that of now.

    At another posting of the same person it is another request: what was done there is not told
    here, and is not done here either.

    Keyed with the server's secret, so that what was sent cannot be guessed from a receipt. The
    others are those of former secrets: a repetition across a change of it does not act twice.
    """
    text = json.dumps([operation, target, content, actor.posting_id], sort_keys=True, default=str)
    sent = text.encode("utf-8", "surrogatepass")
    return [
        salted_hmac("cases.receipt", sent, secret=key, algorithm="sha256").hexdigest()
        for key in server_keys()
    ]


def take_receipt(
    actor: Actor, key: str, operation: str, fingerprints: list[str]
) -> tuple[Receipt, bool]:
    """Return the receipt for this key and whether it is new; waits for a twin under way.

    Raises 422 `key_reused` when the key was used for something else.
    """
    staff = actor.staff_id or 0
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [staff, key, operation, fingerprints[0]])
        made = cursor.fetchone()
    if made is not None:
        return Receipt(pk=made[0], staff_id=staff, key=key), True
    receipt = Receipt.objects.get(staff_id=staff, key=key)
    if receipt.fingerprint not in fingerprints:
        raise Refused(
            _("This key was already used for another request. Use a new one."), "key_reused", 422
        )
    return receipt, False
