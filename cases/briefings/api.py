"""Reading briefings, and what was published."""

from typing import Any

from django.db.models import Q

from cases.briefings.choices import BriefingKind, BriefingState, SheetLanguage
from cases.briefings.composing.sheets import as_text
from cases.briefings.models import Briefing, BriefingSheet
from cases.briefings.printing import sheets_of
from cases.briefings.queries import sheet_in
from cases.briefings.serializers import BRIEFING, BRIEFING_ROW, PUBLISHED, PUBLISHED_ROW
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.roles import PUBLISHED as PUBLISHED_ONES
from cases.incidents.models import Incident


class BriefingList(RowsView):
    """Briefings, oldest first; headquarters sees all, nobody else one."""

    model = Briefing
    shape = BRIEFING_ROW
    order = ("drafted_at", "number")
    filters = (
        row_filter("incident", "incident", Incident, "code", "Code of the incident."),
        choice_filter("kind", "kind", BriefingKind, "What is written."),
        choice_filter("state", "state", BriefingState, "How far it is."),
    )


class BriefingDetail(RowView):
    """One briefing, what it says in each language, and what the caller may do with it now."""

    resource = "briefings"
    shape = BRIEFING

    def more(self, row: Any) -> dict[str, Any]:
        """Return the texts, and every operation the caller has a right to."""
        sheets = {code: sheet_in(self.actor, row, code) for code in SheetLanguage.values}
        drafts = {} if all(sheets.values()) else sheets_of(row)
        texts = [
            {"language": code, "text": sheet.text if sheet else as_text(drafts[code])}
            for code, sheet in sheets.items()
        ]
        return super().more(row) | {"texts": texts}


class PublishedList(RowsView):
    """What was published, a row for each language, oldest first; withdrawn ones say so."""

    sees = PUBLISHED_ONES
    model = BriefingSheet
    shape = PUBLISHED_ROW
    order = ("published_at", "uuid")
    reads = "published_for"
    filters = (
        choice_filter("language", "language", SheetLanguage, "In which language."),
        choice_filter("kind", "kind", BriefingKind, "What is written."),
        flag_filter("withdrawn", Q(withdrawn_at__isnull=False), "Whether it was withdrawn."),
    )


class PublishedDetail(RowView):
    """One published briefing in one language, with its text and its file."""

    sees = PUBLISHED_ONES
    resource = "published-briefings"
    shape = PUBLISHED
