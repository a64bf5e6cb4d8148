"""From one request to one operation: the same order on every surface.

403 for what the token is not made for, replay of the key, then 404, 403, 422, 409. The answer is a
reference and a version, nothing more, so that a replay is exact and the receipt holds no personal
data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.core.actor import Actor
from cases.core.errors import Refused, invalid, stale
from cases.core.forms import OperationForm
from cases.core.operations import recorded_refusals, undone_outside
from cases.core.preconditions import (
    NEW,
    Match,
    no_version_here,
    nothing_to_match,
    version_needed,
)
from cases.core.receipts import fingerprints_of, take_receipt
from cases.core.registry import RESOURCES, Declared


@dataclass(frozen=True, slots=True)
class Answer:
    """What was acted on or made: kind of record, public reference, version, sent before or not.

    `is_correction`: it was to be made or corrected, and was there. `left_out`: what an operation on
    many left out and why, told once: no receipt keeps it. `done`: what it did, where that is not
    always the same; `is_none`: nothing of what was asked.
    """

    resource: str
    reference: str
    version: int | None
    replayed: bool = False
    is_correction: bool = False
    left_out: Sequence[str] = ()
    done: str = ""
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One wish: the operation, on which record, in which version, with which input.

    `version` None means "whatever the version is". `match` is what a call of the API says of the
    version where it need not: an act that only adds, an entry that is made or corrected.
    """

    declared: Declared
    target: str = ""
    version: int | None = None
    match: Match | None = None
    key: str = ""
    data: Any = None
    json: dict[str, Any] | None = None

    @property
    def content(self) -> Any:
        """What the fingerprint is taken of."""
        if self.json is not None:
            return self.json
        return {
            name: self.data.getlist(name)
            for name in sorted(self.data)
            if not name.startswith("_") and name != "csrfmiddlewaretoken"
        }


class Rejected(Exception):
    """The form with its faults; carried to the surface that shows it again."""

    def __init__(self, form: OperationForm) -> None:
        super().__init__("the input is faulty")
        self.form = form


def deliver(actor: Actor, request: Request) -> Answer:
    """Act once on `request`; raises a refusal, or `Rejected` with the bound form for 422."""
    operation = request.declared.operation
    seen: list[Any] = []
    with recorded_refusals(operation, seen), undone_outside():
        receipt = None
        operation.check_scope(actor)
        if request.key and actor.staff_id is not None:
            known_by = fingerprints_of(actor, operation.name, request.target, request.content)
            receipt, is_new = take_receipt(actor, request.key, operation.name, known_by)
            if not is_new and receipt.answer is not None:
                return Answer(**receipt.answer, replayed=True)
        form = bind(actor, request, seen)
        result = operation(actor, *seen, **form.arguments())
        answer = answer_of(request.declared, seen, result)
        answer = replace(answer, is_correction=form.former is not None)
        if receipt is not None:
            receipt.answer = {
                "resource": answer.resource,
                "reference": answer.reference,
                "version": answer.version,
                "is_correction": answer.is_correction,
                "done": answer.done,
                "is_none": answer.is_none,
            }
            receipt.save(update_fields=["answer"])
        return answer


def bind(actor: Actor, request: Request, seen: list[Any]) -> OperationForm:
    """Find the record (404), ask the policy (403), then check the input (422)."""
    declared = request.declared
    target = None
    if not declared.is_creation:
        target = RESOURCES[declared.resource].find(actor, request.target)
        seen.append(target)
    declared.operation.allow(actor, *seen)
    form = declared.form(actor, target, data=request.data, json=request.json)
    if form.problems():
        raise Rejected(form)
    if request.match is not None:
        compare(request.match, form)
    else:
        form.former = form.standing()
    if target is None or request.version is None or declared.operation.appends:
        return form
    if request.version != target.version:
        raise stale(request.version, target.version)
    return form


def compare(match: Match, form: OperationForm) -> None:
    """Compare what `If-Match` says with what is there, where it may be left out."""
    if form.is_versioned:
        compare_entry(match, form)
        return
    if match.version is None:
        return
    now = getattr(form.target, "version", None)
    if now is None:
        raise no_version_here()
    if match.version != now:
        raise stale(match.version, now)


def compare_entry(match: Match, form: OperationForm) -> None:
    """428 where an entry is there and no version is said, 412 where another one, or none, is meant.

    The operation compares it once more, under the lock.
    """
    form.former = former = form.standing()
    if former is None and match.is_sent:
        raise nothing_to_match()
    if former is None:
        form.matched = NEW
        return
    if not match.is_sent and form.said_version() is None:
        raise version_needed()
    form.matched = match.version
    now: int = getattr(former, "version", NEW)
    if match.version not in {None, now}:
        raise stale(match.version or NEW, now)


def refusal_of(rejected: Rejected) -> Refused:
    """Return the 422 of a faulty form, for surfaces that show no form."""
    return invalid(rejected.form.problems())


def answer_of(declared: Declared, seen: list[Any], result: Any) -> Answer:
    """Return reference and version of the record acted on, or of what was made."""
    row = result if declared.makes_record or not seen or result == seen[0] else seen[0]
    model = type(row)
    kind = next((r.name for r in RESOURCES.values() if r.model is model), declared.resource)
    version = getattr(row, "version", None)
    if version is not None and row is not result:
        version = model._default_manager.values_list("version", flat=True).get(pk=row.pk)
    left_out = getattr(result, "why_left_out", ())
    done, is_none = getattr(result, "what_was_done", ("", False))
    answer = Answer(kind, row.public_reference, version, left_out=left_out)
    return replace(answer, done=done, is_none=is_none)
