"""All that is done with briefings."""

from cases.briefings.operations.drafting import draft_briefing, write_briefing
from cases.briefings.operations.releasing import (
    approve_briefing,
    publish_briefing,
    return_briefing,
    withdraw_briefing,
)

__all__ = [
    "approve_briefing",
    "draft_briefing",
    "publish_briefing",
    "return_briefing",
    "withdraw_briefing",
    "write_briefing",
]
