"""Forms of claims; loaded at the start, with what other pages tell of them."""

from cases.money.claims import policies, staying
from cases.money.claims.forms.answers import AnswerClaim, RecordClaimPayment, VoidClaimPayment
from cases.money.claims.forms.lists import (
    AddToClaim,
    DropFromClaim,
    PrepareClaim,
    SubmitClaim,
    WithdrawClaim,
)

__all__ = [
    "AddToClaim",
    "AnswerClaim",
    "DropFromClaim",
    "PrepareClaim",
    "RecordClaimPayment",
    "SubmitClaim",
    "VoidClaimPayment",
    "WithdrawClaim",
    "policies",
    "staying",
]
