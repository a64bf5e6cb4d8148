"""Why a reported figure and ours differ, line by line: the lines add up from theirs to ours."""

from cases.publishing.gaps.asked import gaps_of
from cases.publishing.gaps.explaining import explained
from cases.publishing.gaps.ledger import learnt_since
from cases.publishing.gaps.values import Gap, Hint, Line

__all__ = ["Gap", "Hint", "Line", "explained", "gaps_of", "learnt_since"]
