"""Refusals about head counts, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_MUSTERS: dict[str, Sentence] = {
    "list_not_frozen": _("The list of this movement is not frozen yet. Freeze it first."),
    "mark_key_used": _("This mark carries the key of another one."),
    "movement_over": _("This movement is over; nobody is counted any more."),
    "muster_closed": _("This head count is closed."),
    "muster_disagrees": _("Two officers have seen somebody differently. Settle that first."),
    "muster_not_ours": _("Another mission holds this head count. You can mark people, not end it."),
    "muster_open": _("This head count is not closed."),
    "not_missing": _("This person is not missing here."),
    "nothing_to_settle": _("Nobody disagrees about this person any more."),
    "only_arrivals": _("At a reception point people are counted at the arrival."),
    "other_leg": _("This leg is not one of this movement."),
    "where_unsaid": _("Say where each missing person likely is, and who looks for her."),
}
