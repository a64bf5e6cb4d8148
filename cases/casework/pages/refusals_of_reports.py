"""Refusals about reports that came in, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_REPORTS: dict[str, Sentence] = {
    "has_doubles": _("Other reports are joined to this one. Separate them first."),
    "its_own_double": _("A report cannot be joined to itself."),
    "joined_itself": _("That report is joined to another one. Choose the one it is joined to."),
    "lies_at_headquarters": _("This report was given back to headquarters, which passes it on."),
    "lies_there_already": _("This report lies there already."),
    "linked_already": _("The report is linked to this case already."),
    "not_named": _("The report names nobody under this number."),
    "not_opened": _("Open the report first: nobody has read it yet."),
    "not_own_mission": _("A mission takes down its own reports. Headquarters passes them on."),
    "note_needed": _("Say in words why it is closed."),
    "nothing_to_undo": _("There is nothing here to take back."),
    "of_another_mission": _("That report is with another mission, which this one is not."),
    "report_closed": _("This report is closed. Open it again first."),
    "report_joined": _("This report is joined to an earlier one. Separate it first."),
    "report_linked": _("This report is linked to a case already."),
    "taken_already": _("Somebody is working on this report already."),
    "with_another_officer": _(
        "Somebody else is working on this report. Ask them, or put it back first."
    ),
}
