"""Cases in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.disclosure import disclose
from cases.casework.models import Case, Note, Transition
from cases.casework.policies import possible_operations
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting


class CaseAdmin(ShownAdmin):
    """Cases with their operations as buttons."""

    resource = "cases"
    list_display = (
        "reference",
        "citizen",
        "stage",
        "on_hold",
        "mission",
        "incident",
        "assigned_to",
    )
    list_filter = ("stage", "held", "outcome")
    list_select_related = ("citizen", "mission", "incident", "assigned_to")
    search_fields = ("reference__exact", "citizen__full_name__istartswith")
    search_help_text = _("Finds the whole case number, or how the full name of the citizen begins.")
    ordering = ("position_at", "reference")
    exclude = ("mission_ids", "rows", "ledger_at", "version")

    @admin.display(description=_("on hold"), ordering="held")
    def on_hold(self, case: Case) -> str:
        """Return why the case waits, or that it does not."""
        if not case.held:
            return gettext("No")
        return case.get_hold_reason_display() or gettext("Yes")

    def name_of(self, row: Any) -> str:
        return f"{row.reference} · {row.citizen.full_name}"

    def buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        buttons = []
        for item in possible_operations(acting(request), row):
            name = "admin:cases_case_act"
            button = {"label": item.declared.form.title, "why_not": item.why_not}
            if item.is_possible:
                button["url"] = reverse(name, args=[row.pk, item.declared.verb])
            buttons.append(button)
        return buttons

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        row = self.row_of(request, object_id)
        disclose("case.shown", "show_case", row)
        extra_context = {"history_url": reverse("case_history", args=[row.reference])}
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead to the history of the case."""
        return redirect("case_history", self.row_of(request, object_id).reference)


class TransitionAdmin(ShownAdmin):
    """The ledger of stages."""

    disclosed = ("case.shown", "show_case")
    list_display = ("case", "number", "kind", "from_stage", "to_stage", "occurred_at", "voided_at")
    list_filter = ("kind", "to_stage", "needs_review")
    list_select_related = ("case",)
    ordering = ("-id",)


class NoteAdmin(ShownAdmin):
    """Notes."""

    disclosed = ("case.shown", "show_case")
    list_display = ("case", "recorded_at", "author")
    list_select_related = ("case", "author")
    ordering = ("-id",)


show(Case, CaseAdmin)
show(Transition, TransitionAdmin)
show(Note, NoteAdmin)
