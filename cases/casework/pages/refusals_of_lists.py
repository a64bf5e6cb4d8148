"""Refusals about lists, comparisons and linked records, in words."""

from django.utils.translation import gettext_lazy as _

from cases.casework.sharing import GOES_ON, RECORD_ELSEWHERE
from cases.core.errors import Sentence

OF_LINKS: dict[str, Sentence] = {
    "answered_already": _("Somebody has answered this already."),
    "cannot_be_one": _(
        "They cannot be one person: their verified personal numbers differ. If one was read "
        "wrongly, withdraw it first."
    ),
    "closing_on_offer": _(
        "A case that would close is on offer to another mission. Withdraw the offer first."
    ),
    "duplicate_goes_on": RECORD_ELSEWHERE,
    "duplicate_rests": _("This case is closed as a duplicate of another one. Undo that first."),
    "goes_on": GOES_ON,
    "not_linked": _("This link does not stand."),
    "proposed_already": _("Somebody has proposed already to link this record."),
}
OF_LISTS: dict[str, Sentence] = OF_LINKS | {
    "after_receipt": _("The list cannot tell of a day after it was received."),
    "another_person_meant": _(
        "The row stands with this case already, and they say that another person is meant."
    ),
    "empty_list": _("There is nobody in this list."),
    "foreign": _("The list says that the person is of another country."),
    "is_reply": _("This is the reply of a body: nobody is registered from it."),
    "left_out": _("The row was left out of the list."),
    "list_used": _("People were registered or answers recorded from this list: it stays."),
    "needs_fixing": _("This row needs fixing in the list first."),
    "no_answers": _(
        "Say which column holds the answers, and which one numbers of ours, of documents, or names."
    ),
    "no_case": _("This person has no case of this incident yet. Open it first."),
    "no_columns": _("It is not said what the columns of this sheet, or of this table, hold."),
    "no_names": _("Say which column holds the names."),
    "no_reply": _("This is a list of people, and no reply of a body."),
    "no_pair": _("No other row of the list may be of the person of this one."),
    "no_such_sheet": _("A sheet was named that is not in this list."),
    "nobody_meant": _("There is nobody whom this row is taken for."),
    "not_checked": _("Say first what the columns of the list hold."),
    "nothing_ready": _("No row of this list is ready."),
    "one_person": _("This row names one person: there is nothing to split."),
    "opened_already": _("The case of this row was opened already."),
    "other_pile": _("This is not done with what lies on this pile."),
    "reply_numbered": _("The reply came under another number already."),
    "row_settled": _("This cannot be done with the row any more: look at what became of it."),
    "said_twice": _("One field was said of two columns."),
    "spelling_known": _("This person is known by this spelling already."),
    "stay_known": _("This stay is on record from this list already."),
    "still_compared": _("The list is still being compared."),
    "twice": _("The same person stands in another row of the list."),
    "withdrawn": _("This list was withdrawn: there is nothing in it."),
}
