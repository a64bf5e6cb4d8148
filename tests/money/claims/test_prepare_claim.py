"""Drawing up a claim: which costs, of whom, and no cost in two of them."""

import re

import pytest
from django.db import IntegrityError, transaction

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.operations import (
    add_to_claim,
    drop_from_claim,
    prepare_claim,
    withdraw_claim,
)
from cases.money.claims.queries import claimable
from cases.money.operations import approve_cost, void_cost
from tests.factories import headquarters, officer
from tests.refusals import refused_fields
from tests.register import fresh
from tests.world_claims import BODY, CLAIMED_ON, a_claim, a_claimable_cost, lines_of
from tests.world_money import ABOVE, a_cost, desk_of, vnd

pytestmark = pytest.mark.django_db
SAID = {"payer": "organisation", "claimed_on": CLAIMED_ON, "body_words": BODY}


def test_a_claim_has_a_number_and_its_costs_in_order(actor):
    costs = [a_claimable_cost(actor) for _number in range(3)]

    claim = prepare_claim(actor, lines=list(map(fresh, costs)), **SAID)

    assert re.fullmatch(r"BKK-C-20[0-9]{2}-0001", claim.number)
    assert (claim.state, claim.size) == ("draft", 3)
    assert [line.position for line in lines_of(claim)] == [1, 2, 3]
    assert {line.line_id for line in lines_of(claim)} == {cost.pk for cost in costs}
    assert a_claim(actor).number == f"{claim.number[:-1]}2"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"payer": "host_state"}, "another_payer", "lines"),
        ({"body_words": ""}, "claim_against_somebody", "body_words"),
        ({"claimed_on": CLAIMED_ON.replace(year=2040)}, "in_future", "claimed_on"),
    ],
)
def test_a_claim_is_refused_with_field_and_rule(actor, more, code, field):
    cost = a_claimable_cost(actor)

    answer = refused_fields(prepare_claim, actor, lines=[fresh(cost)], **(SAID | more))

    assert answer == (422, code, [field])
    assert not Claim.objects.exists()


def test_of_the_fund_nobody_says_which_body_it_is(actor):
    cost = a_cost(actor, payer="fund_grant")

    claim = prepare_claim(actor, lines=[fresh(cost)], payer="fund_grant", claimed_on=CLAIMED_ON)

    assert claim.size == 1


def test_what_waits_was_voided_or_is_claimed_already_is_refused_and_named(actor):
    with eyes(desk_of(actor)) as desk:
        waiting = a_claimable_cost(desk, amount=vnd(ABOVE))
    gone = a_claimable_cost(actor)
    void_cost(actor, fresh(gone), reason="Twice.")
    taken = a_claimable_cost(actor)
    a_claim(actor, [taken])

    with pytest.raises(Refused) as caught:
        prepare_claim(actor, lines=list(map(fresh, (waiting, gone, taken))), **SAID)

    codes = {problem.code for problem in caught.value.problems}
    assert codes == {"cost_not_counted", "claimed_already"}
    assert len(caught.value.problems) == 3
    approve_cost(actor, fresh(waiting))
    assert prepare_claim(actor, lines=[fresh(waiting)], **SAID).size == 1


def test_without_costs_there_is_no_claim(actor):
    assert refused_fields(prepare_claim, actor, lines=[], **SAID) == (422, "no_costs", ["lines"])


def test_what_another_mission_has_spent_is_not_claimed_here_but_at_headquarters(actor):
    hq = headquarters()
    cost = a_claimable_cost(actor)

    with eyes(hq):
        by_hq = a_claimable_cost(hq, case=cost.case)
    answer = refused_fields(prepare_claim, actor, lines=[fresh(by_hq)], **SAID)
    with eyes(hq):
        claim = prepare_claim(hq, lines=[fresh(cost), fresh(by_hq)], **SAID)

    assert answer == (422, "spent_elsewhere", ["lines"])
    assert claim.size == 2


def test_the_database_lets_no_cost_stand_in_two_claims(actor):
    line = lines_of(a_claim(actor))[0]
    other = a_claim(actor)
    line.pk, line.uuid, line.claim = None, other.uuid, other

    with pytest.raises(IntegrityError, match="claimline_claimed_once"), transaction.atomic():
        line.save(force_insert=True)


def test_a_draft_takes_more_costs_and_lets_some_go(actor):
    claim = a_claim(actor)
    more = a_claimable_cost(actor)

    add_to_claim(actor, fresh(claim), lines=[fresh(more)])
    first = lines_of(claim)[0]
    drop_from_claim(actor, fresh(claim), lines=[first], reason="Paid by another.")

    assert fresh(claim).size == 2
    assert [line.position for line in lines_of(claim)] == [2, 3]
    assert first.line in claimable(actor, "organisation")


def test_the_last_cost_is_not_taken_off(actor):
    claim = a_claim(actor)

    answer = refused_fields(drop_from_claim, actor, fresh(claim), lines=lines_of(claim), reason="x")

    assert answer == (409, "nothing_left", [])


def test_a_withdrawn_draft_frees_its_costs(actor):
    claim = a_claim(actor)
    costs = [line.line for line in lines_of(claim)]

    withdraw_claim(actor, fresh(claim), reason="Asked twice.")

    assert fresh(claim).state == "withdrawn"
    assert not ClaimLine.objects.filter(claim=claim, voided_at=None).exists()
    assert a_claim(actor, costs).size == 2


def test_only_what_counts_and_is_paid_by_others_is_offered(actor):
    cost = a_claimable_cost(actor)
    a_cost(actor)
    a_claim(actor)

    assert list(claimable(actor)) == [cost]
    assert list(claimable(actor, "host_state")) == []


def test_a_case_officer_prepares_and_does_not_submit():
    with eyes(officer()) as desk:
        claim = a_claim(desk)

        assert not desk.may("claim.submit")
        assert claim.prepared_by_id == desk.staff_id
