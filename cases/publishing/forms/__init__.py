"""Forms of figures: the moments of a page, and what taking a snapshot takes."""

from cases.publishing.forms.moments import LONGEST_KEY, FigureForm, MomentsForm
from cases.publishing.forms.snapshots import TakeSnapshot, WithdrawSnapshot

__all__ = ["LONGEST_KEY", "FigureForm", "MomentsForm", "TakeSnapshot", "WithdrawSnapshot"]
