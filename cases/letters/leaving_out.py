"""Why cases were left out of letters that were issued together, in the reader's words.

What is kept are codes of rules, so the words are those of today's rules and name nobody; what they
rest on stands on the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.pages.refusals_of_letters import OF_LETTERS
from cases.casework.policies import VOID
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.letters.choices import Accepted, Stops
from cases.letters.models import LetterBatch, LetterLeftOut
from cases.letters.policies import UNSENT
from cases.letters.values import VALUES

RULES: Final[dict[str, Sentence]] = {
    **OF_LETTERS,
    "case_void": VOID,
    "letter_not_sent": UNSENT,
    **dict(Accepted.choices),
    **dict(Stops.choices),
}
"""A sentence for each code that is not that of a value."""
VALUES_LACKED: Final[dict[str, Sentence]] = {
    **{code: value.label for code, value in VALUES.items()},
    "addressee": gettext_lazy("Addressee"),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The cases of a batch that were left out, as far as they are in sight; `others` are not."""

    rows: Sequence[LetterLeftOut]
    others: int


def left_out_of(actor: Actor, batch: LetterBatch) -> LeftOut:
    """Return them, and how many others there are.

    Not in sight is also who was forgotten, and who was left out before the rules were kept.
    """
    if not batch.left_out:
        return LeftOut((), 0)
    rows = list(LetterLeftOut.objects.of_batch(actor, batch))
    return LeftOut(rows, batch.left_out - len(rows))


def why_words(codes: Sequence[str]) -> str:
    """Return why a case was left out: what was missing, else each rule."""
    lacking = ", ".join(str(VALUES_LACKED[code]) for code in codes if code in VALUES_LACKED)
    if lacking:
        return _("Not recorded yet: %(value)s") % {"value": lacking}
    return "; ".join(str(RULES.get(code, code)).rstrip(".") for code in codes) + "."
