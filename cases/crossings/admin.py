"""The ledger of whereabouts in the admin."""

from cases.core.admin import ShownAdmin, show
from cases.crossings.models import Crossing, Stay


class CrossingAdmin(ShownAdmin):
    """Crossings, voided ones too."""

    taken_along = {"kind": "crossings", "voided": "true"}
    disclosed = ("citizen.shown", "show_citizen")
    list_display = (
        "citizen",
        "from_country",
        "to_country",
        "entered_at",
        "occurred_at",
        "voided_at",
    )
    list_filter = ("to_country", "manner", "is_regular", "source")
    list_select_related = ("citizen", "entered_at")
    ordering = ("-id",)


class StayAdmin(ShownAdmin):
    """Stays, voided ones too."""

    taken_along = {"kind": "stays", "voided": "true"}
    disclosed = ("citizen.shown", "show_citizen")
    list_display = ("citizen", "kind", "place", "holder", "occurred_at", "voided_at")
    list_filter = ("kind", "country", "source")
    list_select_related = ("citizen", "place", "holder")
    ordering = ("-id",)


show(Crossing, CrossingAdmin)
show(Stay, StayAdmin)
