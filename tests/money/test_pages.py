"""Money on pages: the band of a case, its money, the register, rates, the sheet."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.money.models import CostLine, Deposit
from cases.money.operations import void_deposit
from tests.api.calls import caller
from tests.api.copies import ROOT
from tests.casework.between import case_of
from tests.factories import PostingFactory, head, officer
from tests.files.kept import a_file, attached
from tests.kept import copied, once
from tests.record.test_record_sheet import unproved
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_money import (
    ABOVE,
    OPENED,
    a_bill,
    a_cost,
    a_deposit,
    a_rate,
    an_undertaking,
    thb,
    vnd,
)
from tests.world_protection import a_group

pytestmark = pytest.mark.django_db


def a_case_with_money():
    desk = officer()
    case = case_of(desk, reported=OPENED)
    with eyes(desk):
        a_rate(desk)
        a_cost(desk, case=case, amount=thb("100.50"))
        a_cost(desk, case=case, amount=vnd(ABOVE))
        deposit = a_deposit(desk, case=case)
        fare = {"category": "fare_home", "payer": "fund_advance", "backing": deposit}
        a_cost(desk, case=case, amount=vnd("2000000"), **fare)
        an_undertaking(desk, case=case, due_on=date(2025, 11, 21))
        return desk, fresh(case)


made = once(a_case_with_money)
bangkok, case = copied("made", 0), copied("made", 1)
"""An officer and their case: costs, one of which waits, a deposit, an overdue undertaking."""


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ")


def test_the_case_page_says_what_was_spent_waits_is_owed_and_left(client, bangkok, case):
    log_in(client, bangkok)

    words = text_of(client.get(case.get_absolute_url()))

    assert "Spent so far 2,081,656 VND" in words
    assert "Waits for a second officer 60,000,000 VND" in words
    assert "Still to be repaid 9,000,000 VND" in words
    assert "Left of deposits 10,000,000 VND" in words
    assert "Cost recorded: Fare home" in words


def test_who_reads_no_money_sees_one_line_and_no_amount(client, bangkok, case):
    border = PostingFactory(role="field_officer").actor()
    log_in(client, border)

    words = text_of(client.get(case.get_absolute_url()))

    assert "Hidden: needs a role that reads the group “Money”." in words
    assert "Spent so far" not in words
    assert "Cost recorded" not in words
    assert client.get(f"/cases/{case.reference}/money/").status_code == 403
    assert client.get("/money/").status_code == 403
    assert 'href="/money/"' not in client.get("/cases/").text


def test_the_page_of_a_case_adds_up(client, bangkok, case):
    page = log_in(client, bangkok).get(f"/cases/{case.reference}/money/")

    totals = page.context["totals"]
    assert [row["spent_vnd"].replace("\u00a0", " ") for row in totals["rows"]] == [
        "81,656 VND",
        "2,000,000 VND",
    ]
    assert totals["spent_vnd"].replace("\u00a0", " ") == "2,081,656 VND"
    words = text_of(page)
    assert "1 THB = 812.5 VND" not in words
    assert "Overdue" in words


def test_what_something_stands_on_is_nowhere_offered_to_be_voided(client, bangkok, case):
    with eyes(bangkok):
        drawn = Deposit.objects.get()
        free = a_deposit(bangkok, case=case)
        voided = void_deposit(bangkok, fresh(a_deposit(bangkok, case=case)), reason="Twice.")
    page = log_in(client, bangkok).get(f"/cases/{case.reference}/money/").text
    told = {
        row.uuid: next(
            item["why_not"] and item["why_not"]["code"]
            for item in caller(bangkok).get(f"{ROOT}deposits/{row.uuid}/").json()["actions"]
            if item["name"] == "void_deposit"
        )
        for row in (drawn, free, voided)
    }
    admin = {
        row.uuid: client.get(reverse("admin:cases_deposit_change", args=[row.pk])).text
        for row in (drawn, free, voided)
    }

    ways = {
        row.uuid: reverse("deposit_operation", args=[row.uuid, "void"]) for row in (drawn, free)
    }
    assert {key: way in page for key, way in ways.items()} == {drawn.uuid: False, free.uuid: True}
    assert told == {drawn.uuid: "deposit_drawn", free.uuid: None, voided.uuid: "voided_already"}
    assert "Something was drawn on this deposit or returned." in admin[drawn.uuid]
    assert "This was voided." in admin[voided.uuid]
    assert 'act/void/"' in admin[free.uuid]
    assert 'act/void/"' not in admin[drawn.uuid] + admin[voided.uuid]


def test_a_cost_is_recorded_by_a_form(client, bangkok, case):
    log_in(client, bangkok)
    address = f"/cases/{case.reference}/record-cost/"
    page = client.get(address)

    said = {
        "category": "communications",
        "payer": "state",
        "amount_amount": "70",
        "amount_currency": "VND",
        "spent_on": "2025-11-20",
        "purpose": "Calls.",
        "_version": page.context["version"],
        "_key": "one",
    }
    answer = client.post(address, said)

    assert (answer.status_code, answer.url) == (302, f"/cases/{case.reference}/money/")
    with eyes(bangkok):
        assert CostLine.objects.get(purpose="Calls.").amount == 70


@pytest.mark.parametrize(
    ("path", "said", "expected"),
    [
        (
            "record-cost",
            {"category": "officer_travel", "payer": "fund_advance"},
            ("payer", "does not ask this back (Circular 110/2021/TT-BTC)"),
        ),
        ("record-cost", {"amount_currency": "XXX"}, ("amount", "Choose the currency")),
        ("record-deposit", {"amount_currency": "XXX"}, ("amount", "Choose the currency")),
        ("record-undertaking", {"signed_on": ""}, ("signed_on", "counts once it is signed")),
        ("record-undertaking", {"paper": ""}, ("paper", "in writing")),
    ],
)
def test_bad_input_is_answered_at_its_field(client, case, path, said, expected):
    desk = officer()
    field, words = expected
    with eyes(desk):
        paper = attached(desk, fresh(case), a_file("Another page"))
    log_in(client, desk)
    address = f"/cases/{case.reference}/{path}/"
    page = client.get(address)
    good = {
        "category": "communications",
        "payer": "state",
        "amount_amount": "70",
        "amount_currency": "VND",
        "spent_on": "2025-11-20",
        "received_on": "2025-11-20",
        "signed_on": "2025-11-20",
        "held_by": "fund",
        "payer_words": "Invented uncle",
        "signer": "person",
        "paper": str(paper.uuid),
        "purpose": "Calls.",
        "_version": page.context["version"],
        "_key": "one",
    }

    answer = client.post(address, good | said)

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])


def test_the_register_sums_up_exactly_its_filter(client, bangkok, case):
    everything = log_in(client, bangkok).get("/money/").context
    spent = client.get("/money/?payer=state").context

    assert everything["totals"]["spent_vnd"].replace("\u00a0", " ") == "2,081,656 VND"
    assert spent["totals"]["spent_vnd"].replace("\u00a0", " ") == "81,656 VND"
    assert len(everything["waiting"]) == 1
    assert len(everything["overdue"]) == 1
    assert len(client.get("/money/?state=waiting").context["lines"]) == 1


def test_the_sheet_asks_for_a_proof_and_is_on_record(client, bangkok, case):
    answer = log_in(client, bangkok).get("/money/sheet/?payer=state")

    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row[7] for row in rows[1:]] == ["60000000", "81656", "81656", "60000000"]
    with eyes(bangkok):
        assert AuditEntry.objects.filter(operation="export_costlines").count() == 1
    assert unproved(client).get("/money/sheet/").status_code in {302, 403}


def test_today_counts_what_waits_for_the_head_and_nobody_elses_own(client, bangkok, case):
    with eyes(head()) as chief:
        a_cost(chief, amount=vnd(ABOVE))
    log_in(client, chief)

    words = text_of(client.get("/"))

    assert "1 cost to decide on" in words


def test_a_rate_is_shown_with_its_source(client, bangkok):
    log_in(client, bangkok)

    words = text_of(client.get("/money/rates/?currency=THB"))

    assert "812.5" in words
    assert "Invented bank, table 1" in words


def test_one_bill_is_split_over_the_cases_chosen_on_the_work_list(client, bangkok, case):
    other = case_of(bangkok, reported=OPENED)
    log_in(client, bangkok)

    chosen = client.post(
        "/cases/chosen/",
        {"case": [f"{row.reference}:{row.version}" for row in (case, other)], "other": "bill"},
    )

    assert chosen.status_code == 302
    assert chosen.url.startswith("/shared-costs/split/?cases=")
    assert "2 cases chosen" in client.get(chosen.url).text


def test_the_money_of_a_travel_group_is_that_of_its_members(client, bangkok):
    with eyes(bangkok):
        one, other = (a_case(bangkok, reported=OPENED) for _number in range(2))
        group = a_group(bangkok, one=one, other=other)
        a_bill(bangkok, cases=[one, other], amount=vnd("1000000"))
    page = log_in(client, bangkok).get(f"/money/groups/{group.uuid}/")

    assert page.context["totals"]["spent_vnd"].replace("\u00a0", " ") == "1,000,000 VND"
    assert "Money of the group" in client.get(group.get_absolute_url()).text
