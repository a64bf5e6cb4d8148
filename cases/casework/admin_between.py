"""What passes between missions, and openings of what is restricted, in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Share, Transfer, Unsealing
from cases.casework.pages.missions import acts_words
from cases.citizens.models import SamePerson
from cases.citizens.search.judging import reasons_words
from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_words import of_the_machine
from cases.core.roles import FILE, REVIEW


class BetweenAdmin(ShownAdmin):
    """What passes between missions: `case` is left out, since one side does not see it."""

    sees = FILE
    ordering = ("-id",)
    exclude = ("case", "version")


class TransferAdmin(BetweenAdmin):
    """Offers of cases, with the answers as buttons."""

    resource = "transfers"
    disclosed = ("transfer.shown", "show_transfer")
    list_display = (
        "reference",
        "from_mission",
        "to_mission",
        "status",
        "offered_at",
        "answered_at",
    )
    list_filter = ("status",)
    list_select_related = ("from_mission", "to_mission")


class ShareAdmin(BetweenAdmin):
    """Shares of cases."""

    disclosed = ("share.shown", "show_share")
    resource = "shares"
    says = {
        "operations": acts_words,
        **of_the_machine("until", "granted_at", "extended_at", "revoked_at"),
    }
    list_display = ("reference", "owner", "to_mission", "until", "revoked_at")
    list_select_related = ("owner", "to_mission")


class OpenedFilter(ChosenFilter):
    """What was opened lately, and what nobody has judged."""

    title = _("Opened")
    parameter_name = "opened"
    values = (("lately", _("In the last 30 days")), ("unjudged", _("Not reviewed yet")))

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the openings of which it is true."""
        rows: Any = queryset
        lately: QuerySet[Any] = rows.lately(timezone.now())
        unjudged: QuerySet[Any] = rows.without_finding()
        return lately if value == "lately" else unjudged


class UnsealingAdmin(BetweenAdmin):
    """Openings of what is restricted, for who reviews them."""

    sees = REVIEW
    disclosed = ("unsealing.shown", "show_unsealing")
    resource = "unsealings"
    says = of_the_machine("opened_at", "until", "reviewed_at")
    list_display = (
        "reference",
        "restricted",
        "kind",
        "opened_by",
        "from_mission",
        "opened_at",
        "until",
        "finding",
    )
    list_filter = (OpenedFilter, "restricted", "kind", "finding")
    list_select_related = ("opened_by", "from_mission")


class SamePersonAdmin(ShownAdmin):
    """Links of the same person, with confirming and undoing as buttons."""

    sees = FILE
    resource = "same-person-links"
    exclude = ("operation", "version")
    disclosed = ("same_person.shown", "show_same_person")
    says = {"reasons": lambda row: reasons_words(row.reasons)}
    list_display = ("citizen", "into", "status", "needs", "mission", "proposed_at", "recorded_at")
    list_filter = ("status", "needs")
    list_select_related = ("citizen", "into", "mission")
    ordering = ("-id",)


show(SamePerson, SamePersonAdmin)
show(Transfer, TransferAdmin)
show(Share, ShareAdmin)
show(Unsealing, UnsealingAdmin)
