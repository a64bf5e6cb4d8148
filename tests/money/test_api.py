"""Money by the API: bad input at its field, totals, who reads what."""

import pytest

from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.api.calls import JSON, caller
from tests.casework.between import case_of
from tests.factories import PostingFactory, head
from tests.world_money import ABOVE, OPENED, a_bill, a_cost, a_deposit, a_rate, thb, vnd

pytestmark = pytest.mark.django_db
COST = {
    "category": "communications",
    "payer": "state",
    "amount": {"amount": "450000", "currency": "VND"},
    "spent_on": "2025-11-20",
    "purpose": "Calls.",
}
DEPOSIT = {
    "amount": {"amount": "450000", "currency": "VND"},
    "received_on": "2025-11-20",
    "held_by": "fund",
    "payer_words": "Invented uncle",
}
UNDERTAKING = {
    "signer": "person",
    "amount": {"amount": "450000", "currency": "VND"},
    "due_on": "2030-01-31",
}


@pytest.fixture
def case(bangkok):
    return case_of(bangkok, reported=OPENED)


def post(actor, case, verb, body):
    address = f"/api/v1/cases/{case.reference}/{verb}/"
    return caller(actor).post(address, body, JSON, headers={"If-Match": "*"})


@pytest.mark.parametrize(
    ("verb", "body", "expected"),
    [
        ("record-undertaking", UNDERTAKING, ("signed_on", "undertaking_not_signed")),
        (
            "record-undertaking",
            UNDERTAKING | {"signed_on": "2025-11-20"},
            ("paper", "undertaking_has_paper"),
        ),
        (
            "record-deposit",
            DEPOSIT | {"amount": {"amount": "10", "currency": "XXX"}},
            ("amount.currency", "bad_currency"),
        ),
        ("record-cost", COST | {"payer": "fund_advance"}, ("payer", "payer_not_allowed")),
        (
            "record-cost",
            COST | {"amount": {"amount": "10", "currency": "THB"}},
            ("currency", "no_rate"),
        ),
        (
            "record-cost",
            COST | {"amount": {"amount": 10, "currency": "VND"}},
            ("amount.amount", "wrong_type"),
        ),
    ],
)
def test_bad_input_is_422_naming_field_and_rule(bangkok, case, verb, body, expected):
    answer = post(bangkok, case, verb, body)

    assert answer.status_code == 422, answer.content
    problems = answer.json()["problems"]
    assert [(row["field"], row["code"]) for row in problems] == [expected]


def test_a_cost_is_recorded_and_read_again(bangkok, case):
    made = post(bangkok, case, "record-cost", COST)

    line = caller(bangkok).get(f"/api/v1/cost-lines/{made.json()['reference']}/").json()
    assert made.status_code == 201
    assert (line["amount"], line["currency"], line["amount_vnd"]) == ("450000", "VND", 450000)
    assert (line["state"], line["case"]) == ("spent", case.reference)
    assert {row["name"] for row in line["actions"]} >= {"correct_cost", "void_cost"}


def test_the_second_officer_approves(bangkok, case):
    with eyes(bangkok):
        line = a_cost(bangkok, case=case, amount=vnd(ABOVE))
    address = f"/api/v1/cost-lines/{line.uuid}/approve/"

    own = caller(bangkok).post(address, {}, JSON, headers={"If-Match": "*"})
    chief = head()
    first = caller(chief).post(address, {}, JSON, headers={"If-Match": '"1"'})
    again = caller(chief).post(address, {}, JSON, headers={"If-Match": '"1"'})

    assert (own.status_code, first.status_code, again.status_code) == (403, 200, 412)


def test_totals_of_a_case_and_of_an_incident(bangkok, case):
    with eyes(bangkok):
        a_rate(bangkok)
        a_cost(bangkok, case=case, amount=thb("100.50"))
        a_cost(bangkok, case=case, amount=vnd(ABOVE), payer="organisation")
        a_cost(bangkok)
    client = caller(bangkok)

    of_case = client.get(f"/api/v1/cases/{case.reference}/money/").json()
    code = case.incident.code
    of_incident = client.get(f"/api/v1/money/totals/?incident={code}&payer=state").json()

    assert (of_case["spent_vnd"], of_case["waiting_vnd"]) == (81656, 60_000_000)
    assert of_case["rows"][0] == {
        "payer": "state",
        "currency": "THB",
        "state": "spent",
        "lines": 1,
        "amount": "100.50",
        "amount_vnd": 81656,
    }
    assert of_incident["spent_vnd"] == 81656 + 450000


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("payer=nobody", "payer", "invalid_choice"),
        ("category=nothing", "category", "invalid_choice"),
        ("incident=none", "incident", "unknown"),
        ("since=yesterday", "since", "bad_day"),
        ("colour=red", "colour", "unknown_filter"),
        ("known_at=noon", "known_at", "bad_moment"),
    ],
)
def test_what_there_is_not_is_422(bangkok, query, field, code):
    answer = caller(bangkok).get(f"/api/v1/money/totals/?{query}")

    assert answer.status_code == 422
    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [(field, code)]


def test_totals_as_they_were_known(bangkok, case):
    with eyes(bangkok):
        line = a_cost(bangkok, case=case)
        a_cost(bangkok, case=case)
    moment = line.recorded_at.isoformat().replace("+", "%2B")

    answer = caller(bangkok).get(f"/api/v1/cases/{case.reference}/money/?known_at={moment}")

    assert answer.json()["spent_vnd"] == 450000


def test_lists_are_narrowed_and_on_record(bangkok, case):
    with eyes(bangkok):
        a_cost(bangkok, case=case)
        a_cost(bangkok, case=case, amount=vnd(ABOVE))
        a_deposit(bangkok, case=case)
        bill = a_bill(bangkok)
    client = caller(bangkok)

    waiting = client.get("/api/v1/cost-lines/?state=waiting").json()["results"]
    of_bill = client.get(f"/api/v1/cost-lines/?shared_cost={bill.uuid}").json()["results"]
    deposits = client.get(f"/api/v1/deposits/?case={case.reference}").json()["results"]

    assert (len(waiting), len(of_bill), len(deposits)) == (1, 2, 1)
    assert len(client.get(f"/api/v1/shared-costs/{bill.uuid}/").json()["lines"]) == 2
    with eyes(bangkok):
        assert AuditEntry.objects.filter(operation="list_costlines").exists()


def test_who_reads_no_money_is_refused(bangkok, case):
    border = PostingFactory(role="field_officer").actor()
    client = caller(border)

    for path in ("cost-lines", "deposits", "undertakings", "exchange-rates", "money/totals"):
        assert client.get(f"/api/v1/{path}/").status_code == 403
    assert client.get(f"/api/v1/cases/{case.reference}/money/").status_code == 403
    assert post(border, case, "record-cost", COST).status_code == 403
