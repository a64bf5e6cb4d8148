"""What contradicts in a letter stops it, until it is mended or, where that may be, accepted."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Refused, Sentence
from cases.letters.contradiction import Contradiction

CONTRADICTS: Sentence = _("This letter is not issued, since something in it contradicts.")


def contradictory(rows: Sequence[Contradiction], at: str = "") -> Refused:
    """422: what contradicts what, and what to do about each."""
    return Refused(
        CONTRADICTS,
        "letter_contradicts",
        422,
        problems=[Problem(at, row.code, f"{row.sentence} {row.remedy}") for row in rows],
        extra={"contradictions": [told(row) for row in rows]},
    )


def told(row: Contradiction) -> dict[str, str | bool]:
    """Return a contradiction as the API tells it."""
    return {
        "code": row.code,
        "message": row.sentence,
        "remedy": row.remedy,
        "url": row.url,
        "may_be_accepted": not row.stops,
    }
