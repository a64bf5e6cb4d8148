"""What the acts of following up take, declared once for web, API and admin."""

from cases.casework.follow_up import making, policies, staying
from cases.casework.follow_up.course import welfare_entries
from cases.casework.follow_up.forms.acts import (
    DropWelfareCheck,
    PlanWelfareCheck,
    PutOffWelfareCheck,
    RecordWelfareCheck,
    TakeOverWelfareCheck,
)
from cases.casework.follow_up.pages.band import welfare_band

__all__ = [
    "DropWelfareCheck",
    "PlanWelfareCheck",
    "PutOffWelfareCheck",
    "RecordWelfareCheck",
    "TakeOverWelfareCheck",
    "making",
    "policies",
    "staying",
    "welfare_band",
    "welfare_entries",
]
