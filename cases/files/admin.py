"""Files on cases in the admin: which there are; the bytes are had from their page."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.casework.unsealed import disclose_unsealed
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import FILE
from cases.files.models import AttachedFile, Attachment


class AttachmentAdmin(ShownAdmin):
    """That files belong to cases, and as what."""

    sees = FILE
    resource = "attachments"
    disclosed = ("attachment.shown", "show_attachment")
    list_display = ("case", "purpose", "restricted", "size", "recorded_at", "withdrawn_at")
    list_filter = ("purpose", "restricted", "withdraw_reason")
    list_select_related = ("case",)
    ordering = ("-id",)
    exclude = ("version",)


class AttachedFileAdmin(ShownAdmin):
    """What files are called and which they are, for roles that read their group."""

    sees = FILE
    disclosed = ("attachment.shown", "show_attachment")
    list_display = ("case", "name", "kind", "restricted", "recorded_at")
    list_filter = ("kind", "restricted")
    exclude = ("named_cases",)
    list_select_related = ("case",)
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return those that stand; what was withdrawn is for who reviews accesses."""
        rows = super().get_queryset(request)
        if acting(request).may("access.review"):
            return rows
        return rows.filter(attachment__withdrawn_at__isnull=True)

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


show(Attachment, AttachmentAdmin)
show(AttachedFile, AttachedFileAdmin)
