"""Forms of letters; loaded at the start, with what the case page and Today tell of them."""

from cases.letters import staying
from cases.letters.forms.acts import RecordLetterReply, SendLetter, SendLetters, WithdrawLetter
from cases.letters.forms.issuing import IssueLetter, IssueLetters
from cases.letters.telling import letters_band

__all__ = [
    "IssueLetter",
    "IssueLetters",
    "RecordLetterReply",
    "SendLetter",
    "SendLetters",
    "WithdrawLetter",
    "letters_band",
    "staying",
]
