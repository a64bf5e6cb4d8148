"""Movements in the admin: read-only, the acts as buttons."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.movements.choices import CheckCode
from cases.movements.models import (
    Escort,
    HostNote,
    Leg,
    ManifestLine,
    ManifestVersion,
    Movement,
    Passenger,
    SeatChange,
    SeatOverride,
)


class MovementAdmin(ShownAdmin):
    """Movements, with every act on them as a button."""

    resource = "movements"
    disclosed = ("movement.shown", "show_movement")
    list_display = ("number", "title", "mission", "state", "departs_at", "seated", "waiting")
    list_filter = ("state",)
    list_select_related = ("mission",)
    ordering = ("-id",)
    exclude = ("version", "mission_ids")


class LegAdmin(ShownAdmin):
    """Legs with their planned and actual times."""

    list_display = ("movement", "number", "mode", "from_place", "to_place", "departs_at")
    list_filter = ("mode",)
    list_select_related = ("movement", "from_place", "to_place")
    ordering = ("-id",)


class EscortAdmin(ShownAdmin):
    """Who goes along."""

    list_display = ("movement", "kind", "__str__", "body", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("movement", "staff")
    ordering = ("-id",)


class HostNoteAdmin(ShownAdmin):
    """What authorities of host states were asked."""

    sees = FILE
    list_display = ("movement", "authority", "number", "sent_on", "answered_on")
    list_select_related = ("movement", "authority")
    ordering = ("-id",)


class PassengerAdmin(ShownAdmin):
    """Who has, or had, a place on a movement."""

    disclosed = ("passenger.shown", "show_passenger")
    list_display = ("case", "movement", "state", "place", "seat", "changed_at")
    list_filter = ("state",)
    list_select_related = ("case__citizen", "movement")
    ordering = ("-id",)


class SeatChangeAdmin(ShownAdmin):
    """What was done with seats, and why."""

    sees = FILE
    disclosed = ("seat_change.shown", "show_seatchange")
    list_display = ("case", "act", "reason", "recorded_at", "recorded_by")
    list_filter = ("act",)
    list_select_related = ("case__citizen", "recorded_by")
    ordering = ("-id",)
    exclude = ("passenger",)


class SeatOverrideAdmin(ShownAdmin):
    """Which checks were decided away, and why."""

    sees = FILE
    disclosed = ("seat_override.shown", "show_seatoverride")
    says = {"code": lambda row: CheckCode(row.code).label}
    list_display = ("case", "code", "reason", "recorded_at", "recorded_by")
    list_select_related = ("case__citizen", "recorded_by")
    ordering = ("-id",)
    exclude = ("passenger", "facts")


class ManifestVersionAdmin(ShownAdmin):
    """Frozen lists; their lines stand beside them."""

    disclosed = ("manifest.shown", "show_manifest")
    list_display = ("movement", "number", "frozen_at", "frozen_by", "people", "reason")
    list_select_related = ("movement", "frozen_by")
    ordering = ("-id",)


class ManifestLineAdmin(ShownAdmin):
    """Who stood in a frozen list."""

    disclosed = ("manifest_line.shown", "show_manifestline")
    list_display = ("manifest", "position", "case")
    list_select_related = ("manifest__movement", "case__citizen")
    ordering = ("-id",)


show(Movement, MovementAdmin)
show(Leg, LegAdmin)
show(Escort, EscortAdmin)
show(HostNote, HostNoteAdmin)
show(Passenger, PassengerAdmin)
show(SeatChange, SeatChangeAdmin)
show(SeatOverride, SeatOverrideAdmin)
show(ManifestVersion, ManifestVersionAdmin)
show(ManifestLine, ManifestLineAdmin)
