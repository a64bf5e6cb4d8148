"""Notes, the contact log and statements in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.casework.models import ContactEntry, Note, SealedNote, Statement
from cases.casework.unsealed import disclose_unsealed
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.admin_words import for_a_day
from cases.core.roles import FILE


class OfTalkAdmin(ShownAdmin):
    """Rows of a case; they are written from their case."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    ordering = ("-id",)


class NoteAdmin(OfTalkAdmin):
    """Notes."""

    list_display = ("case", "recorded_at", "author", "only_for", "withdrawn_at")
    list_select_related = ("case", "author", "only_for")


class SealedNoteAdmin(OfTalkAdmin):
    """Restricted notes, for the roles that read their group."""

    list_display = ("case", "restricted", "recorded_at", "author", "withdrawn_at")
    list_filter = ("restricted",)
    list_select_related = ("case", "author")

    def disclose_list(self, request: HttpRequest, answer: HttpResponse) -> None:
        super().disclose_list(request, answer)
        shown = (getattr(answer, "context_data", None) or {}).get("cl")
        if shown is not None:
            disclose_unsealed(acting(request), shown.result_list)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        disclose_unsealed(acting(request), [self.row_of(request, object_id)])
        return super().change_view(request, object_id, form_url, extra_context)


class ContactEntryAdmin(OfTalkAdmin):
    """With whom it was spoken, or tried."""

    list_display = ("case", "talked_with", "channel", "outcome", "occurred_at", "next_at")
    list_filter = ("talked_with", "outcome", "channel")
    list_select_related = ("case",)
    says = for_a_day("next_at")


class StatementAdmin(OfTalkAdmin):
    """What people said they want."""

    list_display = ("case", "kind", "answer", "occurred_at", "language", "voided_at")
    list_filter = ("kind", "answer", "shared_with")
    list_select_related = ("case",)


show(Note, NoteAdmin)
show(SealedNote, SealedNoteAdmin)
show(ContactEntry, ContactEntryAdmin)
show(Statement, StatementAdmin)
