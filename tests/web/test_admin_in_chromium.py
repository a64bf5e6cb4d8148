"""How the admin looks where Django's own sheets speak after ours."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.core.context import eyes
from tests.factories import officer
from tests.register import a_case
from tests.web.session import logged_in


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_button_speaks_in_capitals(page: Page, live_server):
    with eyes(officer()) as actor:
        case = a_case(actor)
    client = logged_in(actor)
    host = urlsplit(live_server.url).hostname
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])

    page.goto(live_server.url + reverse("admin:cases_case_act", args=[case.pk, "hold"]))
    expect(page.locator(".submit-row input.default")).to_have_css("text-transform", "none")
    page.goto(live_server.url + reverse("admin:cases_case_changelist"))
    for button in page.locator("#content input[type=submit], #content button[type=submit]").all():
        expect(button).to_have_css("text-transform", "none")
