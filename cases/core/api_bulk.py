"""The API adapter of acts on many records: one call, one input, a result for each record.

The acts are those of single calls: each has its own savepoint, its entry on record and its receipt,
and one that is refused stops no other. Records are locked in the order of their references, so
that two such calls do not wait for each other; results come in the order in which they were sent.
"""

import time
from typing import Any, ClassVar, Final

from django.db import transaction
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.actor import Actor
from cases.core.addresses import address_of, known_address
from cases.core.api import HouseView, body_of
from cases.core.asked import UNKNOWN_PARAMETER
from cases.core.bulk_body import ManyAsked, Target, asked_in, check_input
from cases.core.delivery import Request as Wish
from cases.core.described_bulk import describe_bulk, describe_bulk_index
from cases.core.errors import Refused
from cases.core.json_body import object_of
from cases.core.many import Outcome, for_many, key_for, outcome_of
from cases.core.openapi import Described, HouseSchema
from cases.core.operations import recorded_refusals
from cases.core.preconditions import idempotency_key
from cases.core.problems import problem_body
from cases.core.receipts import fingerprints_of, take_receipt
from cases.core.registry import Declared

BULK: Final = "bulk"
SECONDS: Final = 20.0
"""The transaction of a request ends after 30; what was not begun by then is for another call."""
NOT_TRIED: Final = "not_tried"


class BulkView(HouseView):
    """One operation on up to 200 records."""

    declared: ClassVar[Declared]
    sees = ""
    unknown_code = UNKNOWN_PARAMETER
    http_method_names = ("post",)  # type: ignore[assignment] # nothing is read here

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        return describe_bulk(self.declared, schema)

    def post(self, request: Request) -> Response:
        """Act on each record, once for each key, as far as the time reaches."""
        declared, actor = self.declared, self.actor
        key = idempotency_key(request.headers.get("Idempotency-Key"))
        with recorded_refusals(declared.operation, []):
            declared.operation.allow(actor)
            asked = asked_in(declared, actor, object_of(body_of(request)))
            # What cannot be right any more was right when it was done: the answer is told again.
            with transaction.atomic():
                if is_new(actor, declared, key, asked):
                    check_input(declared, actor, asked)
        outcomes = act_on(actor, declared, key, asked)
        results = [
            result_of(target, outcomes[target.reference], declared.status)
            for target in asked.targets
        ]
        refused = [row["problem"]["code"] for row in results if row["problem"]]
        is_repeated = bool(results) and all(row["is_repeated"] for row in results)
        return Response(
            {
                "done": len(results) - len(refused),
                "refused": len(refused) - refused.count(NOT_TRIED),
                "not_tried": refused.count(NOT_TRIED),
                "results": results,
            },
            headers={"Idempotent-Replay": "true"} if is_repeated else None,
        )


def is_new(actor: Actor, declared: Declared, key: str, asked: ManyAsked) -> bool:
    """Tie the key to the whole body; return whether it was not before.

    With another body it is refused, and a twin waits.
    """
    if not key or actor.staff_id is None:
        return True
    targets = [[row.reference, row.version] for row in asked.targets]
    known_by = fingerprints_of(actor, f"{BULK} {declared.name}", "", [targets, asked.given])
    _receipt, is_first = take_receipt(actor, key, declared.name, known_by)
    return is_first


def act_on(actor: Actor, declared: Declared, key: str, asked: ManyAsked) -> dict[str, Outcome]:
    """Act on each record in the order of references; return what came of each."""
    ends_at = time.monotonic() + SECONDS
    found = {}
    for target in sorted(asked.targets, key=lambda row: row.reference):
        if time.monotonic() > ends_at:
            found[target.reference] = Outcome(refusal=not_tried())
            continue
        wish = Wish(
            declared,
            target=target.reference,
            version=target.version,
            key=key_for(key, declared, target.reference) if key else "",
            json=dict(asked.given),
        )
        found[target.reference] = outcome_of(actor, wish)
    return found


def not_tried() -> Refused:
    """503: nothing was attempted on this record."""
    sentence = _("The time was up before this record was tried. Send it again.")
    return Refused(sentence, NOT_TRIED, 503, audited=False)


def result_of(target: Target, outcome: Outcome, status: int) -> dict[str, Any]:
    """Return what is told of one record: what a single call would have answered."""
    answer, refusal = outcome.answer, outcome.refusal
    return {
        "target": target.reference,
        "status": status if refusal is None else refusal.status,
        "resource": answer.resource if answer else None,
        "reference": answer.reference if answer else None,
        "version": answer.version if answer else None,
        "url": known_address(answer.resource, answer.reference) if answer else None,
        "is_repeated": answer.replayed if answer else False,
        "problem": problem_body(refusal) if refusal else None,
    }


class BulkIndex(HouseView):
    """What the caller may do on many records by one call, and where."""

    sees = ""
    unknown_code = UNKNOWN_PARAMETER

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return describe_bulk_index(schema)

    def get(self, request: Request) -> Response:
        """Return the operations that the role may do."""
        found = [row for row in for_many() if row.operation.is_open_to(self.actor)]
        return Response({"results": [offered(declared) for declared in found]})


def offered(declared: Declared) -> dict[str, Any]:
    """Return how an operation on many records is offered."""
    return {
        "name": declared.name,
        "title": str(declared.form.title),
        "resource": declared.resource,
        "url": bulk_address(declared),
    }


def bulk_address(declared: Declared) -> str:
    """Return where an operation is done on many records."""
    return address_of(BULK, declared.resource, declared.verb)


def bulk_urls() -> list[URLPattern]:
    """Return the routes of all operations on many records, and of the list of them."""
    index = path(f"{BULK}/", BulkIndex.as_view(), name="api_bulk")
    return [index, *(bulk_url(declared) for declared in for_many())]


def bulk_url(declared: Declared) -> URLPattern:
    """Return the route of one operation on many records."""
    name = f"Bulk{declared.form.__name__}View"
    view: type[BulkView] = type(name, (BulkView,), {"declared": declared})
    route = f"{BULK}/{declared.resource}/{declared.verb}/"
    return path(route, view.as_view(), name=f"api_bulk_{declared.name}")
