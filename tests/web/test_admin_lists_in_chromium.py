"""Lists of the admin on a screen, on a phone and on paper."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from cases.core.context import eyes
from tests.factories import headquarters
from tests.register import a_case
from tests.web.session import logged_in

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CUT = """() => {
  const edge = document.querySelector(".results").getBoundingClientRect().right + 1;
  return [...document.querySelectorAll("#result_list :is(th, td)")]
    .filter((cell) => cell.getBoundingClientRect().right > edge)
    .map((cell) => cell.className);
}"""


@pytest.fixture
def cases(page: Page, live_server):
    """The list of cases with one row, in the browser of headquarters."""
    with eyes(headquarters()) as actor:
        a_case(actor)
    session = logged_in(actor).cookies["sessionid"].value
    host = urlsplit(live_server.url).hostname
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    page.goto(f"{live_server.url}/admin/cases/case/")
    return page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_column_of_the_list_of_cases_is_out_of_sight(cases):
    for width in (360, 1366):
        cases.set_viewport_size({"width": width, "height": 768})
        assert not cases.evaluate(SIDEWAYS), width
        assert cases.evaluate(CUT) == [], width
    assert cases.locator("#changelist-filter a").first.is_hidden()

    cases.emulate_media(media="print")
    cases.set_viewport_size({"width": 700, "height": 990})
    assert cases.evaluate(CUT) == []
    for left_out in ("#toolbar", ".actions", ".narrowing", ".action-checkbox"):
        assert cases.locator(left_out).first.is_hidden()
