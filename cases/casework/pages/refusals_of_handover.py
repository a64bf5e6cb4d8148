"""Refusals about handovers, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_HANDOVERS: dict[str, Sentence] = {
    "former_province": _("This province has gone into another one. Choose that."),
    "handover_being_corrected": _("A correction of it is being prepared. Sign or void that one."),
    "handover_corrected": _("It was corrected by a later one. Go on there."),
    "handover_not_ours": _("This handover is of another mission."),
    "handover_not_signed": _("This handover is not signed yet. Change it as it is."),
    "handover_signed": _("This handover is signed. Correct it by a new one, which names it."),
    "handover_void": _("This handover is void."),
    "listed_twice": _("This person is on this list already."),
    "no_reason_needed": _("Whoever is handed over needs no reason. Leave it empty."),
    "nobody_handed_over": _("Nobody of this list is handed over. Void it instead."),
    "nobody_named": _("Name at least one person."),
    "not_accounted_for": _("Somebody of the list is not accounted for yet."),
    "not_all_in_sight": _(
        "Some people of this list are not in your sight any more. Headquarters sees all of it."
    ),
    "on_another_list": _("This person is on another list, which is not signed yet."),
    "one_name_twice": _("Whoever receives is not whoever hands over."),
    "place_at_home": _("This place lies in Viet Nam. The host state hands people over abroad."),
    "place_not_home": _("This place does not lie in Viet Nam."),
    "receiving_body_needed": _("Say which body takes over: one on record, or in words."),
    "whereabouts_needed": _("Say where the person is, or that nobody knows."),
}
