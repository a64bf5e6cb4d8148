"""One bill for several people."""

from decimal import Decimal

import pytest

from cases.casework.operations import offer_transfer
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.money.models import CostLine, SharedCost
from cases.money.operations import correct_cost, split_cost
from tests.factories import MissionFactory, officer
from tests.refusals import refused_fields
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_money import ABOVE, OPENED, SPENT, a_bill, a_rate, thb, vnd
from tests.world_protection import a_decision

pytestmark = pytest.mark.django_db
SAID = {"category": "way_home", "payer": "state", "spent_on": SPENT, "purpose": "Bus."}


def three(desk):
    return [a_case(desk, reported=OPENED) for _number in range(3)]


def test_the_parts_add_up_and_the_first_ones_get_the_smallest_unit_more(desk):
    a_rate(desk, rate=Decimal(800))
    cases = three(desk)

    bill = split_cost(desk, cases=list(map(fresh, cases)), amount=thb("100.00"), **SAID)

    lines = bill.lines.order_by("case__reference")
    assert [line.amount for line in lines] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert sum(line.amount for line in lines) == 100


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"payer": "fund_advance"}, "one_by_one", "payer"),
        ({"amount": vnd("2")}, "too_small_to_split", "amount"),
        ({"category": "hardship", "payer": "self"}, "payer_not_allowed", "payer"),
    ],
)
def test_a_bill_is_refused_with_field_and_rule(desk, more, code, field):
    said = SAID | {"amount": vnd("1000000")} | more

    answer = refused_fields(split_cost, desk, cases=list(map(fresh, three(desk))), **said)

    assert answer == (422, code, [field])
    assert not CostLine.objects.exists()


def test_a_bill_of_one_is_no_bill_for_several(desk):
    answer = refused_fields(
        split_cost, desk, cases=[a_case(desk, reported=OPENED)], amount=vnd("10"), **SAID
    )

    assert answer == (422, "too_few_cases", ["cases"])


def test_what_one_of_them_cannot_have_names_the_case_and_nothing_is_recorded(desk):
    cases = three(desk)
    a_decision(desk, case=cases[1], decided_by="vn-police", result="vic" + "tim")

    with pytest.raises(Refused) as caught:
        split_cost(
            desk, cases=list(map(fresh, cases)), amount=vnd("3000000"), **SAID | {"payer": "self"}
        )

    assert cases[1].reference in str(caught.value)
    assert not SharedCost.objects.exists()


def test_each_part_is_on_record_as_a_cost_of_its_case(desk):
    a_bill(desk, how_many=3)

    assert AuditEntry.objects.filter(event="cost.recorded", operation="record_cost").count() == 3


def test_a_corrected_part_stays_in_the_bill(desk):
    bill = a_bill(desk)
    line = bill.lines.first()

    new = correct_cost(desk, fresh(line), reason="Less.", changes={"amount": vnd("400000")})

    assert new.shared_id == bill.pk


def test_a_bill_above_the_limit_waits_however_many_share_it(desk):
    bill = a_bill(desk, how_many=3, amount=vnd(ABOVE))

    assert {line.state for line in bill.lines.all()} == {"waiting"}
    line = bill.lines.first()
    new = correct_cost(desk, fresh(line), reason="Less.", changes={"amount": vnd("400000")})
    assert new.state == "waiting"


def test_the_page_shows_the_parts_in_sight_and_tells_of_no_others(desk, client):
    cases = three(desk)
    bill = a_bill(desk, cases=cases, amount=vnd("900000"))
    other = MissionFactory(yangon=True)
    gone = fresh(cases[0])
    offer = offer_transfer(desk, gone, mission=other, summary="x")
    assert offer is not None
    page = log_in(client, desk).get(bill.get_absolute_url()).text

    assert page.count("300,000") >= 3
    assert log_in(client, officer(yangon=True)).get(bill.get_absolute_url()).status_code == 404
