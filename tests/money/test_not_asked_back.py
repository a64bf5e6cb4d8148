"""What the Fund may not ask back: enforced from data, for every role, and never said."""

import pytest
from django.db import connection

from cases.casework.operations import complete_step
from cases.casework.protection.operations import withdraw_decision
from cases.core.context import eyes
from cases.core.roles import role_rows, sights_of
from cases.money.exempt import may_not_be_asked_back
from cases.money.operations import correct_cost
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import officer
from tests.refusals import refusal_of, refused_fields
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_money import OPENED, a_cost, a_deposit, an_undertaking
from tests.world_protection import a_decision

pytestmark = pytest.mark.django_db
WORD = "vic" + "tim"
"""The code of a decision; it stands on no page of money."""
OUTCOME = [
    {
        "name": "outcome",
        "kind": "choice",
        "label": "Status",
        "required": True,
        "choices": [{"value": WORD, "label": "x"}, {"value": "under_way", "label": "y"}],
    }
]


@pytest.fixture
def case(desk):
    return a_case(desk, reported=OPENED)


def decided(desk, case, by="vn-police", result=WORD):
    return a_decision(desk, case=fresh(case), decided_by=by, result=result)


@pytest.mark.parametrize(
    ("by", "result", "expected"),
    [
        ("vn-police", WORD, True),
        ("thai-mdt", WORD, True),
        ("mission", WORD, False),
        ("vn-police", "under_way", False),
        ("vn-police", f"not_{WORD}", False),
    ],
)
def test_a_decision_of_a_body_that_may_take_it_is_enough(desk, case, by, result, expected):
    decided(desk, case, by, result)

    assert may_not_be_asked_back(case) is expected


def test_without_a_decision_it_is_asked_back(case):
    assert may_not_be_asked_back(case) is False


def test_a_withdrawn_decision_counts_no_more(desk, case):
    withdraw_decision(desk, fresh(decided(desk, case)), reason="Wrong person.")

    assert may_not_be_asked_back(case) is False


def test_the_result_of_the_step_is_enough():
    a_procedure(
        f"{WORD}-determination", track="protection", restricted="protection", result_fields=OUTCOME
    )
    a_playbook(steps=((f"{WORD}-determination", "protection", "home_authority", ()),), gates={})
    with eyes(officer()) as desk:
        case = a_case(desk, reported=OPENED)
        step = case.steps.get()
        complete_step(desk, fresh(case), step=step, result={"outcome": WORD})

        assert may_not_be_asked_back(case) is True


def test_the_step_by_which_costs_are_waived_is_enough():
    a_procedure(f"{WORD}-exemption", track="funding", restricted="protection", result_fields=[])
    a_playbook(steps=((f"{WORD}-exemption", "funding", "headquarters", ()),), gates={})
    with eyes(officer()) as desk:
        case = a_case(desk, reported=OPENED)
        complete_step(desk, fresh(case), step=case.steps.get())

        assert may_not_be_asked_back(case) is True


@pytest.mark.parametrize("payer", ["fund_advance", "self", "relative_deposit"])
def test_nobody_on_her_side_pays_her_return(desk, case, payer):
    decided(desk, case)

    answer = refused_fields(a_cost, desk, case=case, category="fare_home", payer=payer)

    assert answer == (422, "not_asked_back", ["payer"])


def test_the_fund_bears_her_return(desk, case):
    decided(desk, case)

    line = a_cost(desk, case=case, category="fare_home", payer="fund_grant")

    assert (line.repaid_by_rule, line.state) == (False, "spent")


def test_an_undertaking_for_her_is_refused(desk, case):
    decided(desk, case)

    assert refused_fields(an_undertaking, desk, case=case) == (422, "not_asked_back", ["amount"])


def test_what_is_refused_names_the_rule_and_not_the_ground(desk, case):
    decided(desk, case)

    refusal = refusal_of(a_cost, desk, case=case, category="fare_home", payer="self")

    words = str(refusal).casefold()
    assert "110/2021/tt-btc" in words
    assert WORD not in words
    assert "traffick" not in words


def test_what_was_recorded_before_is_listed_with_the_act_that_mends_it(desk, case, client):
    deposit = a_deposit(desk, case=case)
    line = a_cost(desk, case=case, category="fare_home", payer="fund_advance", backing=deposit)
    undertaking = an_undertaking(desk, case=case)
    decided(desk, case)
    page = log_in(client, desk).get(f"/cases/{case.reference}/money/").text

    assert "To be looked at again" in page
    assert f"/cost-lines/{line.uuid}/correct/?payer=fund_grant" in page
    assert page.count("Undertaking · ") == 1
    assert WORD not in page.casefold()
    with eyes(desk):
        new = correct_cost(desk, fresh(line), reason="Rule.", changes={"payer": "fund_grant"})
    assert (new.payer, new.deposit_id) == ("fund_grant", None)
    again = client.get(f"/cases/{case.reference}/money/").text
    assert f"/cost-lines/{new.uuid}/correct/" not in again
    assert undertaking.released_at is None


def test_a_role_that_reads_no_decision_is_refused_all_the_same(desk, case):
    decided(desk, case)

    with eyes(desk), connection.cursor() as cursor:
        cursor.execute("select set_config('app.sees', 'people file money', true)")
        cursor.execute("select count(*) from cases_protectiondecision")
        assert cursor.fetchone() == (0,)
        assert may_not_be_asked_back(case) is True


def test_the_database_answers_of_cases_in_sight_alone(desk, case):
    decided(desk, case)

    with eyes(officer(yangon=True)):
        assert may_not_be_asked_back(case) is False


def test_every_role_of_money_reads_protection_so_far():
    """As long as this holds, the answer tells nobody more than they may read anyway."""
    of_money = {role for role in role_rows() if "money" in sights_of(role)}

    assert all("protection" in sights_of(role) for role in of_money)
