"""The forms of privacy."""

from cases.privacy.forms.accesses import AccessFilters, day_field
from cases.privacy.forms.report import MakeReport

__all__ = ["AccessFilters", "MakeReport", "day_field"]
