"""Whom a new case likely is, said while it is typed; decided before anything is sent."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from cases.citizens.models import Citizen, NotTheSame
from cases.core.context import eyes
from cases.core.partial import PartialDate
from tests.factories import PlaceFactory, PostingFactory
from tests.journeys.test_axe import RULES
from tests.register import a_case, a_citizen
from tests.web.session import log_in
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ON_RECORD = "Nguyễn Văn Hùng"


@pytest.fixture
def officer():
    """An officer of a mission that has Nguyễn Văn Hùng, born on 3 April 1998."""
    references()
    PlaceFactory(code="kk-park", name="KK Park", country="MM", kind="compound")
    officer = PostingFactory(staff__username="can.bo").actor()
    with eyes(officer):
        born = PartialDate(date(1998, 4, 3), "day")
        a_case(officer, a_citizen(officer, full_name=ON_RECORD, birth=born))
    return officer


@pytest.fixture
def new_case(page: Page, live_server, officer) -> Page:
    session = log_in(Client(), officer).cookies["sessionid"].value
    host = urlsplit(live_server.url).hostname
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    page.goto(f"{live_server.url}/cases/new/")
    return page


def type_the_same_person(page: Page) -> None:
    page.locator("[name=full_name]").press_sequentially("hung nguyen van")
    page.select_option("[name=nationality]", "VN")
    page.get_by_text("Sex, birth, parts of the name").click()
    for name, value in (("birth_day", "3"), ("birth_month", "4"), ("birth_year", "1998")):
        page.locator(f"[name={name}]").press_sequentially(value)


def test_it_is_said_while_it_is_typed_and_goes_when_it_no_longer_fits(new_case):
    line = new_case.locator("#likely-line")
    expect(line).to_be_empty()

    type_the_same_person(new_case)

    expect(line).to_contain_text(ON_RECORD)
    expect(new_case.locator("[name=birth_year]")).to_be_focused()
    panel = new_case.locator("#doubles")
    expect(panel).to_contain_text("Same birth date")
    assert Axe().run(new_case, options=RULES).response["violations"] == []
    line.get_by_role("link").click()
    expect(panel.get_by_text("A different person")).to_be_in_viewport()

    new_case.locator("[name=birth_year]").fill("1987")

    expect(line).to_be_empty()
    expect(panel).to_have_count(0)


def test_a_different_person_is_told_apart_and_sent_once(new_case, officer):
    type_the_same_person(new_case)
    new_case.get_by_label("A different person").check()
    because = new_case.get_by_label("How it is known that this is another person")
    because.fill("His twin brother; both are here.")
    new_case.locator("[name=birth_day]").fill("03")
    new_case.wait_for_timeout(1_500)
    expect(new_case.get_by_label("A different person")).to_be_checked()
    expect(because).to_have_value("His twin brother; both are here.")

    new_case.get_by_role("button", name="Register and open the case").click()

    expect(new_case.locator(".case-head h1")).to_have_text("hung nguyen van", timeout=20_000)
    with eyes(officer):
        assert Citizen.objects.count() == 2
        assert NotTheSame.objects.count() == 1
