"""Citizens in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import (
    Citizen,
    ContactPoint,
    IdentityDocument,
    Name,
    NotTheSame,
    PossibleDouble,
    Relative,
    SafeContact,
)
from cases.citizens.search.judging import reasons_words
from cases.citizens.search.people import search
from cases.core import present
from cases.core.admin import ShownAdmin, show
from cases.core.admin_search import words_for
from cases.core.admin_site import acting
from cases.core.roles import FILE
from cases.missions.admin_filters import MissionFilter, for_headquarters
from cases.templatetags.moments import partial_words

SHOWN = ("citizen.shown", "show_citizen")


class MissionOfPeople(MissionFilter):
    """People who were registered at a mission or have a case there."""

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to those whom the mission sees for good."""
        return queryset.filter(sights__mission__code=value, sights__until__isnull=True)


class CitizenAdmin(ShownAdmin):
    """People with their operations as buttons."""

    taken_along = {"kind": "people"}
    disclosed = SHOWN
    resource = "citizens"
    list_display = (
        "full_name",
        "sex",
        "born",
        "origin_province",
        "nationality_status",
        "anonymised_at",
    )
    list_filter = ("sex", "nationality_status")
    list_select_related = ("origin_province",)
    search_fields = ("full_name__istartswith", "uuid__exact")
    search_help_text = _(
        "Finds by name, birth, province, number of a document, phone or relative, also misspelt, "
        "or by the whole identifier of the record."
    )
    ordering = ("sort_key", "id")
    ordered_as = _("By given name.")
    exclude = ("points", "ledger_at", "version", "sort_key", "find_key", "sound_key")

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return for_headquarters(request, self.list_filter, MissionOfPeople)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search as the page Find does; where nobody fits, by how the name begins."""
        words = words_for(request, search_term)
        actor = acting(request)
        likely = search(actor, words, present.now().astimezone(actor.clock).date()) if words else []
        if likely:
            return queryset.filter(pk__in=[match.citizen["pk"] for match in likely]), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("birth date"), ordering="birth_on")
    def born(self, citizen: Citizen) -> str | None:
        """Return the birth date no more precise than it is known."""
        return partial_words(citizen.birth) if citizen.birth else None


class NameAdmin(ShownAdmin):
    """Other names."""

    disclosed = SHOWN
    exclude = ("find_key", "sound_key")
    list_display = ("value", "kind", "script", "citizen")
    list_filter = ("kind", "script")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class ContactPointAdmin(ShownAdmin):
    """Ways to reach people."""

    disclosed = SHOWN
    list_display = ("value", "kind", "whose", "is_unsafe", "citizen")
    list_filter = ("kind", "whose")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class IdentityDocumentAdmin(ShownAdmin):
    """Papers."""

    disclosed = SHOWN
    list_display = ("number", "kind", "status", "expires_on", "citizen")
    list_filter = ("kind", "status")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class RelativeAdmin(ShownAdmin):
    """Relatives."""

    disclosed = SHOWN
    list_display = ("full_name", "relation", "may_be_informed", "is_unsafe", "citizen")
    list_filter = ("relation", "may_be_informed")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class SafeContactAdmin(ShownAdmin):
    """How people may be contacted without danger; the code phrase is for who is about to call."""

    sees = FILE
    disclosed = SHOWN
    exclude = ("code_phrase",)
    list_display = ("citizen", "way", "recorded_at", "recorded_by", "ended_at")
    list_select_related = ("citizen", "recorded_by")
    ordering = ("-id",)


class NotTheSameAdmin(ShownAdmin):
    """Pairs of whom somebody said that they are two people."""

    disclosed = SHOWN
    list_display = ("citizen", "other", "mission", "declared_by", "declared_at")
    list_select_related = ("citizen", "other", "mission", "declared_by")
    ordering = ("-id",)


class PossibleDoubleAdmin(ShownAdmin):
    """People perhaps registered twice, of whom headquarters alone is told."""

    disclosed = SHOWN
    says = {"reasons": lambda row: reasons_words(row.reasons)}
    list_display = ("citizen", "other", "found_at")
    list_select_related = ("citizen", "other")
    ordering = ("-id",)


show(Citizen, CitizenAdmin)
show(Name, NameAdmin)
show(ContactPoint, ContactPointAdmin)
show(IdentityDocument, IdentityDocumentAdmin)
show(Relative, RelativeAdmin)
show(SafeContact, SafeContactAdmin)
show(NotTheSame, NotTheSameAdmin)
show(PossibleDouble, PossibleDoubleAdmin)
