"""Comparisons of a list with our own records, and on which pile each person came to lie."""

from cases.intake.reconciliation.models.entry import PileEntry
from cases.intake.reconciliation.models.reconciliation import Reconciliation

__all__ = ["PileEntry", "Reconciliation"]
