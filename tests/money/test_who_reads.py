"""Who reads money: both walls, openings with a reason, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.core.context import eyes
from cases.core.roles import role_rows, sights_of
from cases.money.models import CostLine, Deposit, ExchangeRate, Repayment, SharedCost, Undertaking
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.kept import copied, once
from tests.matrix.spent import spend
from tests.register import a_case, fresh
from tests.statements import executed, selected_value
from tests.web.session import log_in
from tests.world_money import OPENED, SPENT, a_cost, a_deposit, a_rate, vnd
from tests.world_sealed import at_border, began

pytestmark = pytest.mark.django_db
OF_CASE = (CostLine, Deposit, Undertaking, Repayment)
ALL = (*OF_CASE, ExchangeRate, SharedCost)


def a_case_that_cost():
    with eyes(head()) as chief:
        made = a_case(chief)
        spend(chief, made)
        return fresh(made)


made = once(a_case_that_cost)
case = copied("made")


def counted(model):
    return selected_value(f"select count(*) from {model._meta.db_table}")


def execute(statement, values=()):
    return executed(statement, values)


@pytest.mark.parametrize("role", sorted(role_rows()))
def test_a_role_without_the_group_sees_no_row_through_either_wall(case, role):
    with eyes(PostingFactory(role=role, mission=MissionFactory()).actor()) as actor:
        seen = {model: counted(model) for model in ALL}
        shown = {model: model.objects.visible_to(actor).count() for model in ALL}

    if "money" in sights_of(role):
        assert all(seen.values())
        assert seen == shown
    else:
        assert set(seen.values()) == set(shown.values()) == {0}


def test_another_mission_sees_none_of_it_but_the_rates_of_headquarters(case):
    with eyes(headquarters()) as centre:
        a_rate(centre)

    with eyes(officer(yangon=True)) as other:
        assert [counted(model) for model in OF_CASE] == [0, 0, 0, 0]
        assert counted(SharedCost) == 0
        assert [row.mission_id for row in ExchangeRate.objects.visible_to(other)] == [None]


def test_what_is_opened_with_a_reason_is_read_and_not_written(case, client):
    with eyes(at_border()) as border:
        assert counted(CostLine) == 0
    began(border, case, timedelta(minutes=5))

    with eyes(border):
        assert counted(CostLine) == CostLine.objects.visible_to(border).count() > 0
        assert execute("update cases_costline set version = version + 1") == 0
    page = log_in(client, border).get(f"/cases/{case.reference}/money/")
    assert page.status_code == 200
    assert "Record a cost" not in page.text


def test_nothing_of_a_row_is_changed_but_that_it_was_voided_or_decided(case):
    changes = (
        "update cases_costline set amount = 1",
        "update cases_costline set payer = 'state'",
        "update cases_deposit set amount = 1",
        "update cases_undertaking set signed_on = now()",
        "update cases_repayment set amount = 1",
        "update cases_exchangerate set rate = 1",
        "update cases_sharedcost set currency = 'USD'",
        "delete from cases_costline",
    )
    with eyes(head()):
        for statement in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                execute(statement)


def test_the_database_draws_no_more_than_there_is(case):
    """The guard behind the rule, for whoever writes around the operation."""
    with eyes(head()) as chief:
        mine = a_case(chief, reported=OPENED)
        deposit = a_deposit(chief, case=mine, amount=vnd("1000"))
        line = a_cost(
            chief,
            case=mine,
            category="fare_home",
            payer="fund_advance",
            backing=deposit,
            amount=vnd("1000"),
        )
        with pytest.raises(DatabaseError, match="overdrawn"), transaction.atomic():
            CostLine.objects.create(**copied(line))
        with pytest.raises(DatabaseError, match="overdrawn"), transaction.atomic():
            Repayment.objects.create(
                case=mine, deposit=deposit, amount=1, paid_on=SPENT, recorded_at=line.recorded_at
            )


def copied(line):
    names = {"id", "uuid", "version", "replaces"}
    fields = [row for row in line._meta.concrete_fields if row.name not in names]
    return {row.attname: getattr(line, row.attname) for row in fields}


def test_a_line_draws_on_a_deposit_of_its_own_case_alone(case):
    with eyes(head()) as chief:
        one, other = (a_case(chief, reported=OPENED) for _number in range(2))
        deposit = a_deposit(chief, case=one)
        line = a_cost(chief, case=one, category="fare_home", payer="fund_advance", backing=deposit)
        wrong = copied(line) | {"case_id": other.pk}
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            CostLine.objects.create(**wrong)


def test_an_amount_in_dong_is_that_of_its_rate(case):
    with eyes(head()) as chief:
        line = a_cost(chief)
        wrong = copied(line) | {"amount_vnd": line.amount_vnd + 1}
        with pytest.raises(DatabaseError, match="costline_in_dong"), transaction.atomic():
            CostLine.objects.create(**wrong)
