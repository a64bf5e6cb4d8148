"""Citizens in the admin."""

from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name, Relative
from cases.core.admin import ShownAdmin, show


class CitizenAdmin(ShownAdmin):
    """People with their operations as buttons."""

    resource = "citizens"
    list_display = ("full_name", "sex", "birth_on", "origin_province", "nationality_status")
    list_filter = ("sex", "nationality_status", "now_country")
    list_select_related = ("origin_province",)
    search_fields = ("full_name__istartswith", "uuid__exact")
    ordering = ("sort_key", "id")
    exclude = ("mission_ids", "points", "ledger_at", "version", "sort_key")


class NameAdmin(ShownAdmin):
    """Other names."""

    list_display = ("value", "kind", "script", "citizen")
    list_filter = ("kind", "script")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class ContactPointAdmin(ShownAdmin):
    """Ways to reach people."""

    list_display = ("value", "kind", "whose", "citizen")
    list_filter = ("kind", "whose")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class IdentityDocumentAdmin(ShownAdmin):
    """Papers."""

    list_display = ("number", "kind", "status", "expires_on", "citizen")
    list_filter = ("kind", "status")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class RelativeAdmin(ShownAdmin):
    """Relatives."""

    list_display = ("full_name", "relation", "may_be_informed", "citizen")
    list_filter = ("relation", "may_be_informed")
    list_select_related = ("citizen",)
    ordering = ("-id",)


show(Citizen, CitizenAdmin)
show(Name, NameAdmin)
show(ContactPoint, ContactPointAdmin)
show(IdentityDocument, IdentityDocumentAdmin)
show(Relative, RelativeAdmin)
