"""Incidents, reported figures, directives, plans and position lines in the admin."""

from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FIGURES
from cases.incidents.models import (
    Directive,
    DirectiveMission,
    DirectiveReport,
    Incident,
    MissionPlan,
    PositionLine,
    ReportedFigure,
)


class IncidentAdmin(ShownAdmin):
    """Incidents."""

    sees = FIGURES
    resource = "incidents"
    exclude = ("version",)
    remembers = True
    list_display = ("code", "title", "started_on", "is_open")


class ReportedFigureAdmin(ShownAdmin):
    """What others reported."""

    taken_along = {"kind": "figures"}
    sees = FIGURES
    resource = "figures"
    exclude = ("ordered_at", "version")
    remembers = True
    list_display = ("metric", "qualifier", "value", "country", "as_of", "source_name", "disputed")
    list_filter = ("metric", "nationality", "country", "disputed", "is_context")
    search_fields = ("source_name", "scope")
    search_help_text = _("Finds a part of the name of the source or of what is counted.")


class DirectiveAdmin(ShownAdmin):
    """Directives; what the state of the own mission forbids has no button."""

    resource = "directives"
    list_display = ("code", "title", "incident", "issued_on", "due_on", "withdrawn_at")
    list_filter = ("issued_on", "due_on")
    list_select_related = ("incident",)
    exclude = ("version",)
    search_fields = ("code", "title", "title_vi", "paper")
    search_help_text = _("Finds a part of the code, of the title or of the number of the paper.")


class DirectiveMissionAdmin(ShownAdmin):
    """How far each mission is."""

    list_display = ("directive", "mission", "state", "acknowledged_at")
    list_filter = ("state",)
    list_select_related = ("directive", "mission")


class DirectiveReportAdmin(ShownAdmin):
    """What missions said."""

    list_display = ("addressee", "state", "text", "recorded_at")
    list_filter = ("state",)
    list_select_related = ("addressee__directive", "addressee__mission")


class MissionPlanAdmin(ShownAdmin):
    """Plans of missions."""

    resource = "plans"
    list_display = ("incident", "mission", "number", "review_on", "recorded_at")
    list_filter = ("review_on",)
    list_select_related = ("incident", "mission")


class PositionLineAdmin(ShownAdmin):
    """What the house says about an incident."""

    sees = FIGURES
    resource = "position-lines"
    exclude = ("version",)
    list_display = ("text", "incident", "stated_on", "valid_until", "approved_at", "withdrawn_at")
    list_filter = ("stated_on", "approved_at")
    list_select_related = ("incident",)
    search_fields = ("text", "text_vi", "text_fr", "source_name")
    search_help_text = _("Finds a part of the line, in any of its languages, or of its source.")


show(Incident, IncidentAdmin)
show(ReportedFigure, ReportedFigureAdmin)
show(Directive, DirectiveAdmin)
show(DirectiveMission, DirectiveMissionAdmin)
show(DirectiveReport, DirectiveReportAdmin)
show(MissionPlan, MissionPlanAdmin)
show(PositionLine, PositionLineAdmin)
