"""Refusals about letters, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_LETTERS: dict[str, Sentence] = {
    "answered_on_step": _("The reply settles a step of the case. Record it there."),
    "copy_on_the_case": _(
        "This file stands on the case already as another paper. Withdraw it there, then send the "
        "letter with it."
    ),
    "died_elsewhere": _(
        "Another case of this person ended as “Died”, and this letter speaks of somebody who lives."
    ),
    "letter_asked_already": _(
        "This was asked already. To correct the letter, replace it from its page."
    ),
    "letter_contradicts": _("This letter is not issued, since something in it contradicts."),
    "letter_for_own_use": _("This letter is for our own use. It is sent to nobody."),
    "letter_gone": _("This letter was withdrawn or replaced."),
    "letter_of_open_case": _("This letter speaks of a case that goes on, and the case has ended."),
    "letter_not_due": _("The step of this letter cannot be worked on now."),
    "letter_of_other_kind": _("A letter is replaced by one of the same kind."),
    "letter_replied": _("The reply to this letter is recorded already."),
    "letter_restricted": _("This letter is restricted, and your role does not read it."),
    "letter_sent_already": _("This letter was sent, and its signed copy is attached."),
    "letter_without_step": _("The playbook of the case has no step for this letter."),
    "no_relative_told": _("This letter goes to no relative."),
    "notice_of_death": _(
        "The person has died, and this letter would not say so. The notice of a death is not "
        "written here: speak with the family yourself, and record that in the contact log."
    ),
    "no_such_language": _("This letter is not written in that language."),
    "nobody_left": _("None of these cases can have this letter now."),
    "relative_of_nobody": _("A relative is named of somebody about whom no letter is issued here."),
    "two_relatives": _("Two relatives of one person are named. A notice goes to one of them."),
    "only_writer": _("Only the mission that wrote the letter or has the case does this."),
    "replacement_not_sent": _(
        "Another letter is to replace this one and is not sent yet. Send it, or withdraw it."
    ),
    "reply_before_letter": _("A reply cannot come before the letter."),
    "sending_contradicts": _("This letter is not sent, since something stands against it by now."),
    "several_relatives": _(
        "Several relatives may be told. Choose to which of them the notice goes."
    ),
    "sent_before_letter": _("A letter cannot be sent before its day."),
    "signed_copy_not_a_scan": _("The signed copy is a PDF or a picture."),
    "signed_copy_of_another": _("This file is the signed copy of another letter already."),
    "signed_copy_unsigned": _(
        "This is a file as this system printed it, without signature and stamp. Attach the signed "
        "copy."
    ),
}
