"""What the acts of money take, declared once for web, API and admin."""

from cases.money import policies, staying
from cases.money.band import money_entries
from cases.money.forms.backing import (
    RecordDeposit,
    RecordRepayment,
    RecordUndertaking,
    ReleaseUndertaking,
    ReturnDeposit,
    VoidDeposit,
    VoidRepayment,
    VoidUndertaking,
)
from cases.money.forms.costs import (
    ApproveCost,
    CorrectCost,
    RecordCost,
    RefuseCost,
    SplitCost,
    VoidCost,
)
from cases.money.forms.rates import RecordRate, VoidRate

__all__ = [
    "ApproveCost",
    "CorrectCost",
    "RecordCost",
    "RecordDeposit",
    "RecordRate",
    "RecordRepayment",
    "RecordUndertaking",
    "RefuseCost",
    "ReleaseUndertaking",
    "ReturnDeposit",
    "SplitCost",
    "VoidCost",
    "VoidDeposit",
    "VoidRate",
    "VoidRepayment",
    "VoidUndertaking",
    "money_entries",
    "policies",
    "staying",
]
