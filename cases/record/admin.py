"""The record in the admin: read only, like everywhere."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_search import SearchedList
from cases.core.admin_site import acting
from cases.core.admin_words import of_the_machine
from cases.core.disclosure import disclose_rows
from cases.core.models import AuditEntry
from cases.core.roles import AUDIT
from cases.record.choices import EntryKind, EntryOutcome
from cases.record.numbers import counts, number_of
from cases.record.pages.entry import ended_words
from cases.record.pages.lines import Line, lines_of, link_words
from cases.record.pages.words import OWN_ENTRY, OWN_LIST, operation_choices
from cases.record.queries import of_kind

NUMBERS = ("id", "xact")
"""Columns that count over all missions."""


class KindFilter(ChosenFilter):
    """Acts, looks or refusals."""

    title = _("Kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All kinds."""
        return list(EntryKind.choices)

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to one kind."""
        return queryset.filter(of_kind(value))


class OutcomeFilter(ChosenFilter):
    """How it ended."""

    title = _("How it ended")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Both outcomes."""
        return list(EntryOutcome.choices)


class OperationFilter(ChosenFilter):
    """What was done."""

    title = _("What was done")
    parameter_name = "operation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every operation and look."""
        return list(operation_choices())


def in_words(request: HttpRequest, entries: list[Any]) -> list[Any]:
    """Return entries with what they say, read for all of them at once."""
    for entry, line in zip(entries, lines_of(acting(request), entries), strict=True):
        entry.line = line
    return entries


class ListInWords(SearchedList):
    """A page of entries, put into words."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page."""
        super().get_results(request)
        self.result_list = in_words(request, list(self.result_list))

    def url_for_result(self, result: Any) -> str:
        """Return the address of an entry under the name it has for this reader."""
        return reverse("admin:cases_auditentry_change", args=[result.line.name])


class AuditEntryAdmin(ShownAdmin):
    """What was done, by whom; what it was done on is said as far as the reader may see it."""

    sees = AUDIT
    disclosed = OWN_ENTRY
    list_display = ("at", "who", "role", "what", "ended", "link_in_chain")
    list_filter = (KindFilter, OutcomeFilter, OperationFilter)
    fields = (
        *("id", "at", "who", "role", "what", "ended", "about"),
        *("fields_named", "addresses", "link_in_chain", "xact", "replayed_at"),
    )
    says = of_the_machine("at")
    exclude = ("posting_id", "mission_id", "case_id", "citizen_id", "subjects", "fields")
    readonly_fields = fields
    ordering = ("-at", "-id")
    # Each number would be counted over the whole record.
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[SearchedList]:
        """Return the class of the list."""
        return ListInWords

    def name_of(self, row: Any) -> str:
        return f"{row.line.what} · {ended_words(row.line)}"

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns; those with numbers are for headquarters."""
        return self.without_numbers(request, super().get_list_display(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Return what the page of an entry shows."""
        return self.without_numbers(request, super().get_fields(request, obj))

    def without_numbers(self, request: HttpRequest, names: list[Any]) -> list[Any]:
        """Return the names without those of numbers, for who is not to count."""
        return names if counts(acting(request)) else [row for row in names if row not in NUMBERS]

    def get_object(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> Any:
        """Return the entry under the name it has for this reader, put into words."""
        number = number_of(acting(request), object_id)
        if number is None:
            return None
        row = super().get_object(request, str(number), *args, **options)
        return in_words(request, [row])[0] if row is not None else None

    @admin.display(description=_("Who"))
    def who(self, row: Any) -> str:
        """Name and user name."""
        line: Line = row.line
        return f"{line.who} ({line.username})" if line.username else line.who

    @admin.display(description=_("Role"))
    def role(self, row: Any) -> str:
        """Role and mission."""
        return str(row.line.place)

    @admin.display(description=_("What"))
    def what(self, row: Any) -> str:
        """What was done."""
        return str(row.line.what)

    @admin.display(description=_("How it ended"))
    def ended(self, row: Any) -> str:
        """Done, or refused and why."""
        return ended_words(row.line)

    @admin.display(description=_("About"))
    def about(self, row: Any) -> str:
        """Which rows, as far as they may be named."""
        return "; ".join(row.line.about)

    @admin.display(description=_("Fields named"))
    def fields_named(self, row: Any) -> str:
        """What was filled in."""
        return ", ".join(row.line.labels)

    @admin.display(description=_("Address"))
    def addresses(self, row: Any) -> str:
        """Of the sessions that were open then."""
        return ", ".join(row.line.addresses)

    @admin.display(description=_("Link"))
    def link_in_chain(self, row: Any) -> str:
        """Where it stands in the chain."""
        return link_words(row.line)

    def disclose_list(self, request: HttpRequest, answer: HttpResponse) -> None:
        """Put on record that the record was read, under the name of the page of it."""
        shown = (getattr(answer, "context_data", None) or {}).get("cl")
        if shown is not None:
            by = [name for name in ("kind", "outcome", "operation") if request.GET.get(name)]
            disclose_rows(*OWN_LIST, AuditEntry, [row.pk for row in shown.result_list], by=by)


show(AuditEntry, AuditEntryAdmin)
