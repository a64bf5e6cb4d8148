"""Closing a case says which money is not settled: what waits, what is left, what is owed."""

from datetime import date

import pytest

from cases.casework.stays_open import what_stays_open
from cases.core.context import eyes
from cases.missions.models import Mission
from cases.money.operations import record_repayment, return_deposit
from tests.factories import PostingFactory
from tests.register import a_case, fresh
from tests.world_money import ABOVE, OPENED, a_cost, a_deposit, an_undertaking, vnd

pytestmark = pytest.mark.django_db
KINDS = {"costs", "deposits", "undertakings"}


def kinds_of(desk, case):
    return KINDS & set(what_stays_open(desk, fresh(case), closing=True))


def test_money_stays_open_until_it_is_settled(desk):
    case = a_case(desk, reported=OPENED)
    a_cost(desk, case=case)
    assert kinds_of(desk, case) == set()

    deposit = a_deposit(desk, case=case)
    promised = an_undertaking(desk, case=case)
    a_cost(desk, case=case, amount=vnd(ABOVE))
    assert kinds_of(desk, case) == KINDS
    texts = [line.text for line in what_stays_open(desk, fresh(case))["undertakings"]]
    assert texts == ["Undertaking that is not repaid: 9,000,000\xa0VND"]

    whole = {"amount": vnd("12000000"), "words": "Invented uncle"}
    return_deposit(desk, fresh(deposit), paid_on=date(2025, 11, 25), **whole)
    record_repayment(desk, fresh(promised), amount=vnd("9000000"), paid_on=date(2025, 11, 25))
    assert kinds_of(desk, case) == {"costs"}


def test_a_role_without_the_group_is_told_nothing(desk):
    case = a_case(desk, reported=OPENED)
    a_deposit(desk, case=case)
    mission = Mission.objects.get(pk=desk.mission_id)
    with eyes(PostingFactory(mission=mission, role="field_officer").actor()) as field:
        assert kinds_of(field, case) == set()
