"""What stands in a claim when it is submitted: each cost as it was, the whole, and its digest."""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cases.money.claims.models import Claim, ClaimLine
from cases.money.models import CostLine

FIGURES = ("amount", "currency", "rate", "rate_on", "rate_source", "amount_vnd")


def plain(number: Decimal) -> str:
    """Return a number as text, without noughts at its end."""
    return f"{number.normalize():f}"


def shown_of(line: CostLine) -> dict[str, Any]:
    """Return what is printed of one cost: for whom, what for, which voucher."""
    return {
        "cost": str(line.uuid),
        "reference": line.case.reference,
        "name": line.case.citizen.full_name,
        "category": line.category,
        "purpose": line.purpose,
        "voucher": line.voucher,
        "spent_on": line.spent_on.isoformat(),
    }


def take_figures(row: ClaimLine, line: CostLine) -> None:
    """Put on a line of a claim the amount and the rate of its cost."""
    for name in FIGURES:
        setattr(row, name, getattr(line, name))


def whole_of(claim: Claim, lines: Sequence[ClaimLine]) -> dict[str, Any]:
    """Return everything that the digest vouches for, in a fixed form."""
    return {
        "number": claim.number,
        "mission": claim.mission.code,
        "payer": claim.payer,
        "authority": claim.authority.code if claim.authority is not None else "",
        "body": claim.body_words,
        "claimed_on": claim.claimed_on.isoformat(),
        "words": claim.words,
        "totals": claim.totals,
        "total_vnd": claim.total_vnd,
        "lines": [
            {
                "position": line.position,
                "amount": plain(line.amount),
                "currency": line.currency,
                "rate": plain(line.rate),
                "rate_on": line.rate_on.isoformat(),
                "rate_source": line.rate_source,
                "amount_vnd": line.amount_vnd,
                "shown": line.shown,
            }
            for line in lines
        ],
    }


def digest_of(claim: Claim, lines: Sequence[ClaimLine]) -> str:
    """Return the SHA-256 of what stands in the claim, as UTF-8 JSON with sorted keys."""
    whole = json.dumps(whole_of(claim, lines), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
