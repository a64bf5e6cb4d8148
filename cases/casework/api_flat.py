"""The ledgers and the work of all people in sight, person by person.

Below one case or person the same rows stand in the order in which they happened.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from cases.casework.api import OfSealed
from cases.casework.changes import cases_left, judged, of_cases
from cases.casework.models import Case, Clock, Inquiry, Step, Transition
from cases.casework.queries import with_clock
from cases.casework.serializers import TRANSITION
from cases.casework.serializers_steps import CLOCK, INQUIRY, OF_STEP
from cases.citizens.changes import of_people, sights_out_of_time
from cases.citizens.models import Citizen
from cases.citizens.windows import people_behind
from cases.core.actor import Actor
from cases.core.api import RowsView
from cases.core.api_changes import FollowedView
from cases.core.listing import (
    Filter,
    Page,
    flag_filter,
    page_of,
    read_cursor,
    row_filter,
    seen_row,
)
from cases.core.orders import Order
from cases.core.roles import FILE
from cases.core.shapes import TEXT, Shape, column
from cases.crossings.models import Crossing, Stay
from cases.crossings.serializers import CROSSING, STAY
from cases.incidents.models import Incident

# No filter by what is rare among all rows of a reader (a step that was asked, a limit that runs):
# no index finds it person by person. The list of cases is narrowed by what blocks and is due.
WINDOWS = (4, 80)
"""How many people are looked at for a row of the page, at first and where that was too few."""
STANDING = flag_filter("standing", Q(voided_at__isnull=True), "Whether the row still counts.")
CASE = column("case", "case__reference", help="Number of the case.")


def people_of(cases: QuerySet[Any]) -> Q:
    """Return the condition of points of the way of the people of some cases."""
    return Q(citizen_id__in=cases.values("citizen_id"))


def way_of_incident(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to people with a case of the incident."""
    incident = seen_row("incident", Incident, "code", value, actor)
    return query.filter(people_of(Case.objects.visible_to(actor).filter(incident=incident.pk)))


def way_of_case(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to the person of a case."""
    case = seen_row("case", Case, "reference", value, actor)
    return query.filter(people_of(Case.objects.visible_to(actor).filter(pk=case.pk)))


OF_WAY: Sequence[Filter] = (
    STANDING,
    Filter(
        "incident", "Code of an incident in which the person has a case.", TEXT, way_of_incident
    ),
    Filter("case", "Number of a case of the person.", TEXT, way_of_case),
    row_filter("citizen", "citizen", Citizen, "uuid", "Id of the record of the person."),
)
OF_CASES: Sequence[Filter] = (
    row_filter("incident", "case__incident", Incident, "code", "Code of the incident."),
    row_filter("case", "case", Case, "reference", "Number of the case."),
    row_filter("citizen", "case__citizen", Citizen, "uuid", "Id of the record of the person."),
)


class ByPerson(FollowedView):
    """Rows of many people, person by person; `order` begins with the person."""

    few: ClassVar[frozenset[str]] = frozenset({"case", "citizen"})
    """Filters that leave so few rows that no window is needed."""

    def page(self, query: QuerySet[Any], shape: Shape, order: Order, limit: int) -> Page:
        """Return one page, looking at few people first."""
        given = self.request.query_params
        cursor = given.get("cursor", "")
        backwards, key = read_cursor(query, shape, order, cursor) if cursor else (False, None)
        falls, person = backwards is not order.falls, order.columns[0]
        for reach in () if self.few.intersection(given) else WINDOWS:
            people = people_behind(self.actor, key[0] if key else None, reach * limit, falls=falls)
            page = page_of(
                query.filter(**{f"{person}__among": people}), shape, order, cursor, limit
            )
            if len(people) < reach * limit or (page.previous if backwards else page.following):
                return page
        return super().page(query, shape, order, limit)


class WayOfAll(ByPerson):
    """Points of the ways of people."""

    order = ("citizen_id", "occurred_at", "number", "uuid")
    filters = OF_WAY
    gone_as = "record"
    ends_by_sight = True


class AllCrossings(WayOfAll):
    """Borders that people in sight crossed, person by person, voided entries too."""

    model = Crossing
    followed = (of_people(Crossing), sights_out_of_time)
    disclosed = ("citizen.crossings_listed", "list_crossings")
    shape = CROSSING


class AllStays(WayOfAll):
    """Where people in sight were and in whose hands, person by person, voided entries too."""

    model = Stay
    followed = (of_people(Stay), sights_out_of_time)
    disclosed = ("citizen.stays_listed", "list_stays")
    shape = STAY


class AllTransitions(ByPerson):
    """The ledger of stages of the caller's cases, person by person, voided rows too."""

    sees = FILE
    reads = "own_of"
    gone_as = "case"
    model = Transition
    followed = (of_cases(Transition), cases_left)
    disclosed = ("case.transitions_listed", "list_transitions")
    shape = TRANSITION.with_more("TransitionRow", (CASE,))
    order = ("case__citizen_id", "case_id", "occurred_at", "number", "uuid")
    filters = (STANDING, *OF_CASES)


class SealedOfAll(ByPerson, OfSealed):
    """Rows of the caller's cases that may point to sealed parts."""

    sees = FILE
    reads = "own_of"
    gone_as = "case"

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the rows of all own cases."""
        return RowsView.rows(self)


class AllSteps(SealedOfAll):
    """The steps of the caller's cases, person by person, in the order of the playbook."""

    sealed = ("sealed_grounds",)
    model = Step
    followed = (of_cases(Step), cases_left)
    disclosed = ("case.steps_listed", "list_steps")
    shape = Shape("StepRow", (*OF_STEP, CASE))
    order = ("case__citizen_id", "case_id", "number", "uuid")
    filters = OF_CASES

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return them with whether the caller has worked on each, and since when it is so."""
        steps: Any = super().rows(**where)
        return steps.with_own_work(self.actor).with_status_from()  # type: ignore[no-any-return] # of its own queryset


class AllInquiries(SealedOfAll):
    """What was asked of other bodies about the caller's cases, person by person."""

    sealed = ("sealed_question", "sealed_answer")
    model = Inquiry
    followed = (of_cases(Inquiry, judged), cases_left)
    disclosed = ("case.inquiries_listed", "list_inquiries")
    shape = INQUIRY.with_more("InquiryRow", (CASE,))
    order = ("case__citizen_id", "case_id", "asked_at", "uuid")
    filters = OF_CASES

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return them with what measured each answer."""
        return with_clock(super().rows(**where))


class AllClocks(ByPerson):
    """The limits on the steps of the caller's cases, person by person."""

    sees = FILE
    reads = "own_of"
    gone_as = "case"
    model = Clock
    followed = (of_cases(Clock), cases_left)
    disclosed = ("case.clocks_listed", "list_clocks")
    shape = CLOCK.with_more("ClockRow", (CASE,))
    order = ("case__citizen_id", "case_id", "uuid")
    filters = OF_CASES

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the clocks, with the question for which one stands still."""
        return super().rows(**where).with_question()  # type: ignore[no-any-return,attr-defined] # of its own queryset


FLAT: Mapping[str, type[ByPerson]] = {
    "crossings": AllCrossings,
    "stays": AllStays,
    "transitions": AllTransitions,
    "steps": AllSteps,
    "inquiries": AllInquiries,
    "clocks": AllClocks,
}
