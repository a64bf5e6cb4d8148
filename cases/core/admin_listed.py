"""A list of the admin says truly by what it is sorted and to what it is narrowed."""

from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

NEWEST_FIRST = frozenset({"-id", "-pk"})


class ShownList(ChangeList):
    """A list that is called what it lists: "Select ... to view" is no sentence in every language.

    Django marks every column that stands anywhere in the usual order as sorted, though the rows
    follow something before it that has no column.
    """

    def __init__(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        super().__init__(request, *args, **options)
        self.title = capfirst(str(self.opts.verbose_name_plural))

    def get_results(self, request: HttpRequest) -> None:
        """Read the page, and at once what the words of all its rows need."""
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        shown: Any = self.model_admin
        shown.along(request, self.result_list)

    def get_ordering_field_columns(self) -> dict[int, Any]:
        """Return the columns that the rows follow: of the usual order those that lead it."""
        if self.params.get(ORDER_VAR):
            return super().get_ordering_field_columns()
        columns = [self.get_ordering_field(column) for column in self.list_display]
        leading: dict[int, Any] = {}
        for field in self.usual_order():
            name = field.removeprefix("-")
            if name not in columns:
                break
            leading[columns.index(name)] = "desc" if field.startswith("-") else "asc"
        return leading

    def usual_order(self) -> list[str]:
        """Return what the rows are sorted by where nobody asked for an order."""
        return [*map(str, self.model_admin.ordering or self.lookup_opts.ordering or ())]

    def order_words(self) -> str:
        """Return by what the rows are sorted where no column tells it."""
        if self.params.get(ORDER_VAR) or self.get_ordering_field_columns():
            return ""
        shown: Any = self.model_admin
        usual = self.usual_order()
        if shown.ordered_as or (usual and usual[0] not in NEWEST_FIRST):
            return str(shown.ordered_as)
        return _("The newest first.")

    def chosen_filters(self) -> list[dict[str, Any]]:
        """Return to what the list is narrowed; the first choice of a filter narrows nothing."""
        return [
            {"title": filter_.title, "value": choice["display"]}
            for filter_ in self.filter_specs
            for choice in list(filter_.choices(self))[1:]
            if choice.get("selected")
        ]
