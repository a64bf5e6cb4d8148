"""Reading requests about personal data."""

from typing import Any

from cases.citizens.models import Citizen
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, row_filter
from cases.core.offered import actions_on
from cases.core.roles import FILE
from cases.privacy.choices import RightsKind, RightsStatus
from cases.privacy.deadlines import running_term
from cases.privacy.models import RightsRequest
from cases.privacy.serializers_requests import RIGHTS_REQUEST, RIGHTS_REQUEST_ROW


class RightsRequestList(RowsView):
    """What people in sight ask about their data, the first deadline first."""

    sees = FILE
    model = RightsRequest
    shape = RIGHTS_REQUEST_ROW
    order = ("due_at", "uuid")
    disclosed = ("rights_request.listed", "list_rights_requests")
    filters = (
        choice_filter("status", "status", RightsStatus, "How it stands."),
        choice_filter("kind", "kind", RightsKind, "What is asked."),
        row_filter("citizen", "citizen", Citizen, "uuid", "Identifier of the person."),
    )


class RightsRequestDetail(RowView):
    """One request, with what the caller may do on it and why not."""

    sees = FILE
    resource = "rights-requests"
    shape = RIGHTS_REQUEST
    disclosed = ("rights_request.shown", "show_rights_request")

    def more(self, row: Any) -> dict[str, Any]:
        """Return every operation the caller has a right to, and which law the term rests on."""
        term = running_term(row)
        return {
            "actions": actions_on(self.actor, self.resource, str(row.uuid), row),
            "term": term.law,
            "term_missing": term.missing or None,
        }
