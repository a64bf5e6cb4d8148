"""Handovers on the page of a case: the last one in a band, each in the course."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.beside import Entry, band_of, told_of
from cases.casework.models import Case
from cases.casework.pages.folds import fold
from cases.casework.queries import CaseFile
from cases.core.actor import Actor
from cases.core.text import labelled
from cases.core.together import Part
from cases.movements.handover.choices import HandoverState, LineState
from cases.movements.handover.models import HandoverLine

HANDOVER = (
    *("uuid", "number", "kind", "state", "occurred_from", "occurred_at", "received_body"),
    *("received_name", "signed_at", "voided_at", "void_reason", "version"),
)
STANDS = {HandoverState.DRAFT, HandoverState.SIGNED}


def handovers_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the lines of a case, each with its handover."""
    lines = HandoverLine.objects.visible_to(actor).filter(case_id=case)
    by = {"handover": HANDOVER, "recorded_by": ("full_name",), "said_by": ("full_name",)}
    return (Part(lines, by),)


@told_of("handovers", handovers_beside, 1)
def handover_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return of each handover that it was prepared, signed with what result, or voided."""
    entries = []
    for line in rows[0]:
        handover = line.handover
        url = [{"label": _("Open the handover"), "url": url_of(handover)}]
        on_list = _("On the list of the handover %(number)s") % {"number": handover.number}
        entries.append(entry(on_list, line.recorded_at, line.recorded_by, line.added_reason))
        if handover.signed_at is not None:
            said = {"number": handover.number, "state": line.get_state_display()}
            title = _("Handover %(number)s: %(state)s") % said
            why = "; ".join(part for part in (line.reason, line.whereabouts) if part)
            signed = entry(title, handover.occurred_at, line.said_by, why)
            signed["occurred_from"] = handover.occurred_from
            entries.append(signed | {"actions": url})
        if handover.voided_at is not None:
            title = _("Handover %(number)s is void") % {"number": handover.number}
            entries.append(entry(title, handover.voided_at, None, handover.void_reason))
    return entries


def entry(title: str, at: Any, by: Any, text: str = "") -> Entry:
    """Return one entry of the course."""
    return {
        "title": title,
        "icon": "note",
        "occurred_from": at,
        "occurred_at": at,
        "by": str(by or _("The system")),
        "text": text,
    }


def url_of(handover: Any) -> str:
    """Return the page of a handover."""
    return reverse("handover", args=[handover.number])


@band_of("handovers", "movements/handover/band.html", below="documents")
def handover_band(
    actor: Actor, file: CaseFile, rows: Sequence[list[Any]], verbs: frozenset[str]
) -> Entry:
    """Return the handovers on which the person stands; nothing where there is none."""
    standing = [line for line in rows[0] if line.handover.state in STANDS]
    if not standing:
        return {}
    newest = max(standing, key=lambda line: line.recorded_at)
    is_open = newest.handover.state == HandoverState.DRAFT
    said = _("being prepared") if is_open else str(newest.get_state_display())
    line = f"{newest.handover.number} · {newest.handover.get_kind_display()} · {said}"
    warns = newest.state in {LineState.ABSENT, LineState.REFUSED}
    return {
        **fold(_("Handovers"), "handovers", line, is_open=warns),
        "rows": [
            {
                "label": str(row.handover.get_kind_display()),
                "value": labelled(row.handover.number, row.get_state_display()),
                "note": "; ".join(part for part in (row.reason, row.whereabouts) if part),
                "url": url_of(row.handover),
                "url_label": _("Look at it"),
            }
            for row in standing
        ],
    }
