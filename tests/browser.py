"""Chromium of the machine, driven by Playwright; nothing is downloaded."""

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is there: without a desktop around it the same browser costs half as much."""
PATIENCE = 20
"""Seconds until a server that is still asked is left to the lock timeout of the flush."""


class AwaitedServer(ThreadedWSGIServer):
    """The live server, which knows whether anybody is still connected to it."""

    is_changed = threading.Condition()
    connected = 0

    def process_request(self, request: Any, client_address: Any) -> None:
        self.count(1)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.count(-1)

    @classmethod
    def count(cls, more: int) -> None:
        with cls.is_changed:
            cls.connected += more
            cls.is_changed.notify_all()

    @classmethod
    def wait_until_left(cls) -> None:
        with cls.is_changed:
            cls.is_changed.wait_for(lambda: cls.connected == 0, timeout=PATIENCE)


LiveServerThread.server_class = AwaitedServer


def chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the browser tests are skipped, but never where CI=true asks for them."""
    if chromium() or os.environ.get("CI") == "true":
        return
    absent = pytest.mark.skip(reason="Chromium is not installed; with CI=true this would fail")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own program instead of the one that Playwright would download."""
    program = chromium()
    if program is None:
        pytest.fail("Chromium is needed for browser tests; install it, or run without CI=true.")
    # The driver runs an event loop in this thread, which Django takes for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return browser_type_launch_args | {"executable_path": program, "args": ARGUMENTS}


@pytest.fixture(autouse=True)
def pages_are_closed_before_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a page asks late, as its counts, would lock tables that the flush empties, or fail."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")  # so that it ends after this
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in browser.contexts if browser else ():
        context.close()
    AwaitedServer.wait_until_left()
