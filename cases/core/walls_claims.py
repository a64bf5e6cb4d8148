"""The second wall of claims, and of the costs of legs: money of cases, asked back by a mission."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_money import OF_MONEY, VOID, of_money_row, of_same_case

CHANGES = (
    *("state", "size", "submitted_at", "submitted_by_id", "totals", "total_vnd", "digest"),
    *("answered_on", "answered_at", "answered_by_id", "answer_words"),
    *("withdrawn_at", "withdrawn_by_id", "withdraw_reason", "version"),
)
"""What is ever written of a claim that is there; who is asked, by whom and when stays."""
FROZEN = ("amount", "currency", "rate", "rate_on", "rate_source", "amount_vnd")
"""Written once more when a claim is submitted, and never after it (`keep_claim_frozen`)."""
LEG = "(select true from cases_leg as leg where leg.id = leg_id)"


def in_claim(state: str) -> str:
    """Return the condition that the claim of a new row is in sight, in a state."""
    return (
        "(select true from cases_claim as list "  # noqa: S608 - our own names
        f"where list.id = claim_id and list.state = '{state}')"
    )


def follows_its_cost(rule: Protected) -> Protected:
    """Return the rule of rows that follow a corrected cost, never to one of another case."""
    same = of_same_case(rule.table, "cases_costline", "line_id")
    return replace(rule, writes=f"({rule.writes}) and {same}")


def claims_of(
    of_case: Callable[..., Protected], sees_all: str, sees_at: str
) -> tuple[Protected, ...]:
    """Return the rules of claims: of the mission that asks; lines and payments with their cases."""
    own = f"({sees_all} or mission_id = {sees_at})"
    cost = (("cases_costline", "line_id"),)
    claimed = (("cases_claimline", "claim_line_id"),)
    line = of_money_row(
        of_case("cases_claimline"),
        f"{own} and {in_claim('draft')}",
        cost,
        ("line_id", "is_frozen", "shown", *FROZEN, *VOID),
    )
    payment = of_money_row(
        of_case("cases_claimpayment"), f"{own} and {in_claim('submitted')}", claimed, VOID
    )
    leg = of_money_row(of_case("cases_legcost"), LEG, cost, ("line_id", *VOID))
    return (
        Protected("cases_claim", f"{OF_MONEY} and {own}", columns=CHANGES),
        follows_its_cost(line),
        payment,
        follows_its_cost(leg),
    )
