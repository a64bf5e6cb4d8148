"""Costs of legs in the admin: read-only; the acts stand on the movement."""

from cases.casework.protection.admin import RestrictedAdmin
from cases.core.admin import show
from cases.movements.costs.models import LegCost
from cases.procedures.choices import RestrictedGroup


class LegCostAdmin(RestrictedAdmin):
    """Which cost belongs to which leg."""

    sees = RestrictedGroup.MONEY.value
    disclosed = ("leg_cost.shown", "show_legcost")
    list_display = ("line", "case", "leg", "recorded_at", "voided_at")
    list_select_related = ("case__citizen", "line", "leg__from_place", "leg__to_place")
    exclude = ("version",)


show(LegCost, LegCostAdmin)
