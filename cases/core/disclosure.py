"""Disclosures: that somebody was shown a person's data is on record like an act.

One entry for each request, written by one statement. It names which rows were shown and by which
filters they were found, never what stood in either. The operation begins with what was done:
`show_`, `list_`, `print_`, `export_` or `download_`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Q
from django.utils.crypto import salted_hmac

from cases.core.audit import scope_of, write_audit, write_entry

LOOKS = ("show_", "list_", "print_", "export_", "download_")


def disclose(event: str, operation: str, row: Model) -> None:
    """Record that `row` was shown, printed, exported or downloaded."""
    write_audit(event, operation, [row])


def disclose_rows(
    event: str,
    operation: str,
    model: type[Model],
    ids: Sequence[int],
    *,
    by: Iterable[str] = (),
    below: Model | None = None,
    terms: Sequence[str] = (),
) -> None:
    """Record that a list was shown: which rows of `model`, narrowed `by` filters of these names.

    `below` is the case or person whose list it is. Of `terms` that were searched for only keyed
    digests are kept: whoever knows a term can tell whether it was searched for.
    """
    subject: dict[str, Any] = {"table": model._meta.db_table, "rows": len(ids), "ids": list(ids)}
    if terms:
        subject["terms"] = sorted({term_digest(term) for term in terms})
    case, citizen = scope_of(below) if below is not None else (None, None)
    write_entry(event, operation, [subject], case=case, citizen=citizen, fields=sorted(by))


def term_digest(term: str) -> str:
    """Return what the record keeps of a term that was searched for."""
    return salted_hmac("cases.search", term, algorithm="sha256").hexdigest()[:16]


def disclose_form(operation: str, target: Model | None) -> None:
    """Record that the form of an operation on a person or a case was shown, with what it says."""
    if target is None or not any(scope_of(target)):
        return
    noun = str(target._meta.model_name)
    write_audit(f"{noun}.form_shown", "show_form", [target], fields=[operation])


def is_look() -> Q:
    """Return the condition of entries that are disclosures, not acts."""
    looks = Q()
    for beginning in LOOKS:
        looks |= Q(operation__startswith=beginning)
    return looks


def is_look_name(operation: str) -> bool:
    """Return whether an entry of this operation is a disclosure."""
    return operation.startswith(LOOKS)


def filters_of(given: Any, known: Iterable[str]) -> list[str]:
    """Return which of the `known` filters carry something in the address."""
    return [name for name in known if given.get(name)]
