"""Refusals about letters, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_LETTERS: dict[str, Sentence] = {
    "answered_on_step": _("The reply settles a step of the case. Record it there."),
    "letter_asked_already": _(
        "This was asked already. To correct the letter, replace it from its page."
    ),
    "letter_gone": _("This letter was withdrawn or replaced."),
    "letter_not_due": _("The step of this letter cannot be worked on now."),
    "letter_of_other_kind": _("A letter is replaced by one of the same kind."),
    "letter_replied": _("The reply to this letter is recorded already."),
    "letter_restricted": _("This letter is restricted, and your role does not read it."),
    "letter_without_step": _("The playbook of the case has no step for this letter."),
    "no_such_language": _("This letter is not written in that language."),
    "nobody_left": _("None of these cases can have this letter now."),
    "only_writer": _("Only the mission that wrote the letter or has the case does this."),
    "reply_before_letter": _("A reply cannot come before the letter."),
}
