"""Yangon offers a case, Bangkok takes it over, headquarters sees it whole, in Chromium."""

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.core.actor import Actor
from cases.core.context import eyes
from tests.factories import PostingFactory
from tests.register import a_case
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "mat-khau-thu-nghiem"


def posted(username: str, role: str, **mission: object) -> Actor:
    """Return somebody who can log in."""
    posting = PostingFactory(
        staff__username=username, role=role, **{f"mission__{k}": v for k, v in mission.items()}
    )
    posting.staff.set_password(PASSWORD)
    posting.staff.save()
    return posting.actor()


def pages_of(browser: Browser, address: str, username: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text("Today")
    return page


@pytest.fixture
def three():
    """Heads of Yangon and Bangkok, an officer of headquarters."""
    references()
    return (
        posted("yangon", "head_of_mission", yangon=True),
        posted("bangkok", "head_of_mission", code="BKK"),
        posted("hanoi", "headquarters_officer", headquarters=True),
    )


def test_a_case_goes_from_yangon_to_bangkok(browser: Browser, live_server, three):
    yangon, _bangkok, _hanoi = three
    with eyes(yangon):
        case = a_case(yangon)

    sender = pages_of(browser, live_server.url, "yangon")
    sender.goto(f"{live_server.url}/cases/{case.reference}/offer-transfer/")
    sender.select_option("main [name=mission]", "BKK")
    sender.fill("main [name=summary]", "One person, crossed at Mae Ku, in a shelter at Mae Sot.")
    sender.locator("main form button.button").last.click()
    expect(sender.locator("main")).to_contain_text("Mission BKK")

    receiver = pages_of(browser, live_server.url, "bangkok")
    assert receiver.goto(f"{live_server.url}/cases/{case.reference}/").status == 404
    receiver.goto(f"{live_server.url}/transfers/")
    receiver.get_by_role("link", name=case.reference).first.click()
    expect(receiver.locator("main")).to_contain_text("crossed at Mae Ku")
    expect(receiver.locator("main")).not_to_contain_text("Nguyễn Thử Nghiệm")
    receiver.get_by_role("link", name="Take the case over").click()
    receiver.locator("main form button.button").last.click()
    receiver.goto(f"{live_server.url}/cases/{case.reference}/")
    expect(receiver.locator(".case-head h1")).to_have_text("Nguyễn Thử Nghiệm")

    assert sender.goto(f"{live_server.url}/cases/{case.reference}/").status == 404
    sender.goto(f"{live_server.url}/transfers/")
    expect(sender.locator("main")).to_contain_text("Accepted")
    headquarters = pages_of(browser, live_server.url, "hanoi")
    headquarters.goto(f"{live_server.url}/cases/{case.reference}/")
    expect(headquarters.locator("main")).to_contain_text("Mission BKK")
