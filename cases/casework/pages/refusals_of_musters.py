"""Refusals about head counts, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_MUSTERS: dict[str, Sentence] = {
    "head_count_differs": _("The head count at boarding says otherwise."),
    "list_not_frozen": _("The list of this movement is not frozen yet. Freeze it first."),
    "mark_key_used": _("This mark carries the key of another one."),
    "movement_over": _("This movement is over; nobody is counted any more."),
    "muster_closed": _("This head count is closed."),
    "muster_disagrees": _("Two officers have seen somebody differently. Settle that first."),
    "muster_not_ours": _("Another mission holds this head count. You can mark people, not end it."),
    "muster_open": _("This head count is not closed."),
    "no_stranger": _("Nobody without a case was taken down here under this id."),
    "not_missing": _("This person is not missing here."),
    "nothing_to_settle": _("Nobody disagrees about this person any more."),
    "only_arrivals": _("At a reception point people are counted at the arrival."),
    "other_leg": _("This leg is not one of this movement."),
    "stranger_not_ours": _("Another mission counted here; it says who this person is."),
    "stranger_not_settled": _("Nobody has said yet who this is."),
    "stranger_one_of_two": _("Name the case, or say why none is needed; not both."),
    "stranger_settled": _("Somebody has said who this is already."),
    "stranger_unsaid": _("Say whose case it is, or why no case is needed."),
    "unknown_case": _("There is no case under this number in your sight."),
    "where_unsaid": _("Say where each missing person likely is, and who looks for her."),
}
