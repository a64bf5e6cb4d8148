"""Recounts and their lists in the admin: read-only, the decisions as buttons."""

from functools import partial

from cases.casework.pages.clocks import end_words
from cases.casework.recounts.models import Recount, RecountedClock
from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE, REFERENCE


def due_words(name: str, row: RecountedClock) -> str:
    """Return when a clock ran out by one of the two counts, as pages say it."""
    due, clock = getattr(row, name), row.clock
    return end_words(due, clock.limit, row.case.mission, clock.calendar) if due else ""


class RecountAdmin(ShownAdmin):
    """Corrections that judge clocks otherwise."""

    sees = REFERENCE
    resource = "recounts"
    list_display = (
        *(
            "__str__",
            "state",
            "moved",
            "found",
            "rejudged",
            "acquitted",
            "accused",
            "written",
            "recorded_at",
        ),
        "decided_by",
    )
    list_filter = ("state",)
    list_select_related = ("limit", "mission", "decided_by")
    ordering = ("-id",)
    exclude = ("version",)


class RecountedClockAdmin(ShownAdmin):
    """The clocks on the lists."""

    sees = FILE
    disclosed = ("recounted_clock.shown", "show_recountedclock")
    list_display = (
        *("case", "clock", "verdict_before", "verdict_after", "due_before", "due_after"),
    )
    list_filter = ("is_moved", "verdict_before", "verdict_after")
    list_select_related = ("case__citizen", "case__mission", "clock__limit")
    says = {name: partial(due_words, name) for name in ("due_before", "due_after")}
    ordering = ("-id",)


show(Recount, RecountAdmin)
show(RecountedClock, RecountedClockAdmin)
