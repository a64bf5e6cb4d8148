"""Refusals about exports, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_EXPORTS: dict[str, Sentence] = {
    "export_counted": _("The export was not started yet."),
    "export_expired": _("The time of the export was over. It can be asked for anew."),
    "export_kind_not_seen": _("The role does not look at what would have stood in the file."),
    "export_not_public": _("Only figures told in public are taken along for the public."),
    "export_of_another": _("Only whoever asked for an export goes on with it or takes its file."),
    "export_ready": _("The export was ready already."),
    "export_refused": _("The export had been refused."),
    "export_stopped": _("The export had been stopped. It can be asked for anew."),
    "export_waiting": _("The export waited for a second person."),
    "export_withdrawn": _("The export had been withdrawn."),
    "export_writing": _("The export was being written."),
    "export_your_own": _("Somebody else than whoever asked has to decide on an export."),
    "not_of_this_kind": _("Rows of this kind are not narrowed by that."),
    "number_differs": _("The number typed was not the number counted."),
    "totals_not_shown": _("The mission had no case in the incident, so its totals are not shown."),
}
