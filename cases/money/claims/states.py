"""The state table of claims: what can be done in which state. Pure; no database, no actor."""

from typing import Final

from cases.money.claims.choices import ClaimState

DRAFT, SUBMITTED = ClaimState.DRAFT.value, ClaimState.SUBMITTED.value
SETTLED, REFUSED = ClaimState.SETTLED.value, ClaimState.REFUSED.value

ALLOWED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("add_to_claim", "drop_from_claim", "submit_claim"), frozenset({DRAFT})),
    "answer_claim": frozenset({SUBMITTED}),
    "record_claim_payment": frozenset({SUBMITTED}),
    "void_claim_payment": frozenset({SUBMITTED, SETTLED}),
    "withdraw_claim": frozenset({DRAFT, SUBMITTED, REFUSED}),
}
"""Operation -> the states in which it is possible."""


def is_allowed(operation: str, state: str) -> bool:
    """Return whether the table has this act in this state."""
    return state in ALLOWED.get(operation, frozenset())
