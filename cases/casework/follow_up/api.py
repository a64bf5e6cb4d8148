"""Reading welfare checks, what they found, and who had come home before."""

from django.db.models import Q

from cases.casework.follow_up import serializers as shapes
from cases.casework.follow_up.choices import CheckState, Condition
from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.models import Case
from cases.casework.protection.api import RestrictedDetail, RestrictedList
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.roles import FILE
from cases.incidents.models import Incident
from cases.missions.models import Mission

OF_CASE = row_filter("case", "case", Case, "reference", "Number of the case.")
OF_INCIDENT = row_filter("incident", "case__incident", Incident, "code", "Code of the incident.")


class CheckList(RowsView):
    """Welfare checks that the caller's mission makes, by the day on which they are due."""

    sees = FILE
    model = WelfareCheck
    reads = "own_of"
    shape = shapes.CHECK_ROW
    order = ("due_at", "uuid")
    disclosed = ("welfare_check.listed", "list_welfarechecks")
    filters = (
        OF_CASE,
        OF_INCIDENT,
        choice_filter("state", "state", CheckState, "What became of it."),
        row_filter(
            "mission",
            "mission",
            Mission,
            "code",
            "Code of the mission that makes it; only for headquarters.",
            headquarters_only=True,
        ),
    )


class CheckDetail(RowView):
    """One welfare check: when it is due, what became of it. What it found is another record."""

    sees = FILE
    resource = "welfare-checks"
    shape = shapes.CHECK
    disclosed = ("welfare_check.shown", "show_welfarecheck")


class FoundList(RestrictedList):
    """What welfare checks found, for roles that read the group; oldest first."""

    model = WelfareFinding
    shape = shapes.FOUND_ROW
    disclosed = ("welfare_finding.listed", "list_welfarefindings")
    filters = (
        OF_CASE,
        choice_filter("condition", "condition", Condition, "How the person was."),
    )


class FoundDetail(RestrictedDetail):
    """What one welfare check found."""

    resource = "welfare-findings"
    shape = shapes.FOUND
    disclosed = ("welfare_finding.shown", "show_welfarefinding")
    acts = False


class EarlierList(RowsView):
    """Cases whose person had come home before, both cases being in sight; oldest first."""

    sees = FILE
    model = EarlierReturn
    shape = shapes.EARLIER_ROW
    order = ("noticed_at", "uuid")
    disclosed = ("earlier_return.listed", "list_earlierreturns")
    filters = (
        OF_CASE,
        OF_INCIDENT,
        row_filter("earlier", "earlier", Case, "reference", "Number of the earlier case."),
        flag_filter("holds", Q(holds=True), "Whether it still follows from cases and links."),
    )


class EarlierDetail(RowView):
    """One earlier return."""

    sees = FILE
    resource = "earlier-returns"
    shape = shapes.EARLIER
    disclosed = ("earlier_return.shown", "show_earlierreturn")
