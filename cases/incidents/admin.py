"""Incidents and reported figures in the admin."""

from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.incidents.models import Incident, ReportedFigure


class IncidentAdmin(ShownAdmin):
    """Incidents."""

    resource = "incidents"
    list_display = ("code", "title", "started_on", "is_open")


class ReportedFigureAdmin(ShownAdmin):
    """What others reported."""

    list_display = ("metric", "qualifier", "value", "country", "as_of", "source_name", "disputed")
    list_filter = ("metric", "nationality", "country", "disputed", "is_context")
    search_fields = ("source_name", "scope")
    search_help_text = _("Finds a part of the name of the source or of what is counted.")


show(Incident, IncidentAdmin)
show(ReportedFigure, ReportedFigureAdmin)
