"""Handovers in the admin: read-only, the acts as buttons."""

from cases.casework.protection.admin import RestrictedAdmin
from cases.core.admin import ShownAdmin, show
from cases.core.roles import PEOPLE
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.papers import count_label, paper_label
from cases.procedures.choices import RestrictedGroup


class HandoverAdmin(ShownAdmin):
    """Between whom, where, when; its people are lines."""

    sees = PEOPLE
    resource = "handovers"
    disclosed = ("handover.shown", "show_handover")
    says = {
        "reported": lambda row: "\n".join(
            f"{count_label(said['count'])}: {said['number']} ({said['said_by']})"
            for said in row.reported
        )
    }
    list_display = ("number", "kind", "state", "place", "people", "occurred_at", "mission")
    list_filter = ("kind", "state")
    list_select_related = ("place", "mission")
    ordering = ("-id",)
    exclude = ("version",)


class HandoverLineAdmin(ShownAdmin):
    """Who is on a list, and what became of her."""

    sees = PEOPLE
    disclosed = ("handover_line.shown", "show_handoverline")
    list_display = ("case", "handover", "position", "state", "home_province")
    list_filter = ("state",)
    list_select_related = ("case__citizen", "handover", "home_province")
    ordering = ("-id",)
    exclude = ("shown",)
    says = {"papers": lambda row: ", ".join(map(paper_label, row.papers))}


class HandoverHealthAdmin(RestrictedAdmin):
    """What is noted of health, for roles of the group."""

    sees = RestrictedGroup.HEALTH.value
    disclosed = ("handover_health.shown", "show_handoverhealth")
    list_display = ("__str__", "case", "recorded_at")


show(Handover, HandoverAdmin)
show(HandoverLine, HandoverLineAdmin)
show(HandoverHealth, HandoverHealthAdmin)
