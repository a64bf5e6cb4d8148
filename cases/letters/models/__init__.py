"""Letters, what they say, and the counter of their numbers."""

from cases.letters.models.batch import LetterBatch, LetterCounter
from cases.letters.models.content import LetterContent
from cases.letters.models.left_out import LetterLeftOut
from cases.letters.models.letter import Letter, LetterQuerySet

__all__ = [
    "Letter",
    "LetterBatch",
    "LetterContent",
    "LetterCounter",
    "LetterLeftOut",
    "LetterQuerySet",
]
