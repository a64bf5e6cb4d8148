"""Refusals about what a person asks about her own data, in words."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_REQUESTS: dict[str, Sentence] = {
    "asker_needed": _("Say who asks for the person, and what lets them act for her."),
    "asks_herself": _("The person asks herself. Leave who acts for her empty."),
    "basis_needed": _("Choose the consent that was withdrawn."),
    "basis_not_needed": _("This does not go with what was done. Leave it empty."),
    "before_received": _("This lies before the request came in."),
    "confirmed_already": _("It was confirmed already."),
    "extended_already": _("The term was made longer already. The law allows it once."),
    "forgetting_not_asked": _(
        "Nobody has asked yet that this person be anonymised. Ask for it first."
    ),
    "no_extension": _("No source is known by which the term of this kind may be made longer."),
    "not_confirmed": _(
        "Confirm first that the request came in. The longer term runs from then on."
    ),
    "not_responsible": _("Only the mission that answers for this request does this."),
    "report_needed": _("Choose the report that was handed over."),
    "report_not_needed": _("This does not go with what was done. Leave it empty."),
    "request_settled": _("This request was answered or withdrawn already."),
}
