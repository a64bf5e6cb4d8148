"""Lists and their rows in the admin: to look at, with the acts as buttons."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.roles import FILE
from cases.intake.lists.models import ListRow, ReceivedList, SenderMapping
from cases.intake.lists.queries import standing_still, with_rows_to_fix
from cases.intake.lists.workbook import problem_words


class TroubleFilter(ChosenFilter):
    """What keeps a list from being taken in."""

    title = _("What is wrong")
    parameter_name = "trouble"
    values = (
        ("still", _("Stands still: nothing works on it")),
        ("rows", _("Has rows that need fixing")),
    )

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the lists of which it is true, as the reader sees them."""
        found = {"still": standing_still, "rows": with_rows_to_fix}.get(str(self.value()))
        if found is None:
            return super().queryset(request, queryset)
        return queryset.filter(pk__in=found(acting(request)).values("pk"))


class ListsAdmin(ShownAdmin):
    """What the acts on lists and on rows share."""

    sees = FILE
    exclude = ("version",)


class ReceivedListAdmin(ListsAdmin):
    """Lists: who sent them, when, how far they have come."""

    resource = "lists"
    disclosed = ("list.shown", "show_list")
    list_display = ("sender", "sender_kind", "mission", "incident", "received_on", "state")
    list_filter = (TroubleFilter, "state", "sender_kind")
    list_select_related = ("mission", "incident")
    ordering = ("-id",)


class ListRowAdmin(ListsAdmin):
    """Rows of lists: what stands in them and what became of them."""

    resource = "list-rows"
    disclosed = ("list_row.shown", "show_list_row")
    says = {"problems": problem_words}
    list_display = ("received", "sheet", "number", "state", "case")
    list_filter = ("state",)
    list_select_related = ("received", "case")
    ordering = ("-id",)


class SenderMappingAdmin(ShownAdmin):
    """What the columns of a sender hold, as it was said last."""

    sees = FILE
    list_display = ("mission", "sender_key", "remembered_at", "remembered_by")
    list_select_related = ("mission", "remembered_by")
    ordering = ("-id",)


show(ReceivedList, ReceivedListAdmin)
show(ListRow, ListRowAdmin)
show(SenderMapping, SenderMappingAdmin)
