"""The case page stays short: folded to its lines, and nothing that warns is folded away."""

import pytest
from django.test import Client

from cases.missions.models import Staff
from tests.database import made_for_the_file
from tests.journeys.places import a_place_of_work

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

HIGHEST = {1366: 3500, 360: 5450}
"""Pixels of the whole page by the width of the window. Here everything happened on one day, which
the course of the case shows as a whole; cases of the demonstration have 2,800 and 4,500."""
FOLDED_WARNINGS = """() => [...document.querySelectorAll(
  "main .notice.is-wait, main .notice.is-stop, main .tag.is-stop, main .due.is-stop"
)].filter((here) => !here.checkVisibility()).map((here) => here.textContent.trim())"""
WITHOUT_NAME = """() => [...document.querySelectorAll("main details.fold > summary")]
  .filter((here) => !here.querySelector("h2")?.textContent.trim()
    || !here.querySelector(".fold-line")?.textContent.trim())
  .map((here) => here.outerHTML)"""
FOLDED_ON_PAPER = """() => [...document.querySelectorAll("main details.fold > .band-body")]
  .filter((here) => here.getBoundingClientRect().height < 10).map((here) => here.id)"""


@pytest.fixture(scope="module")
def work(browser, django_db_setup, django_db_blocker):
    with made_for_the_file(django_db_blocker, a_place_of_work) as made:
        yield made


@pytest.fixture
def opened(work, browser, site):
    """The page of the case with something of everything, in a language with long words."""
    client = Client()
    client.force_login(Staff.objects.get(pk=work.actors["officer"].staff_id))
    context = browser.new_context(viewport={"width": 1366, "height": 800})
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "vi"}
    context.add_cookies(
        [{"name": name, "value": said, "url": site} for name, said in cookies.items()]
    )
    tab = context.new_page()
    tab.goto(f"{site}{work.case.get_absolute_url()}")
    yield tab
    context.close()


@pytest.mark.parametrize("width", HIGHEST)
def test_the_page_of_a_full_case_stays_short(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})

    height = opened.evaluate("document.documentElement.scrollHeight")

    print(f"{width}: {height} px")  # noqa: T201
    assert height <= HIGHEST[width]


def test_nothing_that_warns_is_folded_away(opened):
    assert opened.evaluate(FOLDED_WARNINGS) == []


def test_every_fold_is_a_heading_with_a_line_that_says_what_is_in_it(opened):
    assert opened.locator("main details.fold").count() >= 8
    assert opened.evaluate(WITHOUT_NAME) == []


def test_a_part_is_one_click_away_without_scripts(browser, opened):
    address, cookies = opened.url, opened.context.cookies()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    tab = context.new_page()
    tab.goto(address)

    tab.locator(".ways a[href='#citizen']").click()

    assert tab.locator("#citizen").is_visible()
    context.close()


def test_on_paper_nothing_is_folded(opened):
    opened.emulate_media(media="print")

    assert opened.evaluate(FOLDED_ON_PAPER) == []
