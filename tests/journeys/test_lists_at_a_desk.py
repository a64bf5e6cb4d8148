"""The work list on an office screen: how high a row is, and whether each filter can be read."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.procedures.models import Limit
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import PlaceFactory
from tests.journeys.test_main_job import officer
from tests.register import a_case

__all__ = ["officer"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1366, "height": 768}
LINES = 3
TALL = """() => [...document.querySelectorAll('.worklist tbody tr')].map(row => {
  const line = parseFloat(getComputedStyle(row.querySelector('td.blocks')).lineHeight)
  const room = getComputedStyle(row.querySelector('th'))
  const inside = row.getBoundingClientRect().height
    - parseFloat(room.paddingTop) - parseFloat(room.paddingBottom)
  return inside / line
})"""
CUT = """() => [...document.querySelectorAll('.filters select')].flatMap(select => {
  const pen = document.createElement('canvas').getContext('2d'), look = getComputedStyle(select)
  pen.font = look.font
  const arrow = 20
  const edges = parseFloat(look.paddingLeft) + parseFloat(look.paddingRight)
  const room = select.clientWidth - edges - arrow
  const words = select.name === 'order' ? [...select.options] : [select.selectedOptions[0]]
  return words.map(option => option.text).filter(text => pen.measureText(text).width > room)
})"""


def long_case(actor):
    """A case of which each column has more to say than fits."""
    procedure = a_procedure(
        "identity-reply",
        name="Identity and nationality verified by the authority of the province of origin",
        name_vi="Xác minh nhân thân và quốc tịch bởi cơ quan có thẩm quyền của tỉnh nơi cư trú",
        name_fr="Identité et nationalité vérifiées par l’autorité de la province d’origine",
    )
    a_limit(procedure)
    place = PlaceFactory(name="Temporary shelter of the district office, hall 3, Mae Sot")
    with eyes(actor):
        case = a_case(actor)
        Citizen.objects.filter(pk=case.citizen_id).update(
            full_name="Công Tằng Tôn Nữ Phương Thảo Nguyên Khánh",
            now_place=place,
            now_country="TH",
            now_from=datetime(2025, 10, 22, tzinfo=UTC),
            now_since=datetime(2025, 10, 22, tzinfo=UTC),
        )
        Case.objects.filter(pk=case.pk).update(
            blocker_kind="asked",
            blocker_body="immigration_department",
            blocker_procedure=procedure,
            blocked_from=datetime(2025, 10, 24, tzinfo=UTC),
            blocked_since=datetime(2025, 10, 24, tzinfo=UTC),
            next_due_at=datetime.now(UTC) - timedelta(days=20),
            next_due_limit=Limit.objects.get(procedure=procedure),
            assigned_to=actor.staff_id,
        )
    return case


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_a_row_takes_three_lines_and_still_says_what_blocks_and_until_when(
    page: Page, live_server, officer, language
):
    long_case(officer)
    page.set_viewport_size(DESK)
    log_in_as(page, live_server.url, language)
    page.goto(f"{live_server.url}/cases/")

    (lines,) = page.evaluate(TALL)
    assert lines <= LINES + 0.2, lines
    row = page.locator(".worklist tbody tr")
    assert row.locator("td.blocks .two-lines").is_visible()
    assert row.locator("td.deadline .tag").is_visible()
    expect(row.locator("th .ref")).to_be_visible()
    # What is cut is whole in the title.
    who = row.locator("td.blocks .under")
    assert who.get_attribute("title")


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_each_order_and_each_chosen_filter_can_be_read_whole(
    page: Page, live_server, officer, language
):
    page.set_viewport_size(DESK)
    log_in_as(page, live_server.url, language)
    page.goto(f"{live_server.url}/cases/")

    assert page.evaluate(CUT) == []


def test_the_button_that_prints_chosen_cases_stands_clear_of_the_table(
    page: Page, live_server, officer
):
    with eyes(officer):
        a_case(officer)
    page.set_viewport_size(DESK)
    log_in_as(page, live_server.url, "en")
    page.goto(f"{live_server.url}/cases/")
    page.locator(".worklist tbody .tick input").check()
    page.locator("[data-act=print]").click()

    button, table = page.locator("[data-print]"), page.locator(".sheet-table")
    above, below = button.bounding_box(), table.bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] - (above["y"] + above["height"]) >= 8


def log_in_as(page: Page, address: str, language: str) -> None:
    """Log in with a page in a language."""
    page.goto(f"{address}/login/")
    page.locator(f".languages button[value={language}]").click()
    page.fill("[name=username]", "can.bo")
    page.fill("[name=password]", "mat-khau-thu-nghiem")
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_be_visible()
