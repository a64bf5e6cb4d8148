"""What comes for a claim: split over its costs, never more than is open, beside what was spent."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from cases.money.claims.models import ClaimPayment
from cases.money.claims.operations import (
    answer_claim,
    record_claim_payment,
    void_claim_payment,
    withdraw_claim,
)
from cases.money.claims.queries import sums_of_claims
from cases.money.claims.received import claimed_for, received_for
from cases.money.models import CostLine
from cases.money.totals import totals_of
from tests.refusals import refused_fields
from tests.register import fresh
from tests.world_claims import PAID_ON, a_claim, a_claimable_cost, lines_of, paid, submitted
from tests.world_money import a_rate, thb, vnd

pytestmark = pytest.mark.django_db


def parts(claim):
    rows = ClaimPayment.objects.filter(claim=claim, voided_at=None).order_by("claim_line__position")
    return [row.amount for row in rows]


def pay(chief, claim, amount, **more):
    said = {"received_on": PAID_ON} | more
    return record_claim_payment(chief, fresh(claim), amount=amount, **said)


def test_a_part_goes_to_each_cost_by_what_is_open_and_adds_up(actor):
    costs = [a_claimable_cost(actor, amount=vnd(amount)) for amount in ("100000", "200000")]
    claim = submitted(actor, a_claim(actor, costs))

    pay(actor, claim, vnd("100000"))

    assert sorted(parts(claim)) == [Decimal(33333), Decimal(66667)]


def test_what_is_named_gets_it_all(actor):
    claim = submitted(actor)
    first, second = lines_of(claim)

    pay(actor, claim, vnd("450000"), lines=[fresh(second)])

    assert parts(claim) == [Decimal(450000)]
    assert ClaimPayment.objects.get(claim=claim).claim_line_id == second.pk
    assert refused_fields(
        record_claim_payment,
        actor,
        fresh(claim),
        amount=vnd("1"),
        received_on=PAID_ON,
        lines=[fresh(second)],
    ) == (422, "claim_not_overpaid", ["amount"])
    pay(actor, claim, vnd("450000"))
    assert ClaimPayment.objects.get(claim_line=first).amount == Decimal(450000)


@pytest.mark.parametrize(
    ("amount", "more", "code", "field"),
    [
        (vnd("900001"), {}, "claim_not_overpaid", "amount"),
        (vnd("0"), {}, "amount_not_positive", "amount"),
        (vnd("1"), {"received_on": date(2025, 11, 26)}, "before_claim", "received_on"),
        (thb("1"), {}, "no_rate", "currency"),
    ],
)
def test_a_payment_is_refused_with_field_and_rule(actor, amount, more, code, field):
    claim = submitted(actor)

    said = {"amount": amount, "received_on": PAID_ON} | more
    assert refused_fields(record_claim_payment, actor, fresh(claim), **said) == (422, code, [field])
    assert not ClaimPayment.objects.exists()


def test_a_payment_in_another_currency_goes_to_all_by_their_dong(actor):
    costs = [a_claimable_cost(actor, amount=vnd(amount)) for amount in ("100000", "300000")]
    claim = submitted(actor, a_claim(actor, costs))
    a_rate(actor, day=PAID_ON)

    pay(actor, claim, thb("10.00"))

    assert sorted(parts(claim)) == [Decimal("2.50"), Decimal("7.50")]
    assert refused_fields(
        record_claim_payment,
        actor,
        fresh(claim),
        amount=thb("1"),
        received_on=PAID_ON,
        lines=lines_of(claim)[:1],
    ) == (422, "other_currency", ["amount"])


def test_the_database_lets_no_cost_be_paid_twice_over(actor):
    claim = paid(actor)
    row = ClaimPayment.objects.filter(claim=claim)[0]
    row.pk, row.uuid, row.payment = None, claim.uuid, claim.uuid
    row.amount = row.amount_vnd = 450_000

    with pytest.raises(DatabaseError, match="paid already"), transaction.atomic():
        row.save(force_insert=True)


def test_what_came_stands_beside_what_was_spent_and_takes_nothing_off(actor):
    claim = paid(actor)
    rows = CostLine.objects.filter(payer="organisation")

    assert totals_of(rows).vnd() == 900_000
    assert claimed_for(actor, rows) == {"organisation": 900_000}
    assert received_for(actor, rows) == {"organisation": 300_000}
    assert sums_of_claims(actor, [claim])[claim.pk].received_vnd == 300_000


def test_what_came_is_told_as_it_was_known_then(actor):
    claim = submitted(actor)
    rows = CostLine.objects.filter(payer="organisation")
    before = fresh(claim).submitted_at

    paid(actor, claim)

    assert received_for(actor, rows, before) == {}
    assert received_for(actor, rows) == {"organisation": 300_000}


def test_a_claim_is_settled_with_a_part_of_it(actor):
    claim = paid(actor)

    answer_claim(actor, fresh(claim), answer="settled", answered_on=PAID_ON, words="Their limit.")

    assert (fresh(claim).state, fresh(claim).answer_words) == ("settled", "Their limit.")
    assert refused_fields(
        record_claim_payment, actor, fresh(claim), amount=vnd("1"), received_on=PAID_ON
    ) == (409, "claim_settled", [])


@pytest.mark.parametrize(
    ("is_paid", "said", "expected"),
    [
        (False, {"answer": "settled"}, (409, "claim_not_paid", [])),
        (True, {"answer": "refused", "words": "No."}, (409, "claim_paid", [])),
        (False, {"answer": "refused"}, (422, "claim_refused_says_why", ["words"])),
        (
            False,
            {"answer": "refused", "words": "No.", "answered_on": date(2025, 11, 26)},
            (422, "before_claim", ["answered_on"]),
        ),
    ],
)
def test_an_answer_fits_what_came(actor, is_paid, said, expected):
    claim = paid(actor) if is_paid else submitted(actor)

    answer = refused_fields(answer_claim, actor, fresh(claim), **({"answered_on": PAID_ON} | said))

    assert answer == expected
    assert fresh(claim).state == "submitted"


def test_a_refused_claim_keeps_its_costs_until_it_is_withdrawn(actor):
    claim = submitted(actor)
    costs = [line.line for line in lines_of(claim)]
    answer_claim(actor, fresh(claim), answer="refused", answered_on=PAID_ON, words="No.")

    with pytest.raises(Exception, match="in another claim"):
        a_claim(actor, costs)
    withdraw_claim(actor, fresh(claim), reason="Asked anew with vouchers.")

    assert fresh(claim).answer_words == "No."
    assert a_claim(actor, costs).size == 2


def test_a_claim_for_which_something_came_is_not_withdrawn(actor):
    claim = paid(actor)

    assert refused_fields(withdraw_claim, actor, fresh(claim), reason="x") == (
        409,
        "claim_paid",
        [],
    )


def test_a_voided_payment_counts_no_longer_and_opens_a_settled_claim(actor):
    claim = paid(actor)
    answer_claim(actor, fresh(claim), answer="settled", answered_on=PAID_ON)
    part = ClaimPayment.objects.filter(claim=claim).latest("pk")

    void_claim_payment(actor, fresh(claim), payment=part, reason="Of another claim.")

    assert fresh(claim).state == "submitted"
    assert fresh(claim).answered_on is None
    assert parts(claim) == []
    assert ClaimPayment.objects.filter(claim=claim, void_reason="Of another claim.").count() == 2
    assert received_for(actor, CostLine.objects.visible_to(actor)) == {}
