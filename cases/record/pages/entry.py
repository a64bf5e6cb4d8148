"""One entry of the record, whole."""

from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.record.numbers import counts
from cases.record.pages.chain import Standing, standing_rows, standing_verdict
from cases.record.pages.lines import Line, session_lines
from cases.templatetags.moments import with_seconds, zone_name


def entry_context(line: Line, standing: Standing, actor: Actor) -> dict[str, Any]:
    """Return what the page of an entry shows."""
    zone, numbers = actor.zone, counts(actor)
    # Transactions are numbered over all missions too.
    of_all = [{"label": _("Transaction"), "value": str(line.entry.xact)}] if numbers else []
    return {
        "line": line,
        "facts": [*fact_rows(line, zone), *of_all],
        "verdict": standing_verdict(standing),
        "place": standing_rows(standing, zone, counts=numbers),
        "sessions": session_lines(line) if line.entry.kind == "staff" else [],
        "is_staff": line.entry.kind == "staff",
    }


def fact_rows(line: Line, zone: str) -> list[dict[str, Any]]:
    """Return everything that is recorded, in words; what is empty is called so."""
    entry = line.entry
    nothing = _("Nothing")
    codes = ", ".join(line.fields)
    rows = [
        {
            "label": _("When"),
            "value": f"{with_seconds(line.shown_at, zone)} ({zone_name(zone)})",
            "note": line.at.isoformat(timespec="microseconds"),
        },
        {"label": _("Who"), "value": line.who, "note": line.username},
        {"label": _("Role"), "value": line.role or _("None"), "note": line.mission},
        {"label": _("Kind"), "value": line.kind},
        {
            "label": _("What was done"),
            "value": line.what,
            "note": f"{entry.operation} · {entry.event}",
        },
        {"label": _("How it ended"), "value": ended_words(line), "note": line.code},
        {"label": _("About"), "value": "\n".join(line.about) or nothing},
        {"label": _("Fields named"), "value": ", ".join(line.labels) or nothing, "note": codes},
    ]
    if entry.replayed_at is not None:
        moment = with_seconds(entry.replayed_at, zone)
        rows.append({"label": _("Moment of the ledgers"), "value": moment})
    return rows


def ended_words(line: Line) -> str:
    """Return how it ended, with the reason where it is known."""
    if not line.is_refused:
        return _("Done")
    return _("Refused: %(why)s") % {"why": line.why} if line.why else _("Refused")
