"""The page of a roll call in Chromium: search, order, who is missing, keys, a small dark screen."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.core.context import eyes
from cases.movements.musters.models import MusterMark
from tests.factories import PostingFactory
from tests.journeys.test_axe import RULES
from tests.movements.counted import a_muster_of_many
from tests.web.session import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "mat-khau-thu-nghiem"
HOW_MANY = 70


@pytest.fixture
def officer():
    """An officer who counts."""
    return PostingFactory(staff__username="can.bo").actor()


@pytest.fixture
def muster(officer):
    """A head count of seventy people."""
    with eyes(officer):
        return a_muster_of_many(officer, HOW_MANY)


@pytest.fixture
def address(live_server, muster):
    """The page of the head count."""
    return live_server.url + reverse("muster", args=[muster.movement.number, muster.uuid])


def cookie_of(officer, address):
    value = log_in(Client(), officer).cookies["sessionid"].value
    return {"name": "sessionid", "value": value, "domain": urlsplit(address).hostname, "path": "/"}


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("[data-muster][data-at-hand]")).to_be_attached(timeout=20_000)
    return page


def tap(page: Page, place: int, mark: str = "present") -> None:
    page.locator(f"[data-position='{place}'] button[data-code={mark}]").click()


def marks(officer) -> list[tuple[int, str]]:
    with eyes(officer):
        return list(MusterMark.objects.order_by("pk").values_list("case_id", "mark"))


def waits(page: Page, words: str) -> None:
    expect(page.locator("[data-waits]")).to_contain_text(words, timeout=20_000)


def test_another_tap_undoes_the_first_and_whoever_is_missing_is_found(
    page: Page, officer, muster, address
):
    page.context.add_cookies([cookie_of(officer, address)])
    opened(page, address)
    tap(page, 1, "absent")
    tap(page, 1)
    for place in range(2, 70):
        tap(page, place)
    waits(page, "Everything is sent.")

    page.get_by_label("Only who is not here yet").check()

    expect(page.locator("[data-people] li:visible")).to_have_count(1)
    expect(page.locator("[data-progress]")).to_contain_text("69 of 70 present, 1 to go")
    page.get_by_label("Only who is not here yet").uncheck()
    page.locator("[data-find]").fill("12")
    expect(page.locator("[data-people] li:visible")).to_have_count(1)
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_it_fits_a_small_telephone_with_the_keyboard_alone(page: Page, officer, muster, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    page.context.add_cookies([cookie_of(officer, address)])
    opened(page, address)

    width = page.evaluate("document.documentElement.scrollWidth")
    height = page.locator("[data-position='1'] button[data-code=present]").bounding_box()["height"]
    button = page.locator("[data-position='1'] button[data-code=present]")
    button.focus()
    page.keyboard.press("Enter")

    assert width <= 360
    assert height >= 44
    expect(button).to_have_attribute("aria-pressed", "true")
    assert Axe().run(page, options=RULES).response["violations"] == []
