"""Reading cases, their ledger and notes."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.casework.beside_detail import beside_detail
from cases.casework.changes import cases_left, cases_of_people, cases_run_out, cases_written
from cases.casework.choices import ClockState, Ending, ReminderState, Stage, StepStatus
from cases.casework.filters import BLOCKER_FILTERS
from cases.casework.filters_basis import BASIS_FILTERS
from cases.casework.follow_up.filters import RETURN_FILTERS
from cases.casework.models import (
    Case,
    CaseBasis,
    Clock,
    Inquiry,
    Reminder,
    Step,
    StepResult,
    Transition,
)
from cases.casework.models.basis import READ_ALONG
from cases.casework.models.case import DUE, STILL_OPEN
from cases.casework.policies import possible_operations
from cases.casework.queries import with_clock
from cases.casework.serializers import CASE, CASE_BASIS, CASE_ROW, TRANSITION
from cases.casework.serializers_steps import CLOCK, INQUIRY, REMINDER, RESULT, STEP
from cases.casework.stays_open import as_json
from cases.casework.unsealed import disclose_unsealed, parts_of_rows, reads_beyond
from cases.casework.waiting import waiting_since, with_since
from cases.citizens.ages import perhaps_under_age
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.api import RowsView, RowView, key_of
from cases.core.api_changes import FollowedView
from cases.core.listing import (
    Filter,
    Page,
    bad_filter,
    choice_filter,
    flag_filter,
    row_filter,
    seen_row,
)
from cases.core.offered import told
from cases.core.orders import Order
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.core.shapes import TEXT, Shape
from cases.incidents.models import Incident
from cases.missions.models import Mission, Staff
from cases.places.choices import Country
from cases.procedures.choices import Track

ME = "me"
NOBODY = "nobody"
MINOR = "minor"
AGES = {**TEXT, "enum": [MINOR], "x-enum-labels": {MINOR: _("Under 18, or perhaps")}}


def by_officer(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to the cases of the caller, of nobody, or of an officer by user name."""
    if value == NOBODY:
        return query.filter(assigned_to__isnull=True)
    if value == ME:
        return query.filter(assigned_to=actor.staff_id)
    return query.filter(assigned_to=seen_row("assigned", Staff, "username", value, actor))


def by_age(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to people who are or may be under 18 today, where the caller is."""
    if value != MINOR:
        raise bad_filter("age", [MINOR])
    return query.filter(perhaps_under_age(present.today(actor.zone), "citizen__"))


CASE_FILTERS = (
    choice_filter("stage", "stage", Stage, "Stage of the case."),
    flag_filter("held", Q(held=True), "Whether the case is on hold."),
    row_filter("incident", "incident", Incident, "code", "Code of the incident."),
    Filter(
        "assigned",
        "User name of the officer, “me” or “nobody”.",
        TEXT,
        by_officer,
    ),
    choice_filter("country", "citizen__now_country", Country, "Where the person is now."),
    Filter("age", "“minor”: who is under 18 today, or may be.", AGES, by_age),
    row_filter("citizen", "citizen", Citizen, "uuid", "Id of the person."),
    row_filter(
        "mission",
        "mission",
        Mission,
        "code",
        "Code of the mission; only for headquarters.",
        headquarters_only=True,
    ),
    flag_filter("open", STILL_OPEN, "Whether the case is neither closed nor void."),
    flag_filter(
        "outcome_in_doubt",
        Q(outcome_in_doubt=True),
        "Whether the person is known to be somewhere else than the outcome says.",
    ),
    *BLOCKER_FILTERS,
    *BASIS_FILTERS,
    *RETURN_FILTERS,
)


class CaseList(FollowedView):
    """Cases of the caller's mission, longest in their present position first.

    What others share with it stands in the list of shares.
    """

    model = Case
    reads = "own_of"
    shape = CASE_ROW
    order = ("position_at", "reference")
    orders: ClassVar[Mapping[str, Order]] = {
        "due": Order(
            ("next_due_at", "reference"),
            only=DUE,
            help="only open cases with a deadline that runs, the nearest first.",
        )
    }
    filters = CASE_FILTERS
    disclosed = ("case.listed", "list_cases")
    followed = (cases_written, cases_of_people, cases_run_out, cases_left)
    gone_as = "reference"
    needs = ("reference",)
    asked: Mapping[str, str]

    def page(self, query: QuerySet[Any], shape: Shape, order: Order, limit: int) -> Page:
        """Return a page, once it is read since when cases wait that were closed meanwhile."""
        page = super().page(query, shape, order, limit)
        self.asked = waiting_since(self.actor, page.ids) if page.ids else {}
        return page

    def read(
        self, ids: list[int], fields: Sequence[str], given: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """Do the same for what changed."""
        self.asked = waiting_since(self.actor, ids) if ids else {}
        return super().read(ids, fields, given)

    def told(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row with the day on which it was asked or opened what the case waits for."""
        return with_since(row, self.asked)


class CaseDetail(RowView):
    """One case: the person, the position in the ledger, whereabouts, and what is possible now."""

    resource = "cases"
    shape = CASE
    disclosed = ("case.shown", "show_case")

    def told(self, body: dict[str, Any], row: Any) -> dict[str, Any]:
        """Return the case with the day on which it was asked or opened what it waits for."""
        return with_since(body, waiting_since(self.actor, [row.pk]))

    def more(self, row: Any) -> dict[str, Any]:
        """Return every operation the caller has a right to, with why not where not."""
        beside = beside_detail(self.actor, row)
        vars(row)[READ_ALONG] = basis = beside.basis
        offered = possible_operations(self.actor, row, nothing=beside.nothing)
        return {
            "legal_basis": basis.legal_basis.code if basis and not basis.needs_another else None,
            "needs_legal_basis": bool(basis and basis.needs_another),
            "actions": told(offered, row.reference),
            "stays_open": as_json(beside.still_open),
        }


class OfCase(RowsView):
    """Rows that belong to one case."""

    sees = FILE

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the rows of the case."""
        self.below = RESOURCES["cases"].find(self.actor, key_of(where))
        return super().rows().filter(case=self.below)


class TransitionList(OfCase):
    """The ledger of a case, voided rows too, in the order in which it happened."""

    model = Transition
    disclosed = ("case.transitions_listed", "list_transitions")
    shape = TRANSITION
    order = ("occurred_at", "number", "uuid")
    filters = (flag_filter("standing", Q(voided_at__isnull=True), "Whether the row still counts."),)


class BasisList(OfCase):
    """On which legal grounds the data of a case were processed, oldest first."""

    model = CaseBasis
    disclosed = ("case.bases_listed", "list_bases")
    shape = CASE_BASIS
    order = ("recorded_at", "uuid")


class OfSealed(OfCase):
    """Rows that may point to sealed parts; those shown by an opening are on record with it."""

    sealed: ClassVar[tuple[str, ...]] = ()

    def disclose(self, ids: list[int], given: Mapping[str, str]) -> None:
        super().disclose(ids, given)
        if reads_beyond(self.actor):
            disclose_unsealed(self.actor, parts_of_rows(self.actor, self.model, ids, self.sealed))


class StepList(OfSealed):
    """The steps of a case, in the order of its playbook."""

    sealed = ("sealed_grounds",)

    model = Step
    disclosed = ("case.steps_listed", "list_steps")
    shape = STEP
    order = ("number", "code")
    filters = (
        choice_filter("status", "status", StepStatus, "How far the step is."),
        choice_filter("track", "track", Track, "Which track it belongs to."),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return them with whether the caller has worked on each, and since when it is so."""
        steps: Any = super().rows(**where)
        return steps.with_own_work(self.actor).with_status_from()  # type: ignore[no-any-return] # of its own queryset


ANSWERED = Q(answered_at__isnull=False) & ~Q(verdict=Ending.TAKEN_BACK)


class InquiryList(OfSealed):
    """What was asked of other bodies, and what they answered."""

    sealed = ("sealed_question", "sealed_answer")

    model = Inquiry
    disclosed = ("case.inquiries_listed", "list_inquiries")
    shape = INQUIRY
    order = ("asked_at", "uuid")
    filters = (flag_filter("answered", ANSWERED, "Whether an answer has come."),)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return them with the clock of each."""
        return with_clock(super().rows(**where))


class ResultList(OfSealed):
    """What came out of the steps; of one that was done again the newest row counts."""

    sealed = ("sealed",)

    model = StepResult
    disclosed = ("case.results_listed", "list_results")
    shape = RESULT
    order = ("recorded_at", "uuid")


class ReminderList(OfCase):
    """What officers and heads of mission were told of the limits of a case."""

    model = Reminder
    disclosed = ("case.reminders_listed", "list_reminders")
    shape = REMINDER
    order = ("recorded_at", "uuid")
    filters = (choice_filter("state", "state", ReminderState, "Whether it was read."),)


class ClockList(OfCase):
    """The limits that run, stand still or ran on the steps of a case."""

    model = Clock
    disclosed = ("case.clocks_listed", "list_clocks")
    shape = CLOCK
    order = ("uuid",)
    filters = (choice_filter("state", "state", ClockState, "Whether it runs."),)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the clocks, with the question for which one stands still."""
        return super().rows(**where).with_question()  # type: ignore[no-any-return,attr-defined] # of its own queryset
