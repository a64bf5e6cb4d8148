"""Exports in words."""

from datetime import datetime
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.casework.choices import BlockerKind, Stage
from cases.core.errors import Sentence
from cases.exports.choices import Age, ExportState, Held, Officer
from cases.exports.models import LANGUAGES, Export
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.places.choices import Country
from cases.procedures.choices import Body
from cases.publishing.addresses import briefing_words
from cases.publishing.models import Snapshot

TONES: Final[dict[str, str]] = {
    ExportState.WAITING: "wait",
    ExportState.WRITING: "wait",
    ExportState.READY: "good",
    ExportState.STOPPED: "stop",
    ExportState.REFUSED: "stop",
}
CLOSED_SETS: Final[dict[str, tuple[Sentence, Any]]] = {
    "stage": (gettext_lazy("Stage"), Stage),
    "held": (gettext_lazy("On hold"), Held),
    "assigned": (gettext_lazy("Officer"), Officer),
    "country": (gettext_lazy("Where the person is now"), Country),
    "age": (gettext_lazy("Age"), Age),
    "blocker": (gettext_lazy("What blocks"), BlockerKind),
    "body": (gettext_lazy("Who must act"), Body),
}
ROWS: Final[dict[str, tuple[Sentence, Any]]] = {
    "incident": (gettext_lazy("Incident"), Incident),
    "mission": (gettext_lazy("Mission"), Mission),
}


def whole(number: int) -> str:
    """Return a number with its thousands set apart."""
    return str(number_format(number, force_grouping=True))


def rows_words(number: int) -> str:
    """Return how many rows."""
    return ngettext("%(n)s row", "%(n)s rows", number) % {"n": whole(number)}


def state_tag(export: Export) -> dict[str, str]:
    """Return how far an export is, in a word with its tone."""
    label = str(ExportState(export.state).label)
    return {"label": label, "tone": TONES.get(export.state, "")}


def filter_words(export: Export, zone: str) -> list[str]:
    """Return what the rows were narrowed to, one line for each filter."""
    lines = []
    for name, value in export.asks.items():
        if name in CLOSED_SETS:
            label, kinds = CLOSED_SETS[name]
            lines.append(f"{label}: {kinds(value).label if value in kinds.values else value}")
        elif name in ROWS:
            label, model = ROWS[name]
            lines.append(f"{label}: {model.objects.filter(code=value).first() or value}")
        elif name in {"as_of", "known_at"}:
            label = _("As of") if name == "as_of" else _("As known at")
            lines.append(f"{label}: {briefing_words(datetime.fromisoformat(value), zone)}")
        elif name == "snapshot":
            row = Snapshot.objects.filter(uuid=value).first()
            lines.append(str(row or value))
        elif name == "language":
            lines.append(_("Language") + f": {dict(LANGUAGES)[value]}")
        elif name == "open":
            lines.append(_("Only open cases"))
        elif name == "standing":
            lines.append(_("Without entries that were voided"))
    return lines or [_("Everything that you see of this kind")]


def size_words(export: Export) -> str:
    """Return how long the file is."""
    return str(filesizeformat(export.size or 0))
