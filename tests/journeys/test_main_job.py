"""The main job in Chromium, in Vietnamese: from a call to a closed case."""

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from cases.casework.models import Case
from cases.core.context import eyes
from tests.factories import PostingFactory
from tests.sweeps import of_some
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def vi(sentence: str, language: str = "vi") -> str:
    """The sentence as the page says it in Vietnamese or another language; never in English."""
    with translation.override(language):
        translated = translation.gettext(sentence)
    assert translated != sentence
    return translated


@pytest.fixture
def officer():
    """A case officer who can log in."""
    references()
    posting = PostingFactory(staff__username="can.bo")
    posting.staff.set_password("mat-khau-thu-nghiem")
    posting.staff.save()
    return posting.actor()


def log_in(page: Page, address: str, language: str = "vi") -> None:
    page.goto(f"{address}/login/")
    page.locator(f"button[name=language][value={language}]").first.click()
    page.fill("[name=username]", "can.bo")
    page.fill("[name=password]", "mat-khau-thu-nghiem")
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text(vi("Today", language))


def do(page: Page, title: str, **typed: str) -> None:
    """Open an operation from the case page, fill it in and send it."""
    page.get_by_role("link", name=vi(title), exact=True).first.click()
    expect(page.locator("h1")).to_have_text(vi(title))
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main form button.button").last.click()
    expect(page.locator(".case-head h1")).to_be_visible()


def test_an_officer_does_the_main_job(page: Page, live_server, officer):
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    log_in(page, live_server.url)

    page.get_by_role("link", name=vi("New case")).first.click()
    page.fill("[name=full_name]", "Trần Thị Thử Nghiệm")
    page.select_option("[name=nationality]", "VN")
    page.locator("main details").evaluate_all("all => all.forEach(part => { part.open = true })")
    page.select_option("[name=sex]", "f")
    page.fill("[name=birth_year]", "1999")
    page.select_option("[name=incident]", "2025-10-myawaddy")
    page.select_option("[name=report_source]", "hotline")
    page.fill("[name=came_in_day]", "2025-10-16")
    page.fill("[name=phone]", "+84 000 000 0000")
    page.get_by_role("button", name=vi("Register and open the case")).click()
    expect(page.locator(".case-head h1")).to_have_text("Trần Thị Thử Nghiệm")

    do(
        page,
        "Record a border crossing",
        from_country="MM",
        to_country="TH",
        entered_at="mae-ku-ford",
        manner="ford",
        when_day="2025-10-22",
        source="citizen",
    )
    expect(page.locator("main")).to_contain_text("Mae Ku ford")
    do(page, "Advance to the next stage", note="Đã gặp tại nơi tạm trú.")
    do(page, "Put on hold", reason="awaiting_host")
    do(page, "Resume")
    do(page, "Close the case", outcome="own_means")

    with eyes(officer):
        case = Case.objects.get()
        kinds = list(case.transitions.in_order().values_list("kind", flat=True))
    assert kinds == ["open", "advance", "hold", "resume", "close"]
    page.goto(f"{live_server.url}/cases/{case.reference}/history/")
    expect(page.locator("main")).to_contain_text(vi("Close the case"))
    expect(page.locator("main")).to_contain_text(officer.name)
    assert faults == []


def test_the_main_pages_work_without_javascript(browser, live_server, officer):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server.url)

    page.goto(f"{live_server.url}/cases/new/")
    page.fill("[name=full_name]", "Lê Văn Thử")
    page.select_option("[name=nationality]", "VN")
    page.select_option("[name=incident]", "2025-10-myawaddy")
    page.select_option("[name=report_source]", "walk_in")
    page.get_by_role("button", name=vi("Register and open the case")).click()

    expect(page.locator(".case-head h1")).to_have_text("Lê Văn Thử")
    context.close()


@pytest.mark.parametrize(
    ("width", "language"),
    of_some([(320, "fr"), (320, "vi"), (360, "vi"), (1366, "vi"), (1366, "fr")], [(320, "fr")]),
)
def test_no_page_scrolls_sideways(page: Page, live_server, officer, width, language):
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, live_server.url, language)
    page.goto(f"{live_server.url}/cases/new/")
    page.fill("[name=full_name]", "Công Tằng Tôn Nữ Thị Thử Nghiệm Rất Dài")
    page.select_option("[name=nationality]", "VN")
    page.select_option("[name=incident]", "2025-10-myawaddy")
    page.select_option("[name=report_source]", "walk_in")
    page.locator("main form button.button[data-send]").click()
    expect(page.locator(".case-head h1")).to_be_visible()
    case_page = page.url

    for address in (
        case_page,
        f"{case_page}print/",
        f"{case_page}history/",
        f"{case_page}record-crossing/",
        f"{live_server.url}/cases/",
        f"{live_server.url}/board/",
        f"{live_server.url}/cases/new/",
        f"{live_server.url}/tokens/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
