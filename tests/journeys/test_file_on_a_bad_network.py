"""A file of ten megabytes in Chromium: in parts over a line that is cut, whole without scripts."""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cases.core.context import eyes
from cases.core.store import parts
from cases.files.models import Attachment
from tests.factories import head
from tests.files.corpus import picture
from tests.files.kept import a_photo
from tests.files.kept import attached as kept
from tests.journeys.test_axe import RULES
from tests.register import a_case
from tests.web.session import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEN_MEGABYTES = b"0123456789abcde\n" * 640_000
FILE = "main input[type=file]"


@pytest.fixture
def officer():
    return head()


@pytest.fixture
def case(officer):
    with eyes(officer):
        return a_case(officer)


def cookie_of(live_server, officer):
    session = log_in(Client(), officer).cookies["sessionid"].value
    host = urlsplit(live_server.url).hostname
    return {"name": "sessionid", "value": session, "domain": host, "path": "/"}


@pytest.fixture
def form(page: Page, live_server, officer, case, tmp_path) -> Page:
    """The page of attaching a file, with a file of ten megabytes chosen."""
    page.context.add_cookies([cookie_of(live_server, officer)])
    page.goto(f"{live_server.url}{case.get_absolute_url()}attach-file/")
    chosen = tmp_path / "long.txt"
    chosen.write_bytes(TEN_MEGABYTES)
    page.locator(FILE).set_input_files(str(chosen))
    page.locator("main [name=purpose]").select_option("other")
    return page


def attached(officer):
    with eyes(officer):
        return [row.file.name for row in Attachment.objects.select_related("file")]


def send(page: Page) -> None:
    page.get_by_role("button", name="Attach a file").click()


def test_a_cut_line_loses_no_part(form: Page, officer):
    asked = []

    def cut(route):
        asked.append(route.request)
        if len(asked) in {5, 6, 20}:
            route.abort("connectionreset")
        else:
            route.continue_()

    form.route("**/file-parts/", cut)
    send(form)

    expect(form.locator(".files")).to_contain_text("long.txt", timeout=90_000)
    assert attached(officer) == ["long.txt"]
    # One for how much there is, one for each part, and the three that were lost.
    assert len(asked) == 1 + -(-len(TEN_MEGABYTES) // (256 * 1024)) + 3


def test_the_page_that_was_closed_goes_on_where_it_was(form: Page, officer, tmp_path):
    count = iter(range(100))
    form.route(
        "**/file-parts/",
        lambda route: route.continue_() if next(count) < 10 else route.abort("connectionreset"),
    )
    send(form)
    expect(form.get_by_role("status")).to_contain_text("The line is cut", timeout=60_000)
    held = parts.held_by(officer.staff_id)
    assert held > 2_000_000
    assert attached(officer) == []
    form.unroute("**/file-parts/")
    asked = []
    form.on(
        "request", lambda request: asked.append(request) if "file-parts" in request.url else None
    )

    form.reload()
    form.locator(FILE).set_input_files(str(tmp_path / "long.txt"))
    form.locator("main [name=purpose]").select_option("other")
    send(form)

    expect(form.locator(".files")).to_contain_text("long.txt", timeout=90_000)
    assert len(asked) < 35
    assert attached(officer) == ["long.txt"]


def test_without_scripts_the_form_takes_it_whole(
    browser: Browser, live_server, officer, case, tmp_path
):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie_of(live_server, officer)])
    page = context.new_page()
    page.goto(f"{live_server.url}{case.get_absolute_url()}attach-file/")
    chosen = tmp_path / "photo.jpg"
    chosen.write_bytes(picture(size=(900, 700)))
    page.locator(FILE).set_input_files(str(chosen))
    page.locator("main [name=purpose]").select_option("photo")

    send(page)

    page.locator("details.fold > summary", has_text="Files").click()
    expect(page.locator(".files")).to_contain_text("photo.jpg")
    expect(page.locator(".photo img")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.locator(".photo img").evaluate("image => image.naturalWidth") == 480
    assert attached(officer) == ["photo.jpg"]
    context.close()


@pytest.mark.parametrize("look", [("en", "light", 1366), ("vi", "dark", 360)], ids=["en", "vi"])
def test_the_pages_of_files_are_for_everybody(browser: Browser, live_server, officer, case, look):
    language, scheme, width = look
    with eyes(officer):
        file = kept(officer, case, a_photo(), purpose="photo", description="In blue")
        kept(officer, case, restricted="health")
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    spoken = {"name": "django_language", "value": language, "url": live_server.url}
    context.add_cookies([cookie_of(live_server, officer), spoken])
    page = context.new_page()
    home = case.get_absolute_url()

    for address in (home, f"{home}attach-file/", f"{home}files/", file.get_absolute_url()):
        page.goto(f"{live_server.url}{address}")
        if folder := os.environ.get("PICTURES"):
            name = address.strip("/").replace("/", "_")
            page.screenshot(path=f"{folder}/{width}_{name}.png", full_page=True)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
