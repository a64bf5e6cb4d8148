"""Reading head counts and marks; marks come in by the operation `mark_people`."""

from typing import Any

from django.db.models import Q

from cases.casework.models import Case
from cases.core import present
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.offered import actions_on
from cases.core.roles import PEOPLE
from cases.movements.models import Movement
from cases.movements.musters.choices import Mark, MusterPoint
from cases.movements.musters.models import Muster, MusterMark, MusterStranger
from cases.movements.musters.queries import muster_by
from cases.movements.musters.reading import COUNTED, count_of
from cases.movements.musters.serializers import (
    MARK_ROW,
    MUSTER,
    MUSTER_ROW,
    STRANGER,
    STRANGER_ROW,
    counts_json,
    person_json,
)


class MusterList(RowsView):
    """Head counts, oldest first."""

    sees = PEOPLE
    model = Muster
    shape = MUSTER_ROW
    order = ("opened_at", "uuid")
    disclosed = ("muster.listed", "list_musters")
    filters = (
        row_filter("movement", "movement", Movement, "number", "Number of the movement."),
        choice_filter("point", "point", MusterPoint, "Where people are counted."),
        flag_filter("open", Q(closed_at__isnull=True), "Whether nobody has closed it."),
    )


class MusterDetail(RowView):
    """One head count: everybody expected and found, and how each stands."""

    sees = PEOPLE
    resource = "musters"
    shape = MUSTER
    disclosed = ("muster.shown", "show_muster")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the figures, the people in sight, and the acts."""
        found = count_of(self.actor, muster_by(self.actor, row.uuid), present.now())
        vars(row)[COUNTED] = found
        return {
            "actions": actions_on(self.actor, self.resource, str(row.uuid), row),
            "counts": counts_json(found),
            "others": found.others,
            "people": [person_json(person, is_due=found.is_due) for person in found.people],
            "strangers": [str(row.uuid) for row in found.strangers],
        }


class MusterMarkList(RowsView):
    """Every mark at head counts, also those that were corrected or settled later, oldest first."""

    sees = PEOPLE
    model = MusterMark
    shape = MARK_ROW
    order = ("received_at", "uuid")
    disclosed = ("muster_mark.listed", "list_mustermarks")
    filters = (
        row_filter("muster", "muster", Muster, "uuid", "Identifier of the head count."),
        row_filter("case", "case", Case, "reference", "Number of the case."),
        choice_filter("mark", "mark", Mark, "What was seen."),
    )


class MusterStrangerList(RowsView):
    """People without a case at head counts, oldest first."""

    sees = PEOPLE
    model = MusterStranger
    shape = STRANGER_ROW
    order = ("received_at", "uuid")
    disclosed = ("muster_stranger.listed", "list_musterstrangers")
    filters = (
        row_filter("muster", "muster", Muster, "uuid", "Identifier of the head count."),
        row_filter("case", "case", Case, "reference", "Number of the case."),
        flag_filter("open", Q(settled_at__isnull=True), "Whether nobody has said who it is."),
    )


class MusterStrangerDetail(RowView):
    """Somebody without a case, and what can be done about it."""

    sees = PEOPLE
    resource = "muster-strangers"
    shape = STRANGER
    disclosed = ("muster_stranger.shown", "show_musterstranger")
