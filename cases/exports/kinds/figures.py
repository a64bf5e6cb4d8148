"""Figures: what others reported, what our ledgers give, what was frozen, what was told in public.

None of them holds a person. What leads to those behind a number stands in the row: the source of a
reported one; of ours the moment, since when it was known and what was counted, by which the page of
the incident finds the people again; of a frozen one the snapshot, which keeps its cases.
"""

from typing import Any, Final

from cases.briefings.choices import SheetLanguage
from cases.briefings.models import BriefingSheet
from cases.core.listing import Filter, choice_filter, row_filter
from cases.core.shapes import MOMENT, TEXT
from cases.exports.choices import ExportKind
from cases.exports.kinds.frozen import FROZEN
from cases.exports.kinds.kind import Kind
from cases.exports.kinds.told import TOLD_IN_PUBLIC, in_language, told
from cases.exports.kinds.totals import TOTAL, both_moments, totals
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.serializers import FIGURE
from cases.places.choices import Country
from cases.publishing.models import Snapshot, SnapshotValue

OF_INCIDENT: Final = row_filter("incident", "incident", Incident, "code", "Code of the incident.")
WHERE: Final = choice_filter("country", "country", Country, "Where the figure places the people.")


def asked(name: str, help_text: str, kind: Any = TEXT) -> Filter:
    """Return a filter that `lines` read themselves."""
    return Filter(name, help_text, kind, lambda query, value, actor: query)


OF_FIGURES: Final = (
    Kind(
        ExportKind.FIGURES.value,
        ReportedFigure,
        ReportedFigure.objects.visible_to,
        FIGURE,
        ("ordered_at", "uuid"),
        (OF_INCIDENT, WHERE),
        "figure",
    ),
    Kind(
        ExportKind.TOTALS.value,
        Incident,
        Incident.objects.visible_to,
        TOTAL,
        (),
        (
            asked("incident", "Code of the incident."),
            asked("as_of", "What was so at this moment.", MOMENT),
            asked("known_at", "Counting only what was known at this moment.", MOMENT),
        ),
        "incident",
        lines=totals,
        fixed=both_moments,
        needs=("incident",),
    ),
    Kind(
        ExportKind.SNAPSHOTS.value,
        SnapshotValue,
        SnapshotValue.objects.visible_to,
        FROZEN,
        ("snapshot__taken_at", "snapshot_id", "figure", "dimension", "key"),
        (
            row_filter("incident", "snapshot__incident", Incident, "code", "Code of the incident."),
            row_filter("snapshot", "snapshot", Snapshot, "uuid", "Id of the snapshot."),
        ),
        "snapshot",
    ),
    Kind(
        ExportKind.PUBLISHED.value,
        BriefingSheet,
        BriefingSheet.objects.published_for,
        TOLD_IN_PUBLIC,
        (),
        (asked("language", "In which language.", SheetLanguage),),
        "briefing",
        lines=told,
        fixed=in_language,
    ),
)
