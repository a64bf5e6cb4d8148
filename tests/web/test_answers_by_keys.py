"""Forty answers without a difference: keys from the chosen file to the record, counted."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.core.context import eyes
from cases.intake.lists.models import ListRow
from tests.database import made_for_the_file
from tests.factories import officer
from tests.intake.lists.files import workbook
from tests.intake.lists.replies import HEADINGS, a_question_playbook, asked
from tests.web.session import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
FORTY = 40


def forty_questions():
    with eyes(officer()) as actor:
        a_question_playbook()
        return actor, [asked(actor, f"Zqkey Thử {n:02d}").reference for n in range(FORTY)]


@pytest.fixture(scope="module")
def waiting(browser, django_db_setup, django_db_blocker):
    """An officer who waits for forty answers."""
    with made_for_the_file(django_db_blocker, forty_questions) as made:
        yield made


@pytest.fixture
def desk(waiting, client, page, site, context):
    """A telephone page of the officer, on which the reply is taken in."""
    log_in(client, waiting[0])
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}{reverse('list_receive_answers')}?asked_of=vn-verifies")
    return page


def test_forty_answers_take_three_keys_after_the_file_is_chosen(waiting, desk, tmp_path):
    actor, references = waiting
    page, file = desk, tmp_path / "reply.xlsx"
    file.write_bytes(workbook([HEADINGS, *([one, "", "", "", "có"] for one in references)]))
    page.get_by_label("Number of their letter").fill("0512/QLXNC")
    page.locator("#id_as_of").fill("2025-11-11")
    page.locator("#id_received_on").fill("2025-11-12")
    page.locator("#id_file").set_input_files(file)
    page.locator("#id_file").focus()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Record 40 answers")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("40 answers are recorded.")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    with eyes(actor):
        assert ListRow.objects.filter(state="answered").count() == FORTY
