"""The catalogue and the playbooks in the admin; changed by operations."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.roles import REFERENCE
from cases.procedures.models import (
    LegalBasis,
    Limit,
    Playbook,
    PlaybookGate,
    PlaybookStep,
    Procedure,
)
from cases.procedures.states import hindrance


class ProcedureAdmin(ShownAdmin):
    """The catalogue."""

    sees = REFERENCE
    resource = "procedures"
    exclude = ("version",)
    list_display = ("code", "name", "track", "body", "verified")
    list_filter = ("track", "body", "verified", "restricted")
    search_fields = ("code", "name", "name_vi", "name_fr")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class LimitAdmin(ShownAdmin):
    """Limits with their validity."""

    sees = REFERENCE
    resource = "limits"
    exclude = ("version",)
    list_display = ("code", "procedure", "amount", "unit", "on_whom", "is_legal", "verified")
    list_filter = ("unit", "on_whom", "is_legal", "verified")
    list_select_related = ("procedure",)
    search_fields = ("code", "name", "name_vi", "name_fr")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class LegalBasisAdmin(ShownAdmin):
    """On which grounds personal data may be processed."""

    sees = REFERENCE
    resource = "legal-bases"
    exclude = ("version",)
    list_display = ("code", "name", "law", "consent", "is_default", "verified")
    list_filter = ("consent", "verified")
    search_fields = ("code", "name", "name_vi", "name_fr")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class PlaybookAdmin(ShownAdmin):
    """All versions of all playbooks."""

    sees = REFERENCE
    resource = "playbooks"
    list_display = ("reference", "title", "status", "published_at", "retired_at")
    list_filter = ("status",)
    exclude = ("version",)
    search_fields = ("code", "title", "title_vi", "title_fr")
    search_help_text = _("Finds a part of a title, in any of its languages, or of the code.")

    def buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        """Return the buttons of one version; none for what its state forbids."""
        name = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_act"
        return [
            {"label": item.form.title, "url": reverse(name, args=[row.pk, item.verb])}
            for item in self.declared(request, creation=False)
            if not hindrance(item.name, row.status)[0]
        ]


class PlaybookStepAdmin(ShownAdmin):
    """The steps of published versions."""

    sees = REFERENCE
    list_display = ("code", "playbook", "number", "procedure", "body", "opens_at", "only_if")
    list_filter = ("playbook",)
    list_select_related = ("playbook", "procedure")


class PlaybookGateAdmin(ShownAdmin):
    """The gates of published versions."""

    sees = REFERENCE
    list_display = ("stage", "playbook", "steps", "conditions")
    list_filter = ("playbook",)
    list_select_related = ("playbook",)


show(Procedure, ProcedureAdmin)
show(Limit, LimitAdmin)
show(LegalBasis, LegalBasisAdmin)
show(Playbook, PlaybookAdmin)
show(PlaybookStep, PlaybookStepAdmin)
show(PlaybookGate, PlaybookGateAdmin)
