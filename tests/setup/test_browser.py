"""The machine's Chromium opens a page of the running site."""

import pytest
from playwright.sync_api import Page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_live_server_answers_a_browser(page: Page, live_server):
    page.goto(f"{live_server.url}/alive/")

    assert page.text_content("body") == "ok\n"
