"""What is hit is large enough, and words 40 % longer than ours still have room."""

import pytest

from tests.gauges.desk import a_desk
from tests.gauges.room import CLIPPED, LENGTHEN, OVERLAPPING, SMALL

pytestmark = [
    *(pytest.mark.browser, pytest.mark.sweep(whole_file=True)),
    pytest.mark.django_db(transaction=True),
]

LONGER = 0.4
MOUSE, FINGER = 24, 44
WIDE, NARROW = {"width": 1366, "height": 800}, {"width": 360, "height": 800}
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def desk():
    return a_desk(cases=6)


def opened(browser, live_server, desk, **options):
    context = browser.new_context(reduced_motion="reduce", **options)
    cookies = {"sessionid": desk.cookie(), "django_language": "en"}
    context.add_cookies(
        [{"name": key, "value": said, "url": live_server.url} for key, said in cookies.items()]
    )
    return context


def test_what_is_hit_is_large_enough(browser, live_server, desk):
    small = {}
    for least, options in (
        (MOUSE, {"viewport": WIDE}),
        (FINGER, {"viewport": NARROW, "has_touch": True, "is_mobile": True}),
    ):
        context = opened(browser, live_server, desk, **options)
        page = context.new_page()
        for name, path in desk.every_page().items():
            page.goto(f"{live_server.url}{path}")
            found = page.evaluate(SMALL, least)
            if found:
                small[f"{name}, {least} px"] = found
        context.close()

    assert small == {}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "phone"])
def test_longer_words_have_room(browser, live_server, desk, size):
    context = opened(browser, live_server, desk, viewport=size)
    page = context.new_page()
    cramped = {}
    for name, path in desk.every_page().items():
        page.goto(f"{live_server.url}{path}")
        page.wait_for_load_state("networkidle")
        page.evaluate(LENGTHEN, LONGER)
        found = page.evaluate(CLIPPED) + page.evaluate(OVERLAPPING)
        if page.evaluate(WIDTH) > size["width"]:
            found.append(f"scrolls sideways: {page.evaluate(WIDTH)} px")
        if found:
            cramped[name] = found
    context.close()

    assert cramped == {}
