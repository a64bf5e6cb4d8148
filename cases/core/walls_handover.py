"""The second wall of handovers: the list, its lines with their cases, what concerns health."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_sealed import of_group

SIGNING = (
    *("state", "people", "occurred_from", "occurred_at", "handed_name", "handed_function"),
    *("handed_body", "received_name", "received_function", "received_by_id", "received_body"),
    *("closes", "remarks", "reported", "digest", "signed_at", "signed_by_id"),
    *("voided_at", "voided_by_id", "void_reason", "version"),
)
"""What is ever written of a handover that is there; where and of whom it is stays."""
SAID = (
    *("state", "reason", "whereabouts", "papers", "belongings", "remarks", "home_province_id"),
    *("received_body", "shown", "said_at", "said_by_id"),
)
COMES_BY = (
    "(movement_id is null or (select true from cases_movement as trip where trip.id = movement_id))"
)
DRAFT = (
    "(select true from cases_handover as list where list.id = handover_id and list.state = 'draft')"
)
"""Once the handover is signed, no line of it is written by anybody."""
OF_ITS_LINE = (
    "(select true from cases_handoverline as line join cases_handover as list "
    "on list.id = line.handover_id where line.id = line_id and line.case_id = "
    "cases_handoverhealth.case_id and list.state = 'draft')"
)


def handovers_of(
    of_case: Callable[..., Protected], sees_all: str, sees_at: str, child: str, acts_on_case: str
) -> tuple[Protected, ...]:
    """Return the rules of handovers.

    A line is seen with its case, by the reception point at home too, which reads no file: `child`
    is the condition of a row seen with its case, `acts_on_case` of one that is written.
    """
    ours = f"{sees_all} or mission_id = {sees_at} or reception_point_id = {sees_at}"
    health = of_group(of_case("cases_handoverhealth", "select", "insert"))
    return (
        Protected(
            "cases_handover",
            f"{ours} or handover_in_sight(id)",
            writes=ours,
            locks=ours,
            inserts=f"({sees_all} or mission_id = {sees_at}) and {COMES_BY}",
            columns=SIGNING,
        ),
        Protected(
            "cases_handoverline",
            child,
            writes=f"{acts_on_case} and {DRAFT}",
            locks=f"{acts_on_case} and {DRAFT}",
            columns=SAID,
        ),
        replace(health, inserts=f"{health.writes} and {OF_ITS_LINE}"),
    )
