"""What comes after a letter: its reply, or that it is withdrawn."""

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import WHEN_HELP, reason_field
from cases.core.fields import Moment, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.letters.operations import record_letter_reply, withdraw_letter


@declares(record_letter_reply, at="letters/record-reply")
class RecordLetterReply(OperationForm):
    """Of a letter that asked no step; else the answer is recorded on the step."""

    title = _("Record the reply")
    what_happens = _("The letter no longer waits for a reply.")
    done = _("The reply is recorded.")
    example = {"reference": "0512/QLXNC-P5", "note": "They ask for a second photo."}

    when = Moment(label=_("When the reply came"), help_text=WHEN_HELP, required=False)
    reference = Text(label=_("Number of their letter"), max_length=80, required=False)
    note = Text(label=_("What they answered"), max_length=2000, multiline=True, required=False)


@declares(withdraw_letter, at="letters/withdraw")
class WithdrawLetter(OperationForm):
    """It stays under its number."""

    title = _("Withdraw the letter")
    what_happens = _(
        "The letter stays in the register under its number, marked as withdrawn. A step that it "
        "asked is ours again."
    )
    done = _("The letter is withdrawn.")
    example = {"reason": "Sent to the wrong body."}

    reason = reason_field()
