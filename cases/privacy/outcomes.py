"""Whether what is said to have been done on a request was done, asked of the feature that does it.

A later feature registers how it is found out:

    @done_by(RightsOutcome.FORGETTING)
    def forgetting_asked(actor: Actor, request: RightsRequest) -> bool: ...
"""

from collections.abc import Callable

from cases.core.actor import Actor
from cases.privacy.models import RightsRequest

Proof = Callable[[Actor, RightsRequest], bool]
_proofs: dict[str, Proof] = {}


def done_by(outcome: str) -> Callable[[Proof], Proof]:
    """Register what finds out whether an outcome is true of a request."""

    def wrap(proof: Proof) -> Proof:
        _proofs[outcome] = proof
        return proof

    return wrap


def was_done(actor: Actor, request: RightsRequest, outcome: str) -> bool:
    """Return whether an outcome is true, as far as anything can tell."""
    proof = _proofs.get(outcome)
    return proof(actor, request) if proof is not None else True
