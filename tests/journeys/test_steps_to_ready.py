"""A person who crossed at Mae Ku, from the first page to ready: what blocks, whom we ask."""

import pytest
from playwright.sync_api import Page, expect

from cases.casework.models import Case, Clock
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.casework.playbooks import a_limit, a_playbook, a_procedure
from tests.factories import PostingFactory
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEPS = (
    ("interview", "identity", "mission", ()),
    ("reply", "identity", "immigration_department", ("interview",)),
    ("fine", "host_law", "host_authority", ()),
    ("passport", "document", "mission", ("reply",)),
)
FINE = [
    {"name": "amount", "kind": "money", "label": "Fine", "required": True},
    {"name": "receipt", "kind": "text", "label": "Receipt number", "max_length": 40},
]


@pytest.fixture
def officer():
    """A case officer of Bangkok, and the playbook for people in Thai hands."""
    references()
    with eyes(SYSTEM):
        a_procedure("fine", track="host_law", body="host_authority", result_fields=FINE)
        a_limit(a_procedure("reply", body="immigration_department"))
    a_playbook(
        "in-custody",
        steps=STEPS,
        gates={"verified": ("reply",), "ready": ("reply", "fine", "passport")},
        countries=["TH"],
    )
    posting = PostingFactory(staff__username="bangkok", mission__code="BKK")
    posting.staff.set_password("mat-khau-thu-nghiem")
    posting.staff.save()
    return posting.actor()


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/login/")
    page.fill("[name=username]", "bangkok")
    page.fill("[name=password]", "mat-khau-thu-nghiem")
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text("Today")


def take_in(page: Page, address: str) -> None:
    page.goto(f"{address}/cases/new/")
    page.fill("[name=full_name]", "Trần Văn Thử Nghiệm")
    page.select_option("[name=nationality]", "VN")
    page.select_option("[name=incident]", "2025-10-myawaddy")
    page.select_option("[name=report_source]", "walk_in")
    page.locator("details", has=page.locator("[name=crossing_entered_at]")).evaluate(
        "part => { part.open = true }"
    )
    page.select_option("[name=crossing_from]", "MM")
    page.select_option("[name=crossing_to]", "TH")
    page.select_option("[name=crossing_entered_at]", "mae-ku-ford")
    page.fill("[name=crossing_when_day]", "2025-10-22")
    page.select_option("[name=crossing_source]", "citizen")
    page.get_by_role("button", name="Register and open the case").click()
    expect(page.locator(".case-head h1")).to_have_text("Trần Văn Thử Nghiệm")


def on_step(page: Page, code: str, act: str, **typed: str) -> None:
    """Do one act on a step from the case page; all but the usual one stand in its details."""
    line = page.locator(f"#step-{code}")
    if not line.get_by_role("link", name=act).first.is_visible():
        line.locator("summary").first.click()
    page.locator(f"#step-{code}").get_by_role("link", name=act).first.click()
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main form button.button").last.click()
    expect(page.locator(".case-head h1")).to_be_visible()


def advance(page: Page) -> None:
    page.locator(".next a.button").click()
    page.locator("main form button.button").last.click()
    expect(page.locator(".case-head h1")).to_be_visible()


def test_a_case_comes_to_ready(page: Page, live_server, officer):
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    log_in(page, live_server.url)
    take_in(page, live_server.url)

    expect(page.locator(".next")).to_contain_text("Nobody has spoken with the person yet")
    on_step(page, "interview", "Mark as done")
    advance(page)
    expect(page.locator("#step-reply")).to_contain_text("2 working days left")
    on_step(page, "reply", "Ask", asked_of="vn-mps-immigration", reference="VB02-117")
    expect(page.locator(".next")).to_contain_text("Immigration Department was asked (")
    expect(page.locator("#step-reply")).to_contain_text("stands still")

    on_step(page, "reply", "Record the answer", verdict="done", answer="He is in the data.")
    on_step(
        page,
        "fine",
        "Mark as done",
        result_amount_amount="4000",
        result_amount_currency="THB",
        result_receipt="R-77",
    )
    expect(page.locator("#step-passport")).to_contain_text("To do")
    advance(page)
    on_step(
        page, "passport", "Mark as done", result_serial="N0000001", result_expires_on="2027-10-01"
    )
    advance(page)

    with eyes(officer):
        case = Case.objects.get()
        assert (case.stage, case.blocker_kind) == ("ready", "advance")
        assert Clock.objects.get(case=case).state == "stopped"
    assert faults == []
