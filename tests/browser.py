"""Chromium of the machine, driven by Playwright; nothing is downloaded."""

import os
import shutil
from typing import Any

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


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
