"""The forms of privacy."""

from cases.privacy import days_moved, staying
from cases.privacy.forms.accesses import AccessFilters, day_field
from cases.privacy.forms.report import MakeReport
from cases.privacy.forms.requests import RecordRightsRequest

__all__ = [
    "AccessFilters",
    "MakeReport",
    "RecordRightsRequest",
    "day_field",
    "days_moved",
    "staying",
]
