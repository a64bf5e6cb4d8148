"""Reading openings of sealed parts."""

from django.db.models import Q
from django.db.models.functions import Now

from cases.casework.api_between import BetweenDetail, by_case
from cases.casework.choices import UnsealingReason
from cases.casework.models import Unsealing
from cases.casework.serializers_between import UNSEALING, UNSEALING_ROW
from cases.core.api import RowsView
from cases.core.listing import choice_filter, flag_filter
from cases.core.roles import REVIEW
from cases.procedures.choices import RestrictedGroup


class UnsealingList(RowsView):
    """Who opened what is restricted on cases of the caller's mission, or from it, oldest first."""

    sees = REVIEW
    model = Unsealing
    shape = UNSEALING_ROW
    order = ("opened_at", "uuid")
    disclosed = ("unsealing.listed", "list_unsealings")
    filters = (
        flag_filter("reviewed", ~Q(finding=""), "Whether somebody has reviewed it."),
        flag_filter("open", Q(until__gt=Now()), "Whether it still holds."),
        choice_filter("kind", "kind", UnsealingReason, "Kind of reason."),
        choice_filter("group", "restricted", RestrictedGroup, "Which group was opened."),
        by_case(),
    )


class UnsealingDetail(BetweenDetail):
    """One opening: who, what, why, until when, and what the review found."""

    sees = REVIEW
    resource = "unsealings"
    shape = UNSEALING
    disclosed = ("unsealing.shown", "show_unsealing")
