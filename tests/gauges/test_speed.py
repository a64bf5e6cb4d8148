"""How soon a page is there on a bad line: 50 kB a second, 400 ms to the other side.

Only under the audit profile, for the figures mean something on a machine that does nothing else.
A small proxy compresses and lets files be kept, as that of an installation does.
"""

import os

import pytest

from tests.gauges.desk import a_desk
from tests.gauges.proxy import compressing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        os.environ.get("HYPOTHESIS_PROFILE") != "audit", reason="make audit measures speed"
    ),
]

LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
COLD, WARM, SHIFT = 1.8, 0.8, 0.02
WATCH = """
  window.largest = 0; window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.largest = entry.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def browser_on_a_bad_line(browser, live_server):
    desk = a_desk()
    with compressing(live_server.url) as base:
        context = browser.new_context(viewport={"width": 1366, "height": 800})
        context.add_cookies([{"name": "sessionid", "value": desk.cookie(), "url": base}])
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(f"{base}{desk.addresses()['case']}")
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", LINE)
        yield page, line, {name: f"{base}{path}" for name, path in desk.addresses().items()}
        context.close()


def seen(page, address):
    """Seconds until the largest part is painted, and how far the page shifted."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page.evaluate("[window.largest / 1000, window.shift]")


def test_pages_are_there_soon_on_a_bad_line(browser_on_a_bad_line):
    page, line, addresses = browser_on_a_bad_line
    late = {}
    for name, address in addresses.items():
        line.send("Network.clearBrowserCache")
        cold, shift = seen(page, address)
        warm, again = seen(page, address)
        print(f"{name}: cold {cold:.2f} s, warm {warm:.2f} s, shift {max(shift, again):.3f}")  # noqa: T201
        if cold > COLD or warm > WARM or max(shift, again) > SHIFT:
            late[name] = (cold, warm, shift, again)

    assert late == {}
