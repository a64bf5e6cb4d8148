"""Money spent for the person of the file, with a marker in every word."""

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.money.models import Repayment
from cases.money.operations import (
    record_repayment,
    refuse_cost,
    release_undertaking,
    return_deposit,
    void_cost,
    void_deposit,
    void_repayment,
    void_undertaking,
)
from tests.files.kept import attached
from tests.register import fresh
from tests.world_money import (
    ABOVE,
    SPENT,
    a_bill,
    a_cost,
    a_deposit,
    an_undertaking,
    desk_of,
    thb,
    vnd,
)


def paid(actor: Actor, case: Case, mark: str) -> None:
    """Let costs be recorded, refused and voided, deposits returned, undertakings released."""
    desk = desk_of(actor)
    words = {"purpose": mark, "voucher": mark}
    rated = {"amount": thb("100.50"), "rate": 800, "rate_source": mark}
    with eyes(desk):
        a_cost(desk, case=case, **words, **rated)
        waiting = a_cost(desk, case=case, amount=vnd(ABOVE), **words)
        paper = attached(desk, fresh(case))
        named = {"signer": "relative", "signer_words": mark, "paper_number": mark}
        released = an_undertaking(desk, case=case, paper=paper, **named)
    refuse_cost(actor, fresh(waiting), reason=mark)
    void_cost(actor, fresh(a_cost(actor, case=case, **words)), reason=mark)
    a_bill(actor, cases=[case, waiting_case(actor)])
    deposit = a_deposit(actor, case=case, payer_words=mark, receipt=mark, note=mark)
    said = {"amount": vnd("1000"), "paid_on": SPENT, "words": mark, "receipt": mark}
    return_deposit(actor, fresh(deposit), **said)
    void_repayment(actor, Repayment.objects.get(deposit=deposit), reason=mark)
    void_deposit(actor, fresh(deposit), reason=mark)
    record_repayment(actor, fresh(released), **said)
    release_undertaking(actor, fresh(released), ground="hardship", words=mark)
    other = an_undertaking(actor, case=case, paper=paper, **named)
    void_undertaking(actor, fresh(other), reason=mark)


def waiting_case(actor: Actor) -> Case:
    """Return somebody else who has a part of the bill."""
    return a_cost(actor).case
