"""The catalogue and the playbooks in the admin; changed by operations."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import REFERENCE
from cases.procedures.choices import Stage
from cases.procedures.models import (
    LegalBasis,
    Limit,
    Playbook,
    PlaybookGate,
    PlaybookStep,
    Procedure,
)
from cases.procedures.pages.words import country_words, missing_words, start_words
from cases.procedures.queries import incidents_called, procedures_called, steps_called
from cases.procedures.results import fields_of


def stage_words(code: str) -> str:
    """Return what a stage is called."""
    return str(Stage(code).label) if code else ""


def conditions_words(names: list[str]) -> str:
    """Return what conditions say, a line each."""
    return "\n".join(map(missing_words, names))


class ProcedureAdmin(ShownAdmin):
    """The catalogue."""

    sees = REFERENCE
    resource = "procedures"
    exclude = ("version",)
    says = {"result_fields": lambda row: "\n".join(asked.words for asked in fields_of(row))}
    list_display = ("code", "name", "track", "body", "verified")
    list_filter = ("track", "body", "verified", "missing", "restricted")
    search_fields = ("code", "name", "name_vi", "name_fr")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class LimitAdmin(ShownAdmin):
    """Limits with their validity."""

    sees = REFERENCE
    resource = "limits"
    exclude = ("version", "start_field", "start_stage", "start_procedures", "start_place")
    says = {"start_procedure": lambda row: start_words(row, row.named)}
    list_display = (
        *("code", "procedure", "amount", "unit", "on_whom", "is_legal", "verified", "missing"),
    )
    list_filter = ("unit", "on_whom", "is_legal", "verified", "missing")
    list_select_related = ("procedure",)
    search_fields = ("code", "name", "name_vi", "name_fr")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Read the procedures that start the clocks."""
        named = procedures_called(
            acting(request),
            [code for row in rows for code in (row.start_procedure, *row.start_procedures)],
        )
        for row in rows:
            row.named = named


class LegalBasisAdmin(ShownAdmin):
    """On which grounds personal data may be processed."""

    sees = REFERENCE
    resource = "legal-bases"
    exclude = ("version",)
    list_display = ("code", "name", "law", "consent", "is_default", "verified", "missing")
    list_filter = ("consent", "verified", "missing")
    search_fields = ("code", "name", "name_vi", "name_fr")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class PlaybookAdmin(ShownAdmin):
    """All versions of all playbooks."""

    sees = REFERENCE
    resource = "playbooks"
    list_display = ("reference", "title", "status", "published_at", "retired_at")
    ordered_as = _("By code, the newest version first.")
    list_filter = ("status",)
    exclude = ("version", "content")
    says = {
        "countries": lambda row: country_words(row.countries),
        "incident_codes": lambda row: ", ".join(row.incidents),
    }
    search_fields = ("code", "title", "title_vi", "title_fr")
    search_help_text = _("Finds a part of a title, in any of its languages, or of the code.")

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Read what the incidents are called for which versions are taken."""
        codes = {code for row in rows for code in row.incident_codes}
        named = incidents_called(acting(request), codes)
        for row in rows:
            row.incidents = [named.get(code, code) for code in row.incident_codes]


class OfPlaybookAdmin(ShownAdmin):
    """Rows that name steps of their playbook by codes."""

    sees = REFERENCE

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Read what the steps are called."""
        named = steps_called(acting(request), [row.playbook_id for row in rows])
        for row in rows:
            row.called = lambda codes, at=row.playbook_id: ", ".join(
                named.get((at, code), code) for code in codes
            )


class PlaybookStepAdmin(OfPlaybookAdmin):
    """The steps of published versions."""

    says = {
        "code": lambda row: row.called([row.code]),
        "after": lambda row: row.called(row.after),
        "opens_at": lambda row: stage_words(row.opens_at),
        "only_if": lambda row: missing_words(row.only_if) if row.only_if else "",
    }
    list_display = ("procedure", "playbook", "number", "body", "opens_at", "only_if")
    list_filter = ("playbook",)
    list_select_related = ("playbook", "procedure")


class PlaybookGateAdmin(OfPlaybookAdmin):
    """The gates of published versions."""

    says = {
        "stage": lambda row: stage_words(row.stage),
        "steps": lambda row: row.called(row.steps),
        "conditions": lambda row: conditions_words(row.conditions),
    }
    list_display = ("stage", "playbook", "steps", "conditions")
    list_filter = ("playbook",)
    list_select_related = ("playbook",)


show(Procedure, ProcedureAdmin)
show(Limit, LimitAdmin)
show(LegalBasis, LegalBasisAdmin)
show(Playbook, PlaybookAdmin)
show(PlaybookStep, PlaybookStepAdmin)
show(PlaybookGate, PlaybookGateAdmin)
