"""All that is done with letters."""

from cases.letters.operations.issuing import issue_letter
from cases.letters.operations.replies import record_letter_reply, withdraw_letter
from cases.letters.operations.sending import send_letter, send_letters
from cases.letters.operations.together import issue_letters

__all__ = [
    "issue_letter",
    "issue_letters",
    "record_letter_reply",
    "send_letter",
    "send_letters",
    "withdraw_letter",
]
