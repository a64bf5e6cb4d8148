"""A new case in Chromium: typed fast, kept as a draft, and sent once however bad the network is."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from cases.casework.models import Case
from cases.core.context import eyes
from cases.intake.models import Draft
from cases.missions.models import Staff
from tests.factories import PlaceFactory, PostingFactory
from tests.journeys.test_axe import RULES
from tests.web.session import log_in
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def cookie(address, name, value):
    return {"name": name, "value": value, "domain": urlsplit(address).hostname, "path": "/"}


NAME = "Trần Thị Thử"
SEND = "Register and open the case"
SECONDS_A_KEY, SECONDS_A_FIELD = 0.28, 1.5


@pytest.fixture
def officer():
    """A case officer at a mission with one open incident."""
    references()
    PlaceFactory(code="kk-park", name="KK Park", country="MM", kind="compound")
    return PostingFactory(staff__username="can.bo").actor()


@pytest.fixture
def page_of_new_case(page: Page, live_server, officer) -> Page:
    """The page of a new case, logged in."""
    page.context.add_cookies([cookie(live_server.url, "sessionid", session_of(officer))])
    page.goto(f"{live_server.url}/cases/new/")
    return page


def session_of(officer) -> str:
    return log_in(Client(), officer).cookies["sessionid"].value


def cases(officer):
    with eyes(officer):
        return list(Case.objects.select_related("citizen"))


def only_draft(officer):
    with eyes(officer):
        return Draft.objects.get()


def is_send(request) -> bool:
    return request.method == "POST" and request.url.endswith("/cases/new/")


def expect_case(page: Page, officer) -> None:
    expect(page.locator(".case-head h1")).to_have_text(NAME, timeout=20_000)
    assert len(cases(officer)) == 1
    assert only_draft_has_ended(officer)


def only_draft_has_ended(officer) -> bool:
    with eyes(officer):
        return not Draft.objects.filter(ended_at__isnull=True).exists()


class Typist:
    """Types like an officer and counts what it costs."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.fields = page, 0, 0

    def types(self, name: str, text: str) -> None:
        self.page.locator(f"main [name={name}]").fill(text)
        # Telex: a letter with marks takes two keys more at most.
        self.keys += sum(1 if letter.isascii() else 3 for letter in text)
        self.fields += 1

    def picks(self, name: str, value: str, keys: int = 4) -> None:
        self.page.locator(f"main [name={name}]").select_option(value)
        self.keys += keys
        self.fields += 1

    def opens(self, words: str) -> None:
        self.page.get_by_text(words).click()
        self.keys += 1
        self.fields += 1

    @property
    def seconds(self) -> float:
        return self.keys * SECONDS_A_KEY + self.fields * SECONDS_A_FIELD


def test_a_walk_in_with_a_crossing_takes_under_a_minute_and_a_half(page_of_new_case, officer):
    page = page_of_new_case
    hand = Typist(page)

    hand.types("full_name", NAME)
    hand.picks("nationality", "VN", keys=1)
    hand.picks("now_at", "mae-ku-ford")
    hand.types("address", "Trại tạm giữ Mae Sot, phòng 3")
    hand.types("phone", "+66 000 000 000")
    hand.opens("A border crossed")
    hand.picks("crossing_entered_at", "mae-ku-ford")
    hand.picks("crossing_from", "MM", keys=2)
    hand.types("crossing_when_day", "2025-10-22")
    hand.picks("crossing_manner", "ford", keys=2)
    page.get_by_role("button", name=SEND).click()
    hand.keys += 1

    expect_case(page, officer)
    expect(page.locator("main")).to_contain_text("Mae Ku ford")
    # 94 keys in 9 fields: 40 seconds.
    assert hand.seconds <= 90, (hand.keys, hand.fields)


def test_what_is_typed_is_kept_and_offered_after_the_power_was_cut(
    page_of_new_case, live_server, officer
):
    page = page_of_new_case
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.fill("[name=phone]", "+66 000 000 000")
    expect(page.locator("[data-told]")).to_contain_text("Draft saved", timeout=15_000)

    page.goto(f"{live_server.url}/cases/")
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("[name=phone]")).to_have_value("+66 000 000 000")
    page.get_by_role("button", name=SEND).click()

    expect_case(page, officer)
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert NAME not in stored
    assert "+66" not in stored


@pytest.mark.parametrize("fault", ["no network", "503", "a page that is not ours"])
def test_a_failed_send_keeps_every_word_and_is_sent_again_by_itself(
    page_of_new_case, officer, fault
):
    page = page_of_new_case
    failures = []

    def fail_once(route):
        if is_send(route.request) and not failures:
            failures.append(1)
            if fault == "no network":
                return route.abort()
            status = 503 if fault == "503" else 200
            return route.fulfill(status=status, body="<h1>Hotel</h1>", content_type="text/html")
        return route.continue_()

    page.route("**/*", fail_once)
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.get_by_role("button", name=SEND).click()

    expect(page.locator("[data-unsent]")).to_contain_text("Not sent yet.")
    expect(page.locator("[data-count]")).to_contain_text("Trying again in")
    assert page.locator("[name=full_name]").input_value() == NAME
    assert cases(officer) == []
    expect_case(page, officer)


def test_it_can_be_tried_at_once(page_of_new_case, officer):
    page = page_of_new_case
    is_down = [True]
    page.route(
        "**/cases/new/",
        lambda route: route.abort() if is_down[0] else route.continue_(),
    )
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("[data-unsent]")).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []

    is_down[0] = False
    page.get_by_role("button", name="Try now").click()

    expect(page.locator(".case-head h1")).to_have_text(NAME, timeout=3000)


def test_an_answer_that_was_lost_leads_to_the_one_case(page_of_new_case, officer):
    page = page_of_new_case
    lost = []

    def lose_the_first_answer(route):
        if is_send(route.request) and not lost:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    page.route("**/*", lose_the_first_answer)
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("[data-unsent]")).to_be_visible()
    assert (lost, len(cases(officer))) == ([204], 1)

    expect_case(page, officer)


def test_a_double_click_on_a_slow_network_opens_one_case(page_of_new_case, officer):
    page = page_of_new_case
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000}
    devtools.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": 50_000})
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")

    page.get_by_role("button", name=SEND).dblclick()

    expect_case(page, officer)


def test_faults_are_told_on_top_and_nothing_typed_is_lost(page_of_new_case, officer):
    page = page_of_new_case
    page.fill("[name=phone]", "abc")
    page.fill("[name=address]", "Mae Sot")
    page.get_by_role("button", name=SEND).click()

    summary = page.locator("[data-focus]")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(3)
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.locator("[name=address]").input_value() == "Mae Sot"
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.fill("[name=phone]", "")
    page.get_by_role("button", name=SEND).click()
    expect_case(page, officer)


def test_a_session_that_has_ended_costs_a_login_and_no_word(page_of_new_case, live_server, officer):
    page = page_of_new_case
    staff = Staff.objects.get(pk=officer.staff_id)
    staff.set_password("mat-khau-thu-nghiem")
    staff.save()
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.fill("[name=address]", "Mae Sot")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name=SEND).click()
    page.fill("[name=username]", "can.bo")
    page.fill("[name=password]", "mat-khau-thu-nghiem")
    page.locator("main form button").last.click()

    expect(page.locator("[name=address]")).to_have_value("Mae Sot")
    page.get_by_role("button", name=SEND).click()
    expect_case(page, officer)


def test_without_javascript_it_is_an_ordinary_form_with_a_draft(browser, live_server, officer):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie(live_server.url, "sessionid", session_of(officer))])
    page = context.new_page()
    page.goto(f"{live_server.url}/cases/new/")
    page.fill("[name=full_name]", NAME)
    page.select_option("[name=nationality]", "VN")
    page.get_by_role("button", name="Save the draft").click()

    expect(page.locator("[name=full_name]")).to_have_value(NAME)
    assert only_draft(officer).content["full_name"] == NAME
    page.get_by_role("button", name=SEND).click()

    expect_case(page, officer)
    context.close()
