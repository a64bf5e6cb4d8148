"""What was spent for the person of the matrix, with a marker in every word."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from tests.files.kept import a_file, attached
from tests.register import a_case, fresh
from tests.world_money import a_bill, a_cost, a_deposit, a_rate, a_repayment, an_undertaking, vnd

DAY = (datetime.now(UTC) - timedelta(days=2)).date()
MARK = "Zqmoney"


def spend(owner: Actor, case: Case, paper: Any = None) -> dict[str, Any]:
    """Return, by the area of an address, what was written down of money."""
    words = {"purpose": MARK, "voucher": MARK, "spent_on": DAY}
    paper = paper or attached(owner, fresh(case), a_file("Zqpaper", "paper.txt"))
    deposit = a_deposit(owner, case=case, received_on=DAY, payer_words=MARK, note=MARK)
    undertaking = an_undertaking(
        owner, case=case, signed_on=DAY, paper=paper, signer="relative", signer_words=MARK
    )
    drawn = {"category": "fare_home", "payer": "fund_advance", "amount": vnd("2000000")}
    line = a_cost(owner, case=case, backing=fresh(deposit), **drawn, **words)
    bill = a_bill(owner, cases=[case, a_case(owner)], **words)
    repayment = a_repayment(owner, undertaking=undertaking, paid_on=DAY, words=MARK)
    return {
        "cost-lines": line.uuid,
        "deposits": deposit.uuid,
        "undertakings": undertaking.uuid,
        "repayments": repayment.uuid,
        "shared-costs": bill.uuid,
        "exchange-rates": a_rate(owner, day=DAY).uuid,
    }


def marked_money() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the markers by what has to be in sight for them."""
    yield "money", (MARK,)
