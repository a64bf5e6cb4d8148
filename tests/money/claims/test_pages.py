"""Claims on pages, as files and by the API; who reads them."""

import csv
import io
import re

import pypdf
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.claims.operations import answer_claim, withdraw_claim
from cases.money.operations import correct_cost
from tests.api.calls import JSON, caller
from tests.factories import AuthorityFactory, PostingFactory, head, officer
from tests.kept import copied, once
from tests.money.test_pages import text_of
from tests.record.test_record_sheet import unproved
from tests.register import fresh
from tests.web.session import log_in
from tests.world_claims import BODY, PAID_ON, a_claim, a_claimable_cost, lines_of, paid, submitted
from tests.world_money import a_rate, thb, vnd

pytestmark = pytest.mark.django_db
FORMULA = "=cmd|' /C calc'!A0"


def a_claim_in_part_paid():
    with eyes(head()) as chief:
        a_rate(chief)
        a_rate(chief, day=PAID_ON)
        costs = [
            a_claimable_cost(chief, amount=thb("1234.50"), purpose=FORMULA),
            a_claimable_cost(chief),
        ]
        body = AuthorityFactory(code="iom-thailand", name="IOM Thailand")
        claim = a_claim(chief, costs, authority=body)
        return chief, paid(chief, submitted(chief, claim), amount=thb("234.50"))


made = once(a_claim_in_part_paid)
chief, claim = copied("made", 0), copied("made", 1)
"""The head of the mission that claims, and a claim of two costs, a part of which has come."""


def file_of(claim, ending, language="en"):
    return f"{reverse('claim_file', args=[claim.number, ending])}?language={language}"


def test_the_list_says_what_is_asked_and_what_came(chief, claim, client):
    log_in(client, chief)

    said = text_of(client.get("/claims/"))

    assert claim.number in said
    assert f"IOM or another organisation, IOM Thailand, {BODY}" in said
    assert "1,234.50 THB + 450,000 VND" in said
    assert "234.50 THB" in said
    assert claim.number not in text_of(client.get("/claims/?state=draft"))
    assert claim.number in text_of(client.get("/claims/?state=submitted&payer=organisation"))


def test_the_page_says_what_is_open_and_what_was_corrected_since(chief, claim, client):
    with eyes(chief):
        line = lines_of(claim)[1]
        changes = {"amount": vnd("440000")}
        correct_cost(chief, fresh(line.line), reason="x", changes=changes)
    log_in(client, chief)

    said = text_of(client.get(claim.get_absolute_url()))

    assert "1,000.00 THB" in said
    assert "Corrected since: now 440,000 VND" in said
    assert "450,000 VND" in said
    assert claim.digest in said


def test_a_claim_is_drawn_up_and_submitted_on_pages(chief, client):
    with eyes(chief):
        cost = a_claimable_cost(chief)
    page = log_in(client, chief).get("/claims/prepare/")
    assert f'value="{cost.uuid}"' in page.text
    said = {
        "payer": "organisation",
        "body_words": BODY,
        "claimed_on": "2025-11-27",
        "lines": [str(cost.uuid)],
    }

    made = client.post("/claims/prepare/", said)

    with eyes(chief):
        claim = Claim.objects.latest("pk")
    assert made.status_code == 302
    assert made["Location"] == claim.get_absolute_url()
    client.post(f"{claim.get_absolute_url()}submit/", {"_version": claim.version})
    with eyes(chief):
        assert fresh(claim).state == "submitted"


def test_the_workbook_holds_numbers_as_numbers_and_no_formula(chief, claim, client):
    answer = log_in(client, chief).get(file_of(claim, "xlsx"))

    assert f"{claim.number}-en-2.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [1234.5, "THB"] in [list(row[7:9]) for row in rows]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert FORMULA in [row[3] for row in rows]
    together = next(row for row in rows if row[0] == "Together, in dong")
    assert together[12] == claim.total_vnd
    assert claim.digest in [row[1] for row in rows]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Together, in dong"), ("vi", "VND"), ("fr", "VND")]
)
def test_the_table_holds_every_cost_and_adds_up(chief, claim, client, language, word):
    log_in(client, chief)

    rows = list(csv.reader(io.StringIO(client.get(file_of(claim, "csv", language)).text[1:])))

    assert f"'{FORMULA}" in [row[3] for row in rows if len(row) > 3]
    lines = [row for row in rows if len(row) == 13 and row[0] in {"1", "2"}]
    assert sum(int(row[12]) for row in lines) == claim.total_vnd
    assert any(word in cell for row in rows for cell in row)


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_the_print_says_the_same_in_three_languages(chief, claim, client, language):
    answer = log_in(client, chief).get(file_of(claim, "pdf", language))

    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    said = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert claim.number in said
    assert claim.digest in said
    with eyes(chief):
        names = [line.case.reference for line in lines_of(claim)]
    assert all(name in said for name in names)
    assert BODY.replace(" ", "") in said
    has_numbers = re.search("[0-9]{2}/[0-9]{2}/20[0-9]{2}", said) is not None
    assert has_numbers == (language == "vi")


def test_a_file_asks_for_a_proof_and_is_on_record(chief, claim, client):
    log_in(client, chief)
    unproved(client)

    assert client.get(file_of(claim, "xlsx")).status_code in {302, 403}
    with eyes(chief):
        assert not AuditEntry.objects.filter(event="claim_line.exported").exists()

    assert log_in(client, chief).get(file_of(claim, "xlsx")).status_code == 200
    with eyes(chief):
        entry = AuditEntry.objects.get(event="claim_line.exported")
    assert {"form:xlsx", "language:en"} <= set(entry.fields)


def test_there_is_no_other_file_and_no_other_language(chief, claim, client):
    assert log_in(client, chief).get(file_of(claim, "docx")).status_code == 404
    assert client.get(file_of(claim, "pdf", "xx")).status_code == 422


def test_another_mission_and_a_role_without_the_group_see_nothing(claim, client):
    for actor in (head(yangon=True), PostingFactory(role="field_officer").actor()):
        assert log_in(client, actor).get(claim.get_absolute_url()).status_code in {403, 404}
        with eyes(actor):
            for model in (Claim, ClaimLine, ClaimPayment):
                assert not model.objects.visible_to(actor).exists()
                assert not model.objects.exists()


def test_the_api_says_the_same(chief, claim):
    answer = caller(chief).get(f"/api/v1/claims/{claim.number}/").json()

    assert (answer["state"], answer["size"], answer["total_vnd"]) == (
        "submitted",
        2,
        claim.total_vnd,
    )
    assert {row["currency"]: row["received"] for row in answer["sums"]} == {
        "THB": "234.50",
        "VND": "0",
    }
    lines = caller(chief).get(f"/api/v1/claim-lines/?claim={claim.number}").json()["results"]
    assert sorted(row["amount"] for row in lines) == ["1234.50", "450000"]
    payments = caller(chief).get(f"/api/v1/claim-payments/?claim={claim.number}").json()
    assert [row["amount"] for row in payments["results"]] == ["234.50"]


def test_bad_input_is_422_naming_field_and_rule(chief):
    body = {"payer": "state", "lines": [], "claimed_on": "2025-11-27"}

    answer = caller(chief).post("/api/v1/claims/prepare/", body, JSON)

    assert answer.status_code == 422
    fields = {problem["field"] for problem in answer.json()["problems"]}
    assert fields == {"payer", "lines"}


def test_what_came_stands_on_the_register_and_on_the_case(chief, claim, client):
    with eyes(chief):
        reference = lines_of(claim)[0].case.reference
    log_in(client, chief)

    assert "Received on claims" in text_of(client.get("/money/"))
    assert "Received on claims" in text_of(client.get(f"/cases/{reference}/money/"))


def test_a_case_officer_is_offered_no_submitting(client):
    with eyes(officer()) as desk:
        claim = a_claim(desk)
    log_in(client, desk)

    said = text_of(client.get(claim.get_absolute_url()))

    assert "Submit the claim" not in said
    assert "Take costs off" in said


def test_the_page_says_when_it_was_answered_and_withdrawn_and_shows_no_markup(chief, client):
    log_in(client, chief)
    with eyes(chief):
        claim = submitted(chief)
        answer_claim(chief, fresh(claim), answer="refused", answered_on=PAID_ON, words="No.")
        withdraw_claim(chief, fresh(claim), reason="Asked anew")

    text = client.get(f"/claims/{claim.number}/").text

    assert text.count(f"{chief.name}, <time") == 2
    assert "&lt;time" not in text
