"""A case opened from the code of a passport in Chromium, typed as a scanner types it."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from cases.casework.models import Case
from cases.citizens.models import IdentityDocument
from cases.citizens.mrz.photo import program
from cases.core.context import eyes
from cases.intake.models import Draft
from tests.citizens.codes import MISREAD, PASSPORT
from tests.factories import PlaceFactory, PostingFactory
from tests.journeys.test_axe import RULES
from tests.web.session import log_in
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIKELY = "Trần Thu Dung"
"""How the name of the passport, printed without marks, is likely written."""

CODE = "main [name=mrz]"
SECONDS_A_KEY, SECONDS_TO_LOOK = 0.28, 10
"""As in the journey of a walk-in; looking over what was filled in is the longest part."""


@pytest.fixture
def officer():
    references()
    PlaceFactory(code="kk-park", name="KK Park", country="MM", kind="compound")
    return PostingFactory(staff__username="can.bo").actor()


def open_page(page: Page, live_server, officer) -> Page:
    session = log_in(Client(), officer).cookies["sessionid"].value
    host = urlsplit(live_server.url).hostname
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    page.goto(f"{live_server.url}/cases/new/")
    return page


def scan(page: Page, lines, end: str = "Enter") -> None:
    """Type as a scanner does: Enter after each line."""
    if not page.locator(CODE).is_visible():
        page.locator("#scan summary").click()
    page.locator(CODE).click()
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter" if line is not lines[-1] else end)


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def cases(officer):
    with eyes(officer):
        return list(Case.objects.select_related("citizen__now_place"))


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_scan_a_place_and_the_case_is_open_within_twelve_keys(page, live_server, officer, end):
    open_page(page, live_server, officer)
    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)

    scan(page, PASSPORT.lines, end)
    expect(page.locator("[name=now_at]")).to_be_focused()
    assert page.locator("[name=_by_machine]").input_value() == "1"
    assert cases(officer) == []
    assert page.locator("[name=full_name]").input_value() == LIKELY
    keys = Keys(page)
    keys.press("K", "K", "Tab", "Enter")

    expect(page.locator(".case-head h1")).to_have_text(LIKELY)
    [case] = cases(officer)
    assert case.citizen.now_place.code == "kk-park"
    with eyes(officer):
        assert IdentityDocument.objects.filter(number="C0000001").count() == 1
    click = 1
    assert keys.count + click <= 12, keys.count
    assert (keys.count + click) * SECONDS_A_KEY + SECONDS_TO_LOOK <= 20
    assert all("VNM" not in request.url for request in posts)


def test_a_suggested_name_is_taken_by_keyboard_within_twelve_keys_too(page, live_server, officer):
    open_page(page, live_server, officer)
    scan(page, PASSPORT.lines)
    expect(page.locator("[name=now_at]")).to_be_focused()
    keys = Keys(page)
    count = page.locator(".suggested button").count()
    wanted = page.locator(".suggested button").first.inner_text()

    keys.press(*["Shift+Tab"] * count, "Enter")
    expect(page.locator("[name=full_name]")).to_have_value(wanted)
    expect(page.locator("[name=now_at]")).to_be_focused()
    keys.press("K", "K", "Tab", "Enter")

    expect(page.locator(".case-head h1")).to_have_text(wanted)
    assert keys.count + 1 <= 12, keys.count


def test_what_is_read_is_kept_in_the_draft_and_the_code_is_not(page, live_server, officer):
    open_page(page, live_server, officer)
    scan(page, PASSPORT.lines)

    expect(page.locator("[data-told]")).to_contain_text("Draft saved", timeout=15_000)
    with eyes(officer):
        content = Draft.objects.get().content
    assert content["document_number"] == "C0000001"
    assert "mrz" not in content
    assert "P<VNM" not in str(content)


def test_a_misread_code_is_mended_and_nothing_typed_is_lost(page, live_server, officer):
    open_page(page, live_server, officer)
    page.fill("[name=address]", "Mae Sot")
    scan(page, MISREAD.splitlines())

    notice = page.locator("#scan .notice")
    expect(notice).to_be_focused()
    assert Axe().run(page, options=RULES).response["violations"] == []
    notice.get_by_role("button", name="C0000001").first.click()

    expect(page.locator("[name=document_number]")).to_have_value("C0000001")
    expect(page.locator("[name=address]")).to_have_value("Mae Sot")
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_without_javascript_a_button_reads_the_code(browser, live_server, officer):
    context = browser.new_context(java_script_enabled=False)
    page = open_page(context.new_page(), live_server, officer)
    scan(page, PASSPORT.lines, end="Tab")
    page.keyboard.press("Enter")

    expect(page.locator("[name=full_name]")).to_have_value(LIKELY)
    page.locator("[name=full_name]").press("Enter")

    expect(page.locator(".case-head h1")).to_have_text(LIKELY)
    assert len(cases(officer)) == 1
    context.close()


@pytest.mark.skipif(not program(), reason="tesseract is not installed: photos are not read")
def test_a_photo_of_the_passport_fills_the_form(page, live_server, officer, tmp_path):
    lines = "\n".join(PASSPORT.lines).replace("<", "&lt;")
    page.set_content(f"<p>HO CHIEU / PASSPORT</p><pre style='font: bold 24px monospace'>{lines}")
    photo = tmp_path / "passport.jpg"
    page.screenshot(path=photo, type="jpeg", quality=80)
    open_page(page, live_server, officer)
    page.locator("#scan summary").click()
    page.locator("[name=photo]").set_input_files(photo)

    page.get_by_role("button", name="Read the photo").click()

    expect(page.locator("[name=full_name]")).to_have_value(LIKELY, timeout=20_000)
    assert Axe().run(page, options=RULES).response["violations"] == []
