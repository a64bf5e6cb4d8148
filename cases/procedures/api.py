"""Reading the catalogue and the playbooks."""

from typing import Any

from cases.core.api import RowsView, RowView
from cases.core.api_history import RowHistoryView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.offered import offering
from cases.core.roles import REFERENCE
from cases.procedures.choices import PlaybookStatus, Track
from cases.procedures.models import LegalBasis, Limit, Playbook, Procedure
from cases.procedures.queries import CURRENT
from cases.procedures.serializers import (
    LEGAL_BASIS,
    LIMIT,
    PLAYBOOK,
    PLAYBOOK_DETAIL,
    PROCEDURE,
    parts_of,
)


class ProcedureList(RowsView):
    """The procedures of the catalogue, by code."""

    sees = REFERENCE
    model = Procedure
    shape = PROCEDURE
    order = ("code",)
    filters = (choice_filter("track", "track", Track, "On which track."),)


class ProcedureDetail(RowView):
    """One procedure."""

    sees = REFERENCE
    resource = "procedures"
    shape = offering(PROCEDURE)


class LimitList(RowsView):
    """How long procedures may take, by code and first day of validity."""

    sees = REFERENCE
    model = Limit
    shape = LIMIT
    order = ("reference",)
    filters = (row_filter("procedure", "procedure", Procedure, "code", "Of which procedure."),)


class LimitDetail(RowView):
    """One limit."""

    sees = REFERENCE
    resource = "limits"
    shape = offering(LIMIT)


class LegalBasisList(RowsView):
    """On which legal grounds personal data may be processed, by code."""

    sees = REFERENCE
    model = LegalBasis
    shape = LEGAL_BASIS
    order = ("code",)


class LegalBasisDetail(RowView):
    """One legal basis."""

    sees = REFERENCE
    resource = "legal-bases"
    shape = offering(LEGAL_BASIS)


class PlaybookList(RowsView):
    """All versions of all playbooks, by code and number."""

    sees = REFERENCE
    model = Playbook
    shape = PLAYBOOK
    order = ("code", "number")
    filters = (
        choice_filter("status", "status", PlaybookStatus, "Draft, published or retired."),
        flag_filter("current", CURRENT, "Whether new cases may take it."),
    )


class PlaybookDetail(RowView):
    """One version of a playbook with its steps and gates; a draft has none yet."""

    sees = REFERENCE
    resource = "playbooks"
    shape = PLAYBOOK_DETAIL

    def more(self, row: Any) -> dict[str, Any]:
        """Return steps, gates, and what this caller may do."""
        return parts_of(row) | super().more(row)


class ProcedureHistory(RowHistoryView):
    """What was changed in a procedure, newest first."""

    resource = "procedures"


class LimitHistory(RowHistoryView):
    """What was changed in a limit, newest first."""

    resource = "limits"


class LegalBasisHistory(RowHistoryView):
    """What was changed in a legal basis, newest first."""

    resource = "legal-bases"


class PlaybookHistory(RowHistoryView):
    """What was changed in a version of a playbook, newest first."""

    resource = "playbooks"
