"""Reading recounts and the clocks on their lists."""

from typing import Any

from django.db.models import QuerySet

from cases.casework.recounts.choices import RecountState
from cases.casework.recounts.models import Recount, RecountedClock
from cases.casework.recounts.serializers import RECOUNT, RECOUNT_ROW, RECOUNTED_CLOCK
from cases.core.api import RowsView, RowView, key_of
from cases.core.listing import choice_filter
from cases.core.progress import WorkState, progress
from cases.core.registry import RESOURCES
from cases.core.roles import FILE, REFERENCE


class RecountList(RowsView):
    """Corrections that judge clocks otherwise, oldest first."""

    sees = REFERENCE
    model = Recount
    shape = RECOUNT_ROW
    order = ("recorded_at", "uuid")
    filters = (choice_filter("state", "state", RecountState, "How far it is."),)


class RecountDetail(RowView):
    """One correction: how many clocks it judges otherwise, and what was decided."""

    sees = REFERENCE
    resource = "recounts"
    shape = RECOUNT

    def more(self, row: Any) -> dict[str, Any]:
        """Return how much of an accepted list is written, and what this caller may do."""
        states = {
            RecountState.LISTING: WorkState.RUNNING,
            RecountState.ACCEPTED: WorkState.RUNNING,
            RecountState.DONE: WorkState.DONE,
        }
        state = states.get(RecountState(row.state), WorkState.IDLE)
        return super().more(row) | {"progress": progress(state, row.written, row.found)}


class RecountedClockList(RowsView):
    """The clocks in the caller's sight on the list of a recount: what they said and would say."""

    sees = FILE
    model = RecountedClock
    shape = RECOUNTED_CLOCK
    order = ("uuid",)
    disclosed = ("recount.clocks_listed", "list_recountedclocks")

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the clocks of one recount."""
        recount = RESOURCES["recounts"].find(self.actor, key_of(where))
        return super().rows().filter(recount=recount)
