"""A statement on a phone: from the page of the case in at most six taps beyond its text."""

import pytest
from playwright.sync_api import Page, expect

from cases.casework.models import Statement
from cases.core.context import eyes
from tests.journeys.test_main_job import log_in, officer
from tests.register import a_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["officer"]
MOST_TAPS = 6


def test_a_statement_takes_six_taps_at_most(page: Page, live_server, officer):
    with eyes(officer):
        case = a_case(officer)
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}{case.get_absolute_url()}")
    taps = 0

    page.locator("details.fold:has(#talking) > summary").click()
    taps += 1
    page.locator("#talking dd a").first.click()
    taps += 1
    expect(page.locator("main [name=kind]")).to_have_value("return")
    # A native select is opened, then a line of it tapped.
    page.locator("main [name=answer]").select_option("yes")
    taps += 2
    page.locator("main [name=words]").fill("Tôi muốn về nước.")
    taps += 1
    page.locator("main form button.button").first.click()
    taps += 1
    expect(page.locator(".case-head h1")).to_be_visible()

    assert taps <= MOST_TAPS
    wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide, "nothing is wider than the phone"
    with eyes(officer):
        said = Statement.objects.get(case=case)
    assert (said.kind, said.answer, said.language) == ("return", "yes", "vi")
