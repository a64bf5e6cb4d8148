"""Why somebody on record may be meant, as every page says it: for, doubtful or against."""

from collections.abc import Iterable

from cases.citizens.search.judging import AGAINST, UNSURE, WORDS
from cases.citizens.search.ranking import DOUBTFUL

Reason = dict[str, str]


def reasons_told(codes: Iterable[str]) -> list[Reason]:
    """Return reasons in words, what speaks against last; what no longer has words is left out."""
    told = [
        {"sentence": str(WORDS[code]), "speaks": speaks(code)} for code in codes if code in WORDS
    ]
    return sorted(told, key=lambda reason: reason["speaks"] == "against")


def speaks(code: str) -> str:
    """Return how a reason speaks: `against`, `doubtful`, or plainly for it."""
    if code in AGAINST:
        return "against"
    return "doubtful" if code in DOUBTFUL | UNSURE else ""
