"""Two officers claim the same cost at once: real connections, real commits."""

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.money.claims.models import Claim, ClaimLine
from cases.money.operations import void_cost
from tests.core.test_parallel import at_once
from tests.factories import head
from tests.register import fresh
from tests.world_claims import a_claim, a_claimable_cost

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_of_two_claims_on_one_cost_one_has_it_and_the_other_is_told():
    with eyes(head()) as chief:
        cost = a_claimable_cost(chief)

    def claim(number):
        try:
            with eyes(chief):
                a_claim(chief, [cost])
        except Refused as refusal:
            return refusal.code
        return "claimed"

    assert sorted(at_once(2, claim)) == ["claimed", "claimed_already"]
    with eyes(chief):
        assert Claim.objects.count() == ClaimLine.objects.count() == 1


def test_a_cost_is_not_claimed_and_voided_at_once():
    with eyes(head()) as chief:
        cost = a_claimable_cost(chief)

    def act(number):
        try:
            with eyes(chief):
                if number:
                    void_cost(chief, fresh(cost), reason="x")
                else:
                    a_claim(chief, [cost])
        except Refused as refusal:
            return refusal.code
        return "done"

    said = sorted(at_once(2, act))
    assert said in (["cost_claimed", "done"], ["cost_not_counted", "done"])
