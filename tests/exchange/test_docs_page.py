"""The page that tries the API out, in Chromium, under the strict content security policy."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cases.missions.models import Staff
from tests.api.published import description
from tests.factories import officer

SLOW = 30_000
"""Milliseconds: what the page draws in a few seconds, on a machine that is busy."""
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def docs(request, page: Page, live_server):
    """The page, opened by an officer who is logged in; complaints of the browser are collected.

    A parameter is what the address ends in.
    """
    client = Client()
    client.force_login(Staff.objects.get(pk=officer().staff_id))
    host = urlsplit(live_server.url).hostname
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.set_default_timeout(SLOW)
    page.goto(f"{live_server.url}/api/docs/{getattr(request, 'param', '')}")
    page.wait_for_selector(".opblock-tag")
    return page, complaints


def scrolled(page: Page) -> Iterator[None]:
    """Scroll as a reader does: of a long list, the page draws what stands in the window alone."""
    page.mouse.move(400, 400)
    for _ in range(200):
        yield
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(50)


def try_out(page: Page, group: str, name: str) -> None:
    page.locator(f"#operations-tag-{group}").click()
    block = page.locator(f"[id='operations-{group}-{name}']")
    for _ in scrolled(page):
        if block.count():
            break
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    block.get_by_role("button", name="Execute").click()


def test_writes_with_the_session_of_the_browser(docs):
    page, complaints = docs

    try_out(page, "citizens", "register_citizen")

    expect(page.locator(".live-responses-table tbody .response-col_status").first).to_contain_text(
        "201"
    )
    assert complaints == []


def test_a_group_of_many_acts_shows_each_of_them_to_whoever_scrolls(docs):
    page, complaints = docs
    promised = {
        f"operations-citizens-{act['operationId']}"
        for path in description()["paths"].values()
        for act in path.values()
        if isinstance(act, dict) and act.get("tags") == ["citizens"]
    }
    page.locator("#operations-tag-citizens").click()
    expect(page.locator(".opblock").first).to_be_visible()

    seen = set()
    for _ in scrolled(page):
        seen |= set(page.locator(".opblock").evaluate_all("all => all.map(one => one.id)"))
        if seen >= promised:
            break

    assert promised - seen == set()
    assert len(promised) > 50
    assert complaints == []


@pytest.mark.parametrize("docs", ["#/citizens/register_citizen"], indirect=True)
def test_an_address_of_one_act_opens_it_wherever_it_stands(docs):
    page, _ = docs

    expect(page.locator("#operations-citizens-register_citizen.is-open")).to_be_in_viewport()


def test_reads_with_the_session_by_keyboard_from_the_group_to_the_answer(docs):
    page, complaints = docs

    page.locator("#operations-tag-root button.expand-operation").focus()
    page.keyboard.press("Enter")
    page.locator("[id$='-root'] .opblock-summary-control").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Try it out").press("Enter")
    page.get_by_role("button", name="Execute").press("Enter")

    expect(page.locator(".live-responses-table tbody .response-col_status").first).to_contain_text(
        "200"
    )
    assert complaints == []


def test_is_dark_where_the_device_is_and_keeps_to_a_narrow_screen(docs):
    page, complaints = docs
    expect(page.locator("#operations-tag-cases")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})

    expect(page.locator("html")).to_have_class("dark-mode")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.emulate_media(color_scheme="light")

    assert wide <= 360
    expect(page.locator("html")).not_to_have_class("dark-mode")
    assert complaints == []
