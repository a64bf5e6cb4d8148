"""API tokens in the admin: for headquarters, who answers for them and gives accounts; no secret."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.admin_words import of_the_machine
from cases.core.errors import not_allowed, not_found
from cases.core.registry import Declared, declared_for
from cases.exchange import dashboard
from cases.exchange.models import ApiToken, reads_tokens
from cases.exchange.pages import scope_words
from cases.exchange.queries import of_use
from cases.missions.choices import StaffKind

__all__ = ["dashboard"]


class UseFilter(ChosenFilter):
    """Whether a token can still be used, is used, and for how long."""

    title = _("Use")
    parameter_name = "use"
    values = (
        ("usable", _("In use")),
        ("silent", _("Not used for 30 days")),
        ("ending", _("End within 14 days")),
        ("over", _("Revoked or over")),
    )

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the tokens of which it is true."""
        now = timezone.now()
        if value == "over":
            return queryset.exclude(pk__in=of_use("usable", now))
        return queryset.filter(pk__in=of_use(value, now))


class HolderFilter(admin.SimpleListFilter):
    """Whether a person or another system holds a token."""

    title = _("Account")
    parameter_name = "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Both kinds."""
        return list(StaffKind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the chosen kind; any other value narrows to nothing."""
        return queryset.filter(user__kind=self.value()) if self.value() else queryset


class ApiTokenAdmin(ShownAdmin):
    """Tokens; made on their own pages, which show them once."""

    resource = "tokens"
    list_display = (
        *("label", "user", "shown_posting", "shown_scopes"),
        *("last_used_at", "expiry", "revoked_at"),
    )
    list_filter = (UseFilter, HolderFilter)
    list_select_related = ("user", "posting__mission")
    fields = (*list_display, "made_by", "created")
    exclude = ("version", "token_key", "digest", "told_ending_at")
    readonly_fields = fields
    ordering = ("-created",)
    says = of_the_machine("last_used_at", "expiry", "revoked_at", "created")
    ordered_as = _("The newest first.")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Headquarters, who answers for the programs of a mission, and who gives accounts."""
        return reads_tokens(acting(request))

    def declared(self, request: HttpRequest, *, creation: bool) -> list[Declared]:
        """Return what is done to a token; none is made here, since it could not be shown."""
        return [] if creation else super().declared(request, creation=False)

    def create_page(self, request: HttpRequest, verb: str) -> HttpResponse:
        """Lead to the page that shows a new token, whoever may make one."""
        for item in declared_for(self.resource):
            if item.verb == verb and item.is_creation:
                if not acting(request).may(item.operation.may):
                    raise not_allowed()
                return redirect("token_list" if item.name == "create_token" else "token_issue")
        raise not_found()

    @admin.display(description=_("Posting"))
    def shown_posting(self, row: ApiToken) -> str:
        """Under which role, where."""
        return f"{row.posting.get_role_display()}, {row.posting.mission.code}"

    @admin.display(description=_("What it is for"))
    def shown_scopes(self, row: ApiToken) -> str:
        """What it may do."""
        return ", ".join(scope_words(row.scopes))


show(ApiToken, ApiTokenAdmin)
