"""A roll call on a telephone in Chromium: one tap each, no network, nothing lost or doubled."""

import contextlib
import json
import os
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.core.context import eyes
from cases.missions.models import Staff
from cases.movements.musters.models import MusterMark
from tests.browser import ARGUMENTS, chromium
from tests.factories import PostingFactory
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


class Telephone:
    """A browser with a profile of its own on the disk, which can be killed and started again."""

    def __init__(self, playwright, folder: Path) -> None:
        self.playwright, self.folder = playwright, folder

    def start(self):
        return self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=chromium(),
            args=ARGUMENTS,
            viewport={"width": 360, "height": 740},
        )

    def kill(self) -> None:
        """End it at once: nothing is said to its pages."""
        for found in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if f"--user-data-dir={self.folder}" in found.read_bytes().decode(errors="replace"):
                    os.kill(int(found.parent.name), signal.SIGKILL)


@pytest.fixture
def telephone(browser, playwright, tmp_path: Path):
    """A telephone whose browser is not the one of the other tests."""
    return Telephone(playwright, tmp_path / "telephone")


def marks(officer) -> list[tuple[int, str]]:
    with eyes(officer):
        return list(MusterMark.objects.order_by("pk").values_list("case_id", "mark"))


def expected_at(officer, muster) -> list[str]:
    with eyes(officer):
        found = list(muster.manifest.lines.values_list("case__reference", flat=True))
    assert len(found) == HOW_MANY
    return found


def waits(page: Page, words: str) -> None:
    expect(page.locator("[data-waits]")).to_contain_text(words, timeout=20_000)


def stored(page: Page) -> str:
    """Return everything the browser keeps for the site, as text."""
    return page.evaluate(
        """async () => {
          const found = [];
          const text = (value) => {
            if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
              return new TextDecoder("utf-8").decode(value);
            if (value && typeof value === "object" && !(value instanceof CryptoKey))
              return Object.values(value).map(text).join(" ");
            return String(value);
          };
          for (const { name } of await indexedDB.databases()) {
            const base = await new Promise((done) => {
              const asked = indexedDB.open(name);
              asked.onsuccess = () => done(asked.result);
            });
            for (const store of base.objectStoreNames) {
              const rows = await new Promise((done) => {
                const asked = base.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result);
              });
              found.push(rows.map(text).join(" "));
            }
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              found.push(request.url, await (await cache.match(request)).text());
            }
          }
          found.push(JSON.stringify([{...localStorage}, {...sessionStorage}]));
          return found.join(" ");
        }"""
    )


def test_seventy_are_marked_without_a_network_and_sent_once(page: Page, officer, muster, address):
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.add_cookies([cookie_of(officer, address)])
    opened(page, address)
    page.context.set_offline(True)

    for place in range(1, 41):
        tap(page, place)
    waits(page, "40 waiting to send")
    expect(page.locator("[data-progress]")).to_contain_text("40 of 70 present, 30 to go")
    page.reload()
    waits(page, "40 waiting to send")
    expect(page.locator("[data-position='40']")).to_have_attribute("data-mark", "present")
    for place in range(41, 71):
        tap(page, place, "absent" if place == 70 else "present")
    waits(page, "70 waiting to send")
    assert marks(officer) == []
    kept = stored(page)
    page.context.set_offline(False)

    waits(page, "Everything is sent.")
    found = marks(officer)
    assert len(found) == HOW_MANY
    assert len({case for case, _mark in found}) == HOW_MANY
    assert sum(mark == "absent" for _case, mark in found) == 1
    assert "Nguyễn" not in kept
    assert not [reference for reference in expected_at(officer, muster) if reference in kept]


WRITES_COOKIES_WITHIN = 31_000
"""Milliseconds until Chromium has a new cookie on disk; marks are there before they are shown."""


@pytest.mark.parametrize("after", [0, pytest.param(WRITES_COOKIES_WITHIN, marks=pytest.mark.slow)])
def test_nothing_is_lost_when_the_browser_is_killed(telephone, officer, address, after):
    cookie = cookie_of(officer, address) | {"expires": 4_000_000_000}
    first = telephone.start()
    first.add_cookies([cookie])
    page = opened(first.new_page(), address)
    first.set_offline(True)
    tap(page, 1)
    tap(page, 2, "refused")
    waits(page, "2 waiting to send")
    page.wait_for_timeout(after)
    telephone.kill()

    second = telephone.start()
    second.set_offline(True)
    again = second.new_page()
    again.goto(address)
    waits(again, "2 waiting to send")
    if after:
        expect(again.locator("[data-position='2']")).to_have_attribute("data-mark", "refused")
        tap(again, 3)
        waits(again, "3 waiting to send")
    else:
        # Whether the login has reached the disk so early is the browser's affair.
        second.add_cookies([cookie])
    second.set_offline(False)
    again.goto(address)

    waits(again, "Everything is sent.")
    expected = ["present", "refused", "present"] if after else ["present", "refused"]
    assert [mark for _case, mark in marks(officer)] == expected
    second.close()


def test_a_lost_answer_is_sent_again_and_counted_once(page: Page, officer, muster, address):
    page.context.add_cookies([cookie_of(officer, address)])
    opened(page, address)
    lost = []

    def lose_the_first(route):
        if not lost:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    page.route("**/marks/", lose_the_first)
    with page.expect_response("**/marks/", timeout=20_000):
        tap(page, 1)

    waits(page, "Everything is sent.")
    assert lost == [200]
    assert len(marks(officer)) == 1


def test_after_the_log_out_nothing_is_readable_and_after_a_login_it_is_sent(
    page: Page, live_server, officer, muster, address
):
    staff = Staff.objects.get(pk=officer.staff_id)
    staff.set_password(PASSWORD)
    staff.save()
    page.context.add_cookies([cookie_of(officer, address)])
    opened(page, address)
    page.route("**/marks/", lambda route: route.abort())
    tap(page, 1)
    waits(page, "1 waiting to send")
    name = page.locator("[data-position='1'] [data-name]").text_content()

    page.get_by_role("button", name="Log out").click()
    page.context.set_offline(True)
    page.goto(address)
    waits(page, "1 waiting to send")
    expect(page.locator("[data-login]")).to_be_visible()
    assert name not in page.content()
    assert name not in stored(page)
    assert "muster_share" not in json.dumps(page.context.cookies())

    page.context.set_offline(False)
    page.unroute("**/marks/")
    page.goto(address)
    page.fill("[name=username]", "can.bo")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").last.click()
    waits(page, "Everything is sent.")
    assert [mark for _case, mark in marks(officer)] == ["present"]


def test_a_session_that_ended_meanwhile_keeps_what_waits(page: Page, officer, muster, address):
    page.context.add_cookies([cookie_of(officer, address)])
    opened(page, address)
    page.context.set_offline(True)
    tap(page, 3)
    waits(page, "1 waiting to send")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)

    waits(page, "Log in again to send")
    expect(page.locator("[data-people] li")).to_have_count(0)

    page.context.add_cookies([cookie_of(officer, address)])
    page.goto(address)
    waits(page, "Everything is sent.")
    assert len(marks(officer)) == 1
