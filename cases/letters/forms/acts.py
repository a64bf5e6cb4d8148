"""What comes after a letter: that it is sent, its reply, or that it is withdrawn."""

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import WHEN_HELP, reason_field
from cases.core.fields import Moment, Text, Upload
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.files.examining.kinds import MOST_BYTES
from cases.letters.forms.issuing import accepted_field
from cases.letters.operations import (
    record_letter_reply,
    send_letter,
    send_letters,
    withdraw_letter,
)

SMALLEST_PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def scan_field() -> Upload:
    """The scan of what was signed."""
    return Upload(
        most_bytes=MOST_BYTES,
        accept="application/pdf,image/*",
        label=_("Signed and stamped copy"),
        help_text=_("PDF or a picture (JPEG, PNG, WebP), up to 20 MB."),
    )


@declares(send_letter, at="letters/send")
class SendLetter(OperationForm):
    """The scan of what was signed and stamped, and when it went."""

    title = _("Attach the signed copy: the letter is sent")
    what_happens = _(
        "The signed and stamped copy is kept with the letter and on its case. From now on the "
        "letter counts as sent, and waits for its reply where one is expected. The body it asks is "
        "asked with it, and a letter that it replaces is replaced."
    )
    done = _("The letter is sent.")
    template = "letters/send_letter.html"
    example = {"file": {"name": "signed.png", "content": SMALLEST_PICTURE}}
    bulk = False
    refuses = (422,)

    file = scan_field()
    when = Moment(label=_("When it was sent"), help_text=WHEN_HELP, required=False)
    accepted = accepted_field()


@declares(send_letters, at="letter-batches/send")
class SendLetters(OperationForm):
    """One scan of everything, where all was signed together."""

    title = _("Attach one signed copy of all: the letters are sent")
    what_happens = _(
        "The scan is kept once and stands with each letter that is not sent yet. Letters that were "
        "withdrawn, or sent with a copy of their own, stay as they are and are named afterwards. "
        "The scan is shown only to whoever sees all cases of these letters."
    )
    done = _("The letters are sent.")
    template = "letters/send_letter.html"
    example = {"file": {"name": "signed.png", "content": SMALLEST_PICTURE}}
    bulk = False
    refuses = (422,)

    file = scan_field()
    when = Moment(label=_("When they were sent"), help_text=WHEN_HELP, required=False)
    accepted = accepted_field()


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
        "The letter stays in the register under its number, marked as withdrawn. If it was sent, "
        "its question is taken back, and the step is ours again."
    )
    done = _("The letter is withdrawn.")
    example = {"reason": "Sent to the wrong body."}

    reason = reason_field()
