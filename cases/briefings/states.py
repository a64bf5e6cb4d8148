"""Which act leads from which state to which."""

from typing import Final

from cases.briefings.choices import BriefingState

WAYS: Final[dict[str, tuple[frozenset[str], str]]] = {
    "write_briefing": (frozenset({BriefingState.DRAFT}), BriefingState.DRAFT),
    "approve_briefing": (frozenset({BriefingState.DRAFT}), BriefingState.APPROVED),
    "return_briefing": (frozenset({BriefingState.APPROVED}), BriefingState.DRAFT),
    "publish_briefing": (frozenset({BriefingState.APPROVED}), BriefingState.PUBLISHED),
    "withdraw_briefing": (
        frozenset({BriefingState.DRAFT, BriefingState.APPROVED, BriefingState.PUBLISHED}),
        BriefingState.WITHDRAWN,
    ),
}
"""Operation -> the states from which it may be done, and the state it leads to."""
