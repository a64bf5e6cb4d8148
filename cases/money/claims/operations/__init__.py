"""All acts on claims."""

from cases.money.claims.operations.answering import (
    answer_claim,
    record_claim_payment,
    void_claim_payment,
)
from cases.money.claims.operations.preparing import add_to_claim, drop_from_claim, prepare_claim
from cases.money.claims.operations.submitting import submit_claim, withdraw_claim

__all__ = [
    "add_to_claim",
    "answer_claim",
    "drop_from_claim",
    "prepare_claim",
    "record_claim_payment",
    "submit_claim",
    "void_claim_payment",
    "withdraw_claim",
]
