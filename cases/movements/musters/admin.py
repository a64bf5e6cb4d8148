"""Head counts and marks in the admin: read-only, the acts as buttons."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import PEOPLE
from cases.movements.musters.models import Muster, MusterMark, MusterStranger


class MusterAdmin(ShownAdmin):
    """Where and when people were counted, by which list."""

    sees = PEOPLE
    resource = "musters"
    disclosed = ("muster.shown", "show_muster")
    list_display = ("__str__", "movement", "point", "opened_at", "opened_by", "closed_at")
    list_filter = ("point",)
    list_select_related = ("movement", "place", "opened_by")
    ordering = ("-id",)
    exclude = ("version",)


class MusterMarkAdmin(ShownAdmin):
    """Who was seen how, when, by whom."""

    sees = PEOPLE
    disclosed = ("muster_mark.shown", "show_mustermark")
    list_display = ("case", "mark", "muster", "seen_at", "seen_by", "clock_doubt")
    list_filter = ("mark",)
    list_select_related = ("case__citizen", "muster__place", "seen_by")
    ordering = ("-id",)
    exclude = ("key",)


class MusterStrangerAdmin(ShownAdmin):
    """Who was there without a case, with every act on them as a button."""

    sees = PEOPLE
    resource = "muster-strangers"
    disclosed = ("muster_stranger.shown", "show_musterstranger")
    list_display = ("name", "sex", "muster", "seen_at", "seen_by", "case", "settled_at")
    list_filter = ("sex",)
    list_select_related = ("muster__place", "seen_by", "case__citizen")
    ordering = ("-id",)
    exclude = ("version", "key")


show(Muster, MusterAdmin)
show(MusterMark, MusterMarkAdmin)
show(MusterStranger, MusterStrangerAdmin)
