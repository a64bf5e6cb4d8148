"""The list of exports of a mission."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.roles import PEOPLE
from cases.exports.choices import ABOUT_PEOPLE, ExportKind
from cases.exports.kinds import KINDS, kinds_for
from cases.exports.models import Export
from cases.exports.pages.words import rows_words, state_tag
from cases.exports.policies import TAKES
from cases.exports.queries import listed


def list_context(actor: Actor) -> dict[str, Any]:
    """Return the exports in sight: what waits for a decision first, then the newest."""
    rows, has_more = listed(actor)
    return {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "lines": [line_of(actor, export) for export in rows],
        "has_more": has_more,
        "back_url": reverse("worklist") if actor.sees(PEOPLE) else reverse("published_list"),
        "back_label": _("Work list") if actor.sees(PEOPLE) else _("Published briefings"),
        "ask_url": reverse("ask_export") if actor.may(TAKES) else "",
    }


SAYS: Final[dict[str, Sentence]] = {
    ExportKind.CASES: gettext_lazy("Case, person, stage, where she is, deadline."),
    ExportKind.PEOPLE: gettext_lazy("Each person once, with nationality and where she is."),
    ExportKind.CROSSINGS: gettext_lazy("Who crossed which border, when, and who said so."),
    ExportKind.STAYS: gettext_lazy("Who was where, in whose hands, since when."),
    ExportKind.STEPS: gettext_lazy("What was to be done on each case, and how far it is."),
    ExportKind.FIGURES: gettext_lazy("What a source said, as of when, how firmly."),
    ExportKind.TOTALS: gettext_lazy("What our records give for an incident, as of any moment."),
    ExportKind.SNAPSHOTS: gettext_lazy("Numbers that were frozen, with their definitions."),
    ExportKind.PUBLISHED: gettext_lazy("The tables of published briefings, word for word."),
}
"""What stands in each kind of file, in a sentence."""


def kinds_context(actor: Actor) -> dict[str, Any]:
    """Return what may be taken along, people and figures apart."""
    there = reverse("ask_export")
    rows = [
        {
            "label": KINDS[kind].title,
            "says": SAYS[ExportKind(kind)],
            "url": f"{there}?kind={kind}",
            "is_about_people": kind in ABOUT_PEOPLE,
        }
        for kind in kinds_for(actor)
    ]
    groups = (
        (_("People and their cases"), [row for row in rows if row["is_about_people"]]),
        (_("Figures"), [row for row in rows if not row["is_about_people"]]),
    )
    return {"groups": [{"title": title, "rows": found} for title, found in groups if found]}


def line_of(actor: Actor, export: Export) -> dict[str, Any]:
    """Return one export as a line: what, how many, by whom, what for, how far."""
    return {
        "url": export.get_absolute_url(),
        "title": str(export),
        "rows": rows_words(export.counted if export.rows is None else export.rows),
        "asked_by": str(export.asked_by),
        "asked_at": export.asked_at,
        "mission": export.mission.label if actor.sees_all else "",
        "purpose": export.get_purpose_display(),
        "state": state_tag(export),
    }
