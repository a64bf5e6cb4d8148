"""Reading handovers, who is on them, and what is noted of health."""

from cases.casework.models import Case
from cases.casework.protection.api import OF_CASE, RestrictedList
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, row_filter
from cases.core.roles import PEOPLE
from cases.movements.handover.choices import HandoverKind, HandoverState, LineState
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.serializers import HANDOVER, HANDOVER_ROW, HEALTH_ROW, LINE_ROW
from cases.movements.models import Movement
from cases.procedures.choices import RestrictedGroup

OF_HANDOVER = row_filter("handover", "handover", Handover, "number", "Number of the handover.")


class HandoverList(RowsView):
    """Handovers in sight, oldest first."""

    sees = PEOPLE
    model = Handover
    shape = HANDOVER_ROW
    order = ("prepared_at", "uuid")
    disclosed = ("handover.listed", "list_handovers")
    filters = (
        choice_filter("state", "state", HandoverState, "How far it is."),
        choice_filter("kind", "kind", HandoverKind, "Between which hands."),
        row_filter("movement", "movement", Movement, "number", "Number of the movement."),
    )


class HandoverDetail(RowView):
    """One handover: between whom, where, when; its people are lines."""

    sees = PEOPLE
    resource = "handovers"
    shape = HANDOVER
    disclosed = ("handover.shown", "show_handover")


class HandoverLineList(RowsView):
    """People of handovers whose cases the caller sees, oldest first."""

    sees = PEOPLE
    model = HandoverLine
    shape = LINE_ROW
    order = ("recorded_at", "uuid")
    disclosed = ("handover_line.listed", "list_handoverlines")
    filters = (
        OF_HANDOVER,
        row_filter("case", "case", Case, "reference", "Number of the case."),
        choice_filter("state", "state", LineState, "What became of the person."),
    )


class HandoverHealthList(RestrictedList):
    """What whoever receives a person must know of her health, for roles of the group."""

    sees = RestrictedGroup.HEALTH.value
    model = HandoverHealth
    shape = HEALTH_ROW
    disclosed = ("handover_health.listed", "list_handoverhealth")
    filters = (OF_CASE,)
