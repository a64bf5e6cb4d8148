"""Lists that were received, their rows, and what columns of a sender mean."""

from cases.intake.lists.models.mapping import SenderMapping
from cases.intake.lists.models.received import ReceivedList
from cases.intake.lists.models.row import ListRow

__all__ = ["ListRow", "ReceivedList", "SenderMapping"]
