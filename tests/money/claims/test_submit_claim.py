"""Submitting freezes a claim; what is corrected afterwards is said and not claimed again."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from cases.casework.stays_open import what_stays_open
from cases.core.context import eyes
from cases.money.claims.frozen import digest_of
from cases.money.claims.models import ClaimLine
from cases.money.claims.operations import (
    add_to_claim,
    answer_claim,
    prepare_claim,
    submit_claim,
    withdraw_claim,
)
from cases.money.claims.queries import claimable, lines_in_sight
from cases.money.operations import correct_cost, void_cost
from tests.factories import officer
from tests.refusals import refused_fields
from tests.register import fresh
from tests.world_claims import (
    BODY,
    CLAIMED_ON,
    PAID_ON,
    a_claim,
    a_claimable_cost,
    lines_of,
    paid,
    submitted,
)
from tests.world_money import a_rate, thb, vnd

pytestmark = pytest.mark.django_db


def test_a_submitted_claim_is_frozen_under_a_digest_with_its_sums(actor):
    a_rate(actor)
    costs = [a_claimable_cost(actor, amount=thb("100.50")), a_claimable_cost(actor)]

    claim = submitted(actor, a_claim(actor, costs))

    assert claim.state == "submitted"
    assert claim.totals == [
        {"currency": "THB", "lines": 1, "amount": "100.5", "amount_vnd": 81656},
        {"currency": "VND", "lines": 1, "amount": "450000", "amount_vnd": 450000},
    ]
    assert claim.total_vnd == 531_656
    assert claim.digest == digest_of(fresh(claim), lines_in_sight(actor, fresh(claim)))


@pytest.mark.parametrize(
    ("of_claim", "name", "value"),
    [
        (False, "amount", Decimal(1)),
        (False, "amount_vnd", 1),
        (False, "rate_source", "Another bank"),
        (False, "shown", {"name": "Somebody else"}),
        (True, "words", "More."),
        (True, "total_vnd", 1),
    ],
)
def test_the_digest_tells_whatever_is_changed(actor, of_claim, name, value):
    claim = submitted(actor)
    lines = lines_in_sight(actor, claim)

    setattr(claim if of_claim else lines[1], name, value)

    assert claim.digest != digest_of(claim, lines)


def test_the_database_lets_nobody_rewrite_what_was_submitted(actor):
    claim = submitted(actor)
    line = lines_of(claim)[0]

    with pytest.raises(DatabaseError, match="submitted claim"), transaction.atomic():
        ClaimLine.objects.filter(pk=line.pk).update(amount=Decimal(1), amount_vnd=1)
    with pytest.raises(DatabaseError, match="submitted claim"), transaction.atomic():
        ClaimLine.objects.filter(pk=line.pk).update(is_frozen=False)


def test_nothing_goes_into_a_submitted_claim(actor):
    claim = submitted(actor)
    more = a_claimable_cost(actor)

    answer = refused_fields(add_to_claim, actor, fresh(claim), lines=[fresh(more)])

    assert answer == (409, "claim_submitted", [])
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(
            "insert into cases_claimline (uuid, case_id, mission_id, restricted, amount, currency,"
            " rate, rate_on, rate_source, amount_vnd, recorded_at, void_reason, version, claim_id,"
            " line_id, position, is_frozen) select gen_random_uuid(), case_id, mission_id,"
            " restricted, amount, currency, rate, rate_on, rate_source, amount_vnd, now(), '', 1,"
            " %s, id, 9, false from cases_costline where id = %s",
            [claim.pk, more.pk],
        )


def test_whoever_may_not_submit_is_refused():
    with eyes(officer()) as desk:
        claim = a_claim(desk)

        assert refused_fields(submit_claim, desk, fresh(claim))[0] == 403


def test_a_submitted_claim_is_withdrawn_by_whoever_may_submit_one(actor):
    claim = submitted(actor)
    with eyes(officer()) as desk:
        assert refused_fields(withdraw_claim, desk, fresh(claim), reason="x")[0] == 403

    withdraw_claim(actor, fresh(claim), reason="One claim a month.")

    assert fresh(claim).state == "withdrawn"
    assert len(lines_in_sight(actor, fresh(claim))) == 2
    assert claimable(actor).count() == 2


def test_a_cost_in_a_claim_is_not_voided(actor):
    line = lines_of(a_claim(actor))[0]

    assert refused_fields(void_cost, actor, fresh(line.line), reason="x") == (
        409,
        "cost_claimed",
        [],
    )
    withdraw_claim(actor, fresh(line.claim), reason="x")
    assert void_cost(actor, fresh(line.line), reason="x").state == "voided"


def test_a_draft_takes_a_corrected_cost_as_it_is_when_it_is_submitted(actor):
    claim = a_claim(actor)
    line = lines_of(claim)[0]
    new = correct_cost(actor, fresh(line.line), reason="x", changes={"amount": vnd("400000")})

    submitted(actor, claim)

    row = lines_of(claim)[0]
    assert (row.line_id, row.amount) == (new.pk, Decimal(400000))


def test_a_draft_with_a_cost_of_another_payer_now_is_not_submitted(actor):
    claim = a_claim(actor)
    line = lines_of(claim)[0]
    correct_cost(actor, fresh(line.line), reason="x", changes={"payer": "state"})

    assert refused_fields(submit_claim, actor, fresh(claim)) == (422, "another_payer", ["lines"])


def test_a_cost_corrected_under_a_submitted_claim_is_not_claimed_again(actor):
    claim = submitted(actor)
    line = lines_of(claim)[0]

    new = correct_cost(actor, fresh(line.line), reason="x", changes={"amount": vnd("400000")})

    row = lines_of(claim)[0]
    assert (row.line_id, row.amount) == (new.pk, Decimal(450000))
    assert new not in claimable(actor)
    again = {"payer": "organisation", "claimed_on": CLAIMED_ON, "body_words": BODY}
    answer = refused_fields(prepare_claim, actor, lines=[fresh(new)], **again)
    assert answer == (422, "claimed_already", ["lines"])


def test_an_unsettled_claim_is_said_when_its_case_is_closed(actor):
    claim = submitted(actor)
    case = lines_of(claim)[0].case

    said = what_stays_open(actor, fresh(case), closing=True)["claims"]
    assert [line.text for line in said] == [f"Claim that is not settled: {claim.number}"]

    paid(actor, claim)
    answer_claim(actor, fresh(claim), answer="settled", answered_on=PAID_ON)
    assert "claims" not in what_stays_open(actor, fresh(case), closing=True)
