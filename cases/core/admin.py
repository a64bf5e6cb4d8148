"""The admin adapter: read-only pages with the declared operations as buttons and bulk actions."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import Action, ActionLocation
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR
from django.db import models
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from cases.core.addresses import accesses_url
from cases.core.admin_columns import filter_names, may_narrow
from cases.core.admin_correcting import acts_on, corrections, page_of_row
from cases.core.admin_counting import CappedPaginator
from cases.core.admin_files import file_urls
from cases.core.admin_framed import framed
from cases.core.admin_history import history_address, history_page
from cases.core.admin_search import (
    SearchedList,
    is_search,
    phrase,
    remember_search,
    tell_unknown,
    words_for,
)
from cases.core.admin_site import acting
from cases.core.admin_words import Says, called, own_words, said
from cases.core.bulk import bulk_action, choose_first, is_unchosen
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import Sentence, not_found
from cases.core.kept import keeps_typed
from cases.core.possible import Possible, possible_on
from cases.core.registry import RESOURCES, Declared, declared_of
from cases.core.roles import PEOPLE
from cases.core.taking_along import export_address
from cases.core.web import operation_page

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ShownAdmin(ModelAdmin):
    """Shows rows the actor sees; never adds, changes or deletes by itself.

    `resource` names the kind of record in the registry, empty where nothing acts on it; `sees`
    what a role must see, by the words of the role file, for the table to be there at all;
    `disclosed` the event and operation that are put on record when a row is opened; `taken_along`
    what an export of these rows is asked by; `remembers` whether former values have a page though
    it is no reference data; `says` how a column of codes is said, of a row; `ordered_as` the usual
    order in words, where it follows what is no column.
    """

    resource: ClassVar[str] = ""
    sees: ClassVar[str] = PEOPLE
    disclosed: ClassVar[tuple[str, str]] = ("", "")
    taken_along: ClassVar[dict[str, str]] = {}
    remembers: ClassVar[bool] = False
    says: ClassVar[Says] = {}
    ordered_as: ClassVar[Sentence] = ""
    change_form_template = "admin/cases/shown_form.html"
    change_list_template = "admin/cases/shown_list.html"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each value of a filter would count all rows
    paginator = CappedPaginator
    list_max_show_all = 0
    list_per_page = 50

    @property
    def media(self) -> Media:
        """The script that ticks all rows: forms of Django, and jQuery with them, are not used."""
        return Media(js=["admin/js/actions.js"])

    def name_of(self, row: Any) -> str:
        """Return what a page calls one record."""
        return str(row)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns of the list, said in words."""
        return said(self, called(self, super().get_list_display(request)))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Return what the page of a record shows, in the same words as the list."""
        return said(self, own_words(self, super().get_fields(request, obj)))

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Read for all rows of a page at once what their words need."""

    def get_object(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> Any:
        """Return the row with what its words need."""
        row = super().get_object(request, object_id, *args, **options)
        self.along(request, [] if row is None else [row])
        return row

    def row_of(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row; 404 when there is none or it is not for these eyes."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise not_found()
        return row

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever's role sees what the table is about."""
        return acting(request).sees(self.sees)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what the actor sees; a list begins with what is the own mission's, by an index."""
        manager: Any = self.model._default_manager
        is_list = str(getattr(request.resolver_match, "url_name", "")).endswith("_changelist")
        rows = manager.own_of if is_list and hasattr(manager, "own_of") else manager.visible_to
        query: QuerySet[Any] = rows(acting(request))
        return query

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Return whether the address may narrow the list so: by the filters shown, nothing else."""
        return may_narrow(self.model, self.get_list_filter(request), lookup, value)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **where: Any
    ) -> Any:
        """Do a bulk action; what is no key of a row is answered like a row out of sight."""
        chosen = request.POST.getlist("_selected_action")
        if not all(key.isascii() and key.isdigit() and len(key) < 19 for key in chosen):
            raise not_found()
        return super().response_action(request, queryset, *args, **where)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.model._meta.app_label}_{self.model._meta.model_name}"
        view = self.admin_site.admin_view
        return [
            *file_urls(self.resource, view(self.act_page), view(self.create_page), name),
            path("act/<slug:verb>/", view(self.create_page), name=f"{name}_create"),
            path("<path:pk>/act/<slug:verb>/", view(self.act_page), name=f"{name}_act"),
            *super().get_urls(),
        ]

    @property
    def acts(self) -> list[Declared]:
        """The operations on this kind of record, with those that put it in."""
        return declared_of(self.resource, self.model)

    def declared(self, request: HttpRequest, *, creation: bool) -> list[Declared]:
        """Return the operations on this kind of record that the actor has a right to."""
        rows = [item for item in self.acts if item.is_creation is creation]
        return [row for row in rows if acting(request).may(row.operation.may)]

    def buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        """Return the buttons of one record, with why one is not possible now."""
        return acts_on(self, row, self.possible(request, row)) + corrections(self, request, row)

    def possible(self, request: HttpRequest, row: Any) -> list[Possible]:
        """Return the operations on one record, with why one is not possible now."""
        return possible_on(acting(request), self.resource, row)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.row_of(request, object_id)
        event, operation = self.disclosed
        if event:
            disclose(event, operation, row)
        shown = {
            "operations": self.buttons(request, row),
            "accesses_url": accesses_url(acting(request), row),
            "history_url": history_address(self, request, row),
            "subtitle": self.name_of(row),
        }
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refuse: nothing is deleted, and what is out of sight is not even there."""
        self.row_of(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what stood in the row, or lead to the history of its case or person.

        Django's own history knows nothing of what operations did. Without former values: 404.
        """
        return history_page(self, request, self.row_of(request, object_id))

    @keeps_typed
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if is_search(request):
            return remember_search(request)
        if is_unchosen(request):
            return choose_first(request)
        name = f"admin:cases_{self.model._meta.model_name}_create"
        shown = {
            "operations": [
                {"label": row.form.title, "url": reverse(name, args=[row.verb])}
                for row in self.declared(request, creation=True)
            ],
            "export_url": self.export_url(request),
        }
        answer = super().changelist_view(request, shown | (extra_context or {}))
        self.disclose_list(request, answer)
        return answer

    def export_url(self, request: HttpRequest) -> str:
        """Return where these rows are asked for as a file; a narrowed list would carry too many."""
        if not self.taken_along or set(request.GET) - {ORDER_VAR, PAGE_VAR}:
            return ""
        return export_address(acting(request), **self.taken_along)

    def disclose_list(self, request: HttpRequest, answer: HttpResponse) -> None:
        """Put on record which rows a list showed, where they tell of people."""
        shown = (getattr(answer, "context_data", None) or {}).get("cl")
        if shown is None or not self.disclosed[0]:
            return
        noun = str(self.model._meta.model_name)
        ids = [row.pk for row in shown.result_list]
        by = [name for name, value in request.GET.items() if value and self.narrows(request, name)]
        disclose_rows(f"{noun}.listed", f"list_{noun}s", self.model, ids, by=by)

    def narrows(self, request: HttpRequest, name: str) -> bool:
        """Return whether a part of the address is a filter of this list, or the search."""
        column = name.partition("__")[0]
        return name == "q" or column in filter_names(self.get_list_filter(request))

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[SearchedList]:
        """Return the class of the list."""
        return SearchedList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search for the words that the address stands for; nothing where they are not known."""
        words = words_for(request, search_term)
        if words is None:
            tell_unknown(request)
            return queryset.none(), False
        return super().get_search_results(request, queryset, phrase(words, self.search_fields))

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Action | None]:
        if action_location != ActionLocation.CHANGE_LIST or not self.resource:
            return {}
        found: dict[str, Action | None] = {}
        for item in self.declared(request, creation=False):
            if item.form.bulk:
                does, title = bulk_action(item), str(item.form.title)
                found[item.name] = Action(does, item.name, title, title, [action_location])
        return found

    @keeps_typed
    def act_page(self, request: HttpRequest, pk: str, verb: str) -> HttpResponse:
        """Show and take the form of an operation on one record."""
        row = self.row_of(request, pk)
        if self.resource not in RESOURCES:
            raise not_found()
        key = str(getattr(row, RESOURCES[self.resource].key))
        home = reverse(f"admin:cases_{self.model._meta.model_name}_change", args=[row.pk])
        return self.page(request, verb, key, home, creation=False)

    @keeps_typed
    def create_page(self, request: HttpRequest, verb: str) -> HttpResponse:
        """Show and take the form of an operation that makes a record."""
        listed = reverse(f"admin:cases_{self.model._meta.model_name}_changelist")
        home = page_of_row(self, request, verb, listed)
        return self.page(request, verb, "", home, creation=True)

    def page(
        self, request: HttpRequest, verb: str, key: str, home: str, *, creation: bool
    ) -> HttpResponse:
        """Show one operation under the admin's frame."""
        for item in self.acts:
            if item.verb == verb and item.is_creation is creation:
                return operation_page(request, item, key, framed(self, request, home))
        raise not_found()


def show(model: type[models.Model], shown: type[ShownAdmin]) -> None:
    """Register how a model is shown."""
    admin.site.register(model, shown)
