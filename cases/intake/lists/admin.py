"""Lists and their rows in the admin: to look at, with the acts as buttons."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.policies import Possible
from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.roles import FILE
from cases.intake.lists.models import ListRow, ReceivedList, SenderMapping
from cases.intake.lists.possible import possible_on_list, possible_on_row
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

    def possible(self, request: HttpRequest, row: Any) -> list[Possible]:
        """Return what may be done with a record."""
        raise NotImplementedError

    def buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        name = f"admin:cases_{self.model._meta.model_name}_act"
        buttons = []
        for item in self.possible(request, row):
            button = {"label": item.declared.form.title, "why_not": item.why_not}
            if item.is_possible:
                button["url"] = reverse(name, args=[row.pk, item.declared.verb])
            buttons.append(button)
        return buttons


class ReceivedListAdmin(ListsAdmin):
    """Lists: who sent them, when, how far they have come."""

    resource = "lists"
    disclosed = ("list.shown", "show_list")
    list_display = ("sender", "sender_kind", "mission", "incident", "received_on", "state")
    list_filter = (TroubleFilter, "state", "sender_kind")
    list_select_related = ("mission", "incident")
    ordering = ("-id",)

    def possible(self, request: HttpRequest, row: Any) -> list[Possible]:
        return possible_on_list(acting(request), row)


class ListRowAdmin(ListsAdmin):
    """Rows of lists: what stands in them and what became of them."""

    resource = "list-rows"
    disclosed = ("list_row.shown", "show_list_row")
    says = {"problems": problem_words}
    list_display = ("received", "sheet", "number", "state", "case")
    list_filter = ("state",)
    list_select_related = ("received", "case")
    ordering = ("-id",)

    def possible(self, request: HttpRequest, row: Any) -> list[Possible]:
        return possible_on_row(acting(request), row)


class SenderMappingAdmin(ShownAdmin):
    """What the columns of a sender hold, as it was said last."""

    sees = FILE
    list_display = ("mission", "sender_key", "remembered_at", "remembered_by")
    list_select_related = ("mission", "remembered_by")
    ordering = ("-id",)


show(ReceivedList, ReceivedListAdmin)
show(ListRow, ListRowAdmin)
show(SenderMapping, SenderMappingAdmin)
