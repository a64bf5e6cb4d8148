"""What may be done with an entry, on which pile."""

from typing import Final

from cases.intake.lists.choices import RowState
from cases.intake.reconciliation.choices import MATCHED, Pile

STAYS_RECORDED: Final = frozenset(MATCHED)
SPELLINGS_KEPT: Final = frozenset(MATCHED)
CASES_OPENED: Final = frozenset({Pile.THEIRS, *MATCHED})
TOLD_APART: Final = frozenset({Pile.PERHAPS, Pile.THEIRS, *MATCHED})
SAID_SAME: Final = frozenset({Pile.PERHAPS, Pile.THEIRS})
TAKEN_IN_FROM: Final = frozenset({RowState.READY, RowState.LIKELY_DOUBLE, RowState.PARKED})
"""States of a row from which somebody is registered; a likely double is refused as one."""
