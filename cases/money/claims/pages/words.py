"""Claims in words: states, who is asked, sums beside each other."""

from typing import Any, Final

from django.utils.translation import gettext as _

from cases.money.amounts import dong, shown
from cases.money.claims.choices import ClaimState
from cases.money.claims.models import Claim
from cases.money.claims.sums import ClaimSums, stored_words

Row = dict[str, Any]
TONES: Final[dict[str, str]] = {
    ClaimState.DRAFT: "wait",
    ClaimState.SUBMITTED: "wait",
    ClaimState.SETTLED: "good",
    ClaimState.REFUSED: "stop",
    ClaimState.WITHDRAWN: "quiet",
}


def state_tag(claim: Claim) -> Row:
    """Return the state of a claim as a tag."""
    return {"label": str(claim.get_state_display()), "tone": TONES[claim.state]}


def whom(claim: Claim) -> str:
    """Return who is asked: payer, body on record, body in words."""
    authority = str(claim.authority) if claim.authority is not None else ""
    parts = [str(claim.get_payer_display()), authority, claim.body_words]
    return ", ".join(part for part in parts if part)


def claimed_words(claim: Claim, sums: ClaimSums) -> str:
    """Return what is asked for by currency: as frozen, of a draft as it would be now."""
    if claim.totals:
        return stored_words(claim.totals)
    return " + ".join(shown(row.claimed, row.currency) for row in sums.rows if row.lines) or "–"


def received_words(sums: ClaimSums) -> str:
    """Return what came by currency; a dash for nothing."""
    return " + ".join(shown(row.received, row.currency) for row in sums.rows if row.received) or "–"


def total_vnd(claim: Claim, sums: ClaimSums) -> int:
    """Return what is asked for in dong."""
    return sums.claimed_vnd if claim.total_vnd is None else claim.total_vnd


def sum_rows(sums: ClaimSums) -> list[Row]:
    """Return the sums by currency for a table; amounts of other currencies stand apart."""
    return [
        {
            "currency": row.currency,
            "claimed": shown(row.claimed, row.currency) if row.lines else "–",
            "received": shown(row.received, row.currency) if row.received else "–",
            "open": shown(row.open, row.currency) if row.lines else "–",
            "claimed_vnd": dong(row.claimed_vnd) if row.lines else "–",
            "received_vnd": dong(row.received_vnd) if row.received else "–",
        }
        for row in sums.rows
    ]


def unseen_words(unseen: int) -> str:
    """Return that some lines are out of sight."""
    words = _("%(n)d costs of this claim are not in your sight. Headquarters sees all of it.")
    return words % {"n": unseen}
