"""Coming to a page and watching what it complains of."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Response
from playwright.sync_api import Page as Tab

from tests.screens.pages import POST, TYPE, Page

PASSWORD = "demo-2025"
NARROWEST = 320
SEND_ELSEWHERE = """address => {
  const form = document.querySelector("form[action$='/logout/']");
  form.action = address;
  form.submit();
}"""
STAYS = """here => here.tagName === "SUMMARY" || ["checkbox", "radio"].includes(here.type)"""
STAYS_PUT = "here => here.form?.dataset.intake !== undefined"
"""A new case is sent by a script that keeps the page on a bad network."""
WIDTH = "document.documentElement.scrollWidth"


class NotReachedError(Exception):
    """A step of the way leads nowhere."""


def sessions(browser: Browser, base: str, names: set[str]) -> dict[str, list[dict[str, object]]]:
    """The cookies of everybody who is needed, logged in once."""
    found: dict[str, list[dict[str, object]]] = {"": []}
    for name in sorted(names - {""}):
        context = browser.new_context()
        tab = context.new_page()
        tab.goto(f"{base}/login/")
        tab.fill("[name=username]", name)
        tab.fill("[name=password]", PASSWORD)
        tab.locator("main form button.button").last.click()
        tab.wait_for_load_state()
        if urlsplit(tab.url).path.startswith("/login"):
            raise SystemExit(f"{name} cannot log in at {base} with the password of the demo.")
        found[name] = [dict(cookie) for cookie in context.cookies()]
        context.close()
    return found


def speaking(base: str, language: str) -> dict[str, str]:
    return {"name": "django_language", "value": language, "url": base}


def step(tab: Tab, base: str, here: str) -> Response | None:
    """One step of a way; nothing comes back from a tick."""
    if here.startswith("/"):
        return tab.goto(f"{base}{here}")
    if here.startswith(POST):
        with tab.expect_navigation() as sent:
            tab.evaluate(SEND_ELSEWHERE, here.removeprefix(POST))
        return sent.value
    target = tab.locator(here).first
    if not target.count():
        raise NotReachedError(f"nothing fits {here} on {urlsplit(tab.url).path}")
    href = target.get_attribute("href")
    if href is not None:
        return tab.goto(f"{base}{href}")
    if target.evaluate(STAYS):
        target.click()
        return None
    if target.evaluate(STAYS_PUT):
        with tab.expect_response(lambda answer: answer.request.method == "POST") as sent:
            target.click()
        tab.wait_for_load_state("networkidle")
        return sent.value
    with tab.expect_navigation() as pressed:
        # Fields that a browser asks for are the server's to refuse here.
        tab.evaluate("for (const form of document.forms) form.noValidate = true")
        target.click()
    return pressed.value


def enter(tab: Tab, selector: str, words: str) -> None:
    """Type into a field, or choose from it."""
    if tab.locator(selector).evaluate("field => field.tagName") == "SELECT":
        tab.select_option(selector, words)
    else:
        tab.fill(selector, words)


def come_to(tab: Tab, base: str, page: Page) -> int:
    """Go the whole way; return the status of the last answer."""
    status = 0
    for here in page.way:
        if here.startswith(TYPE):
            selector, _is, words = here.removeprefix(TYPE).rpartition("=")
            enter(tab, selector, words)
            continue
        answer = step(tab, base, here)
        status = answer.status if answer else status
    return status


@contextmanager
def complaints(tab: Tab) -> Iterator[list[str]]:
    """What the console says while a page is looked at: faults, and what its policy blocks."""
    heard: list[str] = []

    def listen(line: object) -> None:
        if line.type == "error" and "the server responded with a status of" not in line.text:
            heard.append(f"the console says: {line.text}")

    def crashed(fault: object) -> None:
        heard.append(f"a script fails: {fault}")

    tab.on("console", listen)
    tab.on("pageerror", crashed)
    yield heard
    tab.remove_listener("console", listen)
    tab.remove_listener("pageerror", crashed)


def sideways(tab: Tab, widths: tuple[int, ...]) -> list[str]:
    """The widths at which the page is wider than the window."""
    faults = []
    size = tab.viewport_size
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 800})
        wide = tab.evaluate(WIDTH)
        if wide > width:
            faults.append(f"scrolls sideways at {width} px: it is {wide} px wide")
    tab.set_viewport_size(size)
    return faults


def opened(browser: Browser, width: int, scheme: str) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
