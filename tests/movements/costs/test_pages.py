"""The money of a movement on its page, as a table, by the API; and claiming what is left."""

import csv
import io
from copy import deepcopy

import pytest
from openpyxl import load_workbook

from cases.core.context import eyes
from cases.money.claims.models import Claim
from cases.movements.costs.models import LegCost
from cases.movements.operations import take_off
from tests.api.calls import JSON, caller
from tests.factories import PostingFactory, head
from tests.kept import once
from tests.money.test_pages import text_of
from tests.record.test_record_sheet import unproved
from tests.register import fresh
from tests.web.session import log_in
from tests.world_claims import BODY, a_bus, a_claim, bus_bill, submitted
from tests.world_money import ABOVE, a_cost, vnd

pytestmark = pytest.mark.django_db


@once
def standing():
    with eyes(head()) as actor:
        movement, leg = a_bus(actor)
        bus_bill(actor, movement, leg, payer="organisation")
        own = movement.passengers.order_by("pk")[0].case
        fare = {"category": "fare_home", "payer": "self", "amount": vnd("4000000")}
        bus_bill(actor, movement, leg, cases=[fresh(own)], **fare)
        return fresh(movement)


@pytest.fixture
def movement(standing):
    return deepcopy(standing)


def page_of(client, movement):
    return text_of(client.get(f"{movement.get_absolute_url()}money/"))


def test_the_page_says_for_whom_on_which_leg_who_pays_and_the_whole(chief, movement, client):
    log_in(client, chief)

    said = page_of(client, movement)

    assert "4,300,000 VND" in said
    assert "4,900,000 VND" in said
    assert "The person" in said
    assert "Claim what is left" in said


def test_who_was_taken_off_stays_with_what_was_spent(chief, movement, client):
    with eyes(chief):
        case = movement.passengers.order_by("pk")[0].case
        take_off(chief, fresh(movement), cases=[fresh(case)], reason="Is ill.")
    log_in(client, chief)

    said = page_of(client, movement)

    assert f"{case.reference} · Taken off" in said
    assert "4,900,000 VND" in said


def test_what_waits_and_what_belongs_to_no_leg_is_said_apart(chief, movement, client):
    with eyes(chief):
        leg = movement.legs.get()
        bus_bill(chief, movement, leg, amount=vnd(ABOVE))
        a_cost(chief, case=movement.passengers.order_by("pk")[0].case)
    log_in(client, chief)

    said = page_of(client, movement)

    assert "60,000,000 VND" in said
    assert "4,900,000 VND" in said
    assert "1 cost of these people belongs to no leg" in said


def test_what_is_left_is_claimed_in_two_clicks_and_then_nothing_is_left(chief, movement, client):
    with eyes(chief):
        other = a_cost(chief, payer="organisation")
        submitted(chief, a_claim(chief, [other]))
    log_in(client, chief)
    address = f"{movement.get_absolute_url()}claim/?payer=organisation"

    form = client.get(address)

    assert form.text.count(" checked") == 3
    assert BODY in form.text
    with eyes(chief):
        lines = [str(row.line.uuid) for row in LegCost.objects.filter(line__payer="organisation")]
    said = {"payer": "organisation", "claimed_on": "2025-11-27", "body_words": BODY}
    assert client.post(address, said | {"lines": lines}).status_code == 302
    with eyes(chief):
        assert Claim.objects.latest("pk").size == 3
    assert "Claim what is left" not in page_of(client, movement)


def test_an_act_is_done_on_its_page_for_everybody_with_a_seat(chief, movement, client):
    log_in(client, chief)
    address = f"{movement.get_absolute_url()}record-cost/"
    assert client.get(address).text.count('name="cases"') == 3
    said = {
        "leg": "1",
        "category": "way_home",
        "payer": "state",
        "amount_amount": "300000",
        "amount_currency": "VND",
        "spent_on": "2025-11-20",
        "purpose": "Water.",
    }

    answer = client.post(address, said)

    assert answer.status_code == 302, text_of(answer)
    assert "5,200,000 VND" in page_of(client, movement)


def test_the_table_adds_up_and_asks_for_a_proof(chief, movement, client):
    log_in(client, chief)
    address = f"{movement.get_absolute_url()}money/csv/"

    answer = client.get(address)

    rows = list(csv.reader(io.StringIO(answer.text[1:])))
    assert f"{movement.number}-money-4.csv" in answer["Content-Disposition"]
    costs = [row for row in rows if len(row) == 15 and row[0] == "1"]
    assert sum(int(row[11]) for row in costs) == 4_900_000
    assert ["Together", "4900000", "0"] in rows
    unproved(client)
    assert client.get(address).status_code in {302, 403}


def test_the_workbook_holds_no_formula(chief, movement, client):
    with eyes(chief):
        leg = movement.legs.get()
        bus_bill(chief, movement, leg, purpose="=1+1", voucher="@x")
    answer = log_in(client, chief).get(f"{movement.get_absolute_url()}money/xlsx/")

    cells = [
        cell for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row
    ]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"=1+1", "@x", 4_900_000 + 900_000} <= {cell.value for cell in cells}


def test_the_api_says_the_same(chief, movement):
    said = caller(chief).get(f"/api/v1/movements/{movement.number}/money/").json()

    assert (said["spent_vnd"], said["waiting_vnd"], said["lines"]) == (4_900_000, 0, 4)
    assert {row["payer"]: row["spent_vnd"] for row in said["by_payer"]} == {
        "self": 4_000_000,
        "organisation": 900_000,
    }
    assert [row["spent_vnd"] for row in said["by_leg"]] == [4_900_000]
    assert sum(row["spent_vnd"] for row in said["by_person"]) == 4_900_000
    rows = caller(chief).get(f"/api/v1/leg-costs/?movement={movement.number}").json()["results"]
    assert len(rows) == 4


def test_bad_input_is_422_naming_the_field(chief, movement):
    body = {"leg": 1, "category": "way_home", "payer": "nobody", "amount": 7, "cases": ["x"]}
    body |= {"spent_on": "2025-11-20", "purpose": "Bus."}
    address = f"/api/v1/movements/{movement.number}/record-cost/"

    answer = caller(chief).post(address, body, JSON, headers={"If-Match": "*"})

    assert answer.status_code == 422
    fields = {problem["field"] for problem in answer.json()["problems"]}
    assert {"payer", "amount"} <= fields


def test_roles_without_the_group_and_other_missions_read_nothing(movement, client):
    field = PostingFactory(role="field_officer").actor()
    yangon = head(yangon=True)
    for actor, answers in ((field, {403}), (yangon, {404})):
        log_in(client, actor)
        for address in ("money/", "money/csv/", "claim/"):
            status = client.get(f"{movement.get_absolute_url()}{address}").status_code
            assert status in answers, (actor.name, address)
        with eyes(actor):
            assert not LegCost.objects.exists()
            assert not LegCost.objects.visible_to(actor).exists()
