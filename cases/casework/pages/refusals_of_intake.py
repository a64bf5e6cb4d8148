"""Refusals about drafts of new cases, in words; the feature above says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_INTAKE: dict[str, Sentence] = {
    "draft_ended": _("This draft has ended: the case was opened, or the draft was thrown away."),
    "declared_already": _("It is on record already that these are two people."),
    "likely_double": _(
        "This person is perhaps registered already. Say whether it is the same person or another "
        "one."
    ),
    "same_record": _("This is the same record."),
    "too_long": _("This is more than a draft can hold."),
    "too_many_drafts": _(
        "You have as many drafts as can be kept. Go on with one or throw one away."
    ),
    "too_many_views": _("You have as many views as can be kept. Remove one first."),
    "view_removed": _("This view was removed."),
    "view_of_another": _("Only whoever saved this view may change it."),
    "unknown": _("There is no such case in your sight."),
}
