"""How limits stand on the pages of playbooks and of the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cases.core.actor import Actor
from cases.procedures.citations import cited
from cases.procedures.grounds import proof_words
from cases.procedures.models import Limit, Procedure
from cases.procedures.pages.words import (
    amount_words,
    body_words,
    calendar_words,
    end_words,
    start_words,
    stop_words,
    validity_words,
)
from cases.procedures.queries import limits_of


def shown_limits(
    actor: Actor,
    procedures: Sequence[Procedure],
    today: date | None = None,
    *,
    alone: bool = False,
) -> dict[int, list[dict[str, Any]]]:
    """Return the limits of procedures in words, by id; with `today` only those in force then.

    `alone`: these procedures are all there is, so a limit that another one starts never runs.
    """
    limits = limits_of(actor, [row.pk for row in procedures], today)
    known = {row.code: row for row in procedures}
    if alone:
        limits = [row for row in limits if started_by(row) <= set(known)]
    named = {code for limit in limits for code in started_by(limit)} - set(known)
    known |= {row.code: row for row in Procedure.objects.visible_to(actor).filter(code__in=named)}
    shown: dict[int, list[dict[str, Any]]] = {}
    for limit in limits:
        shown.setdefault(limit.procedure_id, []).append(limit_row(limit, known))
    return shown


def started_by(limit: Limit) -> set[str]:
    """Return the codes of the procedures that start a limit."""
    return {code for code in (limit.start_procedure, *limit.start_procedures) if code}


def limit_row(limit: Limit, procedures: Mapping[str, Procedure]) -> dict[str, Any]:
    """Return one limit in words."""
    course = [start_words(limit, procedures), stop_words(limit)]
    course += [calendar_words(limit), end_words(limit)]
    asked = {"code": limit.code, "valid_from": str(limit.valid_from or "")}
    return {
        "amount": amount_words(limit),
        "label": limit.label,
        "course": ", ".join(part for part in course if part),
        "on_whom": body_words(limit.on_whom),
        "validity": validity_words(limit),
        "is_legal": limit.is_legal,
        "verified": limit.verified,
        "missing": proof_words(verified=limit.verified, missing=limit.missing),
        "legal_basis": cited(limit.legal_basis),
        "source": limit.source,
        "put_url": f"{reverse('procedures_put', args=['limits'])}?{urlencode(asked)}",
    }
